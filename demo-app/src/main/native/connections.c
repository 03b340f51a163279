/*
 * The impersonation hang (001). "Each user context gets its own connection list, indexed using what is essentially the
 * CRC of the SID"; the thread that makes one starts a polling thread with no care for its token. While there is one list
 * the poller assumes it is the one; with two, it looks for its own SID, finds none, and shuts down without signalling.
 */
#include "connections.h"

#include "identity.h"
#include "mapidemo.h"
#include "platform.h"

#include <stdlib.h>
#include <string.h>

#define POLL_MS 10
#define SEEN_MS 2000

struct ConnectionList {
    ConnectionList *next;
    char sid[SID_MAX_TEXT];
    uint32_t crc;                    /* of sid; compared first */
    uint32_t sessions;
    uint32_t holders;                /* poller and waiting threads: the last of all frees the memory */
    uint32_t requested, completed;   /* a releasing thread asks, a poller completes */
    uint32_t seen;                   /* the generation of lists this list's poller last saw */
    bool polling, removed;
};

static ConnectionList *lists;
static uint32_t generation;          /* counts added lists */
static uint32_t pollers;

static ConnectionList *find(const char *sid)
{
    uint32_t crc = sid_crc(sid);
    ConnectionList *list = lists;
    while (list != NULL && (list->crc != crc || strcmp(list->sid, sid) != 0)) list = list->next;
    return list;
}

static void drop(ConnectionList *list)
{
    if (--list->holders == 0 && list->removed) free(list);
}

static void poll_lists(void *argument)
{
    ConnectionList *own = argument;
    Identity identity = identity_of_caller();  /* a plainly created thread: the process's */
    library_lock();
    while (!own->removed) {
        ConnectionList *usable = lists->next == NULL ? lists : find(identity.sid);
        own->seen = generation;
        if (usable == NULL) break;             /* neither is appropriate: ends, and signals nothing */
        usable->completed = usable->requested;
        announce_change();
        uint64_t next = now_ms() + POLL_MS;
        /* Any change wakes it, but it polls by the clock, or at once when a list was added. */
        while (!own->removed && own->seen == generation && now_ms() < next) await_change(next);
    }
    own->polling = false;
    pollers--;
    announce_change();
    drop(own);
    library_unlock();
}

static bool all_seen(void)
{
    for (ConnectionList *list = lists; list != NULL; list = list->next) {
        if (list->polling && list->seen != generation) return false;
    }
    return true;
}

ConnectionList *connections_join(const char *sid)
{
    ConnectionList *list = find(sid);
    if (list != NULL) {
        list->sessions++;
        return list;
    }
    list = calloc(1, sizeof *list);
    if (list == NULL) return NULL;
    strcpy(list->sid, sid);
    list->crc = sid_crc(sid);
    list->sessions = 1;
    list->next = lists;
    lists = list;
    generation++;
    if (start_thread(poll_lists, list, "mapi-poll")) {
        list->polling = true;
        list->holders++;
        pollers++;
    }
    announce_change();
    /* Without this wait the outcome of a race would decide between a hang and none. */
    for (uint64_t deadline = now_ms() + SEEN_MS; !all_seen() && now_ms() < deadline;) await_change(deadline);
    return list;
}

void connections_leave(ConnectionList *list)
{
    if (--list->sessions > 0) return;
    ConnectionList **link = &lists;
    while (*link != list) link = &(*link)->next;
    *link = list->next;
    list->removed = true;
    announce_change();
    if (list->holders == 0) free(list);
}

void connections_await_poller(ConnectionList *list, uint32_t hangLimitMs)
{
    uint64_t deadline = hangLimitMs == 0 ? NO_DEADLINE : now_ms() + hangLimitMs;
    uint32_t ticket = ++list->requested;
    list->holders++;
    while ((int32_t)(list->completed - ticket) < 0 && !list->removed && now_ms() < deadline) await_change(deadline);
    drop(list);
}

uint32_t MAPIMETHOD MapiDemoRunningPollers(void)
{
    library_lock();
    uint32_t count = pollers;
    library_unlock();
    return count;
}
