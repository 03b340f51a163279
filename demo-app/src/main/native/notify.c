/* notify.h: the queue and its delivery. The advises themselves are in advise.c. */
#include "advise.h"
#include "server.h"
#include "session.h"

#include <stdlib.h>
#include <string.h>

/* One thing to do for one session: a callback, or (advise NULL) the asynchronous request alone. */
typedef struct Item { struct Item *next; Session *session; Advise *advise; ULONG event; } Item;
typedef struct Notifier { bool stop; } Notifier;

static Item *queue;
static uint32_t pending;          /* queued and in delivery */
static Notifier *notifier;        /* the notification thread, in multithreaded mode */

static void item_done(Item *item, Advise **released)
{
    if (item->advise != NULL) advise_unref(item->advise, released);
    session_unref(item->session);
    free(item);
    pending--;
    announce_change();
}

/* Unadvise gives the sink back for good, so nothing that is still queued may hold it. */
void notify_forget(Advise *advise, Advise **released)
{
    for (Item **link = &queue; *link != NULL;) {
        Item *item = *link;
        if (item->advise != advise) {
            link = &item->next;
            continue;
        }
        *link = item->next;
        item_done(item, released);
    }
}

static bool add(Session *session, Advise *advise, ULONG event)
{
    Item *item = calloc(1, sizeof *item), **end = &queue;
    if (item == NULL) return false;
    *item = (Item){ NULL, session, advise, event };
    session->refs++;
    if (advise != NULL) advise->refs++;
    while (*end != NULL) end = &(*end)->next;
    *end = item;
    pending++;
    return true;
}

/* The event as the sink gets it. entries stands for entry ids, which nothing here can open. */
static NOTIFICATION notification_of(ULONG event, uint8_t entries[32])
{
    NOTIFICATION notification;
    memset(&notification, 0, sizeof notification);
    memset(entries, 0, 32);
    notification.ulEventType = event;
    if (event == fnevTableModified) {
        notification.info.tab.ulTableEvent = TABLE_CHANGED;
    } else {
        static char messageClass[] = "IPM.Note";
        notification.info.newmail = (NEWMAIL_NOTIFICATION){ 16, entries, 16, entries + 16, 0, messageClass, 0 };
    }
    return notification;
}

typedef ULONG(MAPIMETHOD *OnNotify)(Unknown *sink, ULONG count, NOTIFICATION *notifications);

/* With the lock, which is given up for the callback. The item is already out of the queue. */
static void deliver(Item *item)
{
    Advise *advise = item->advise, *released = NULL;
    if (advise != NULL) advise->busyThread = own_thread_id();
    Identity identity = identity_of_caller();
    if (!item->session->ended) server_service(item->session, identity.sid);
    if (advise != NULL && !advise->ended) {
        uint8_t entries[32];
        NOTIFICATION notification = notification_of(item->event, entries);
        Unknown *sink = advise->sink;
        library_unlock();
        ((OnNotify)sink->vtbl[3])(sink, 1, &notification);
        library_lock();
    }
    if (advise != NULL) advise->busyThread = 0;
    item_done(item, &released);
    if (released == NULL) return;
    library_unlock();
    advises_free(released);
    library_lock();
}

/* The oldest item this thread may deliver, taken out of the queue; NULL when there is none. */
static Item *take(bool onNotifier)
{
    uint32_t thread = own_thread_id();
    for (Item **link = &queue; *link != NULL; link = &(*link)->next) {
        Item *item = *link;
        uint32_t owner = item->advise ? item->advise->ownerThread : 0;
        bool mine = onNotifier ? owner == 0 : owner == thread || (owner == 0 && notifier == NULL);
        if (!mine || (item->advise != NULL && item->advise->busyThread != 0)) continue;
        *link = item->next;
        return item;
    }
    return NULL;
}

static void notify_thread(void *argument)
{
    Notifier *self = argument;
    library_lock();
    while (!self->stop) {
        Item *item = take(true);
        if (item != NULL) deliver(item); else await_change(NO_DEADLINE);
    }
    free(self);
    library_unlock();
}

void notify_start_thread(void)
{
    if (notifier != NULL) return;
    notifier = calloc(1, sizeof *notifier);
    if (notifier != NULL && !start_thread(notify_thread, notifier, "mapi-notify")) {
        free(notifier);
        notifier = NULL;
    }
}

void notify_stop(Advise **released)
{
    if (notifier != NULL) notifier->stop = true;
    notifier = NULL;
    while (queue != NULL) {
        Item *item = queue;
        queue = item->next;
        item_done(item, released);
    }
    announce_change();
}

HRESULT MAPIMETHOD HrDispatchNotifications(ULONG flags)
{
    (void)flags;
    Call call;
    call_begin(&call);
    for (Item *item; (item = take(false)) != NULL;) deliver(item);
    return call_leave(&call, S_OK);
}

/* What one new message means to one session: a callback per sink, none of it when it asked for no notifications. */
static int queue_for(Session *session)
{
    int sinks = 0;
    if (session->connectFlags & CONNECT_NO_NOTIFICATIONS) return 0;
    /* The notification thread keeps a request parked with the server whether the program advises or not (000). */
    if (notifier != NULL) add(session, NULL, 0);
    for (Advise *advise = advises_first(); advise != NULL; advise = advise->next) {
        if (advise->session != session) continue;
        ULONG event = advise->owner->kind == KIND_TABLE ? fnevTableModified : fnevNewMail;
        if (advise->mask & event) sinks += add(session, advise, event);
    }
    return sinks;
}

int MAPIMETHOD MapiDemoDeliver(const char *profile)
{
    Call call;
    int sinks = 0;
    if (profile == NULL || *profile == 0) profile = "Default";
    call_begin(&call);
    server_new_message(profile);
    for (Session *session = sessions_first(); session != NULL; session = session->next) {
        if (strcmp(session->profile, profile) == 0) sinks += queue_for(session);
    }
    announce_change();
    call_leave(&call, S_OK);
    return sinks;
}

int MAPIMETHOD MapiDemoDrain(uint32_t timeoutMs)
{
    Call call;
    call_begin(&call);
    uint64_t deadline = now_ms() + timeoutMs;
    while (pending > 0 && now_ms() < deadline) await_change(deadline);
    int done = pending == 0;
    call_leave(&call, S_OK);
    return done;
}
