/* Advise and Unadvise of sessions, stores and inbox tables. */
#include "advise.h"

#include "session.h"

#include <stdlib.h>

#define UNADVISE_WAIT_MS 2000

static Advise *advises;
static ULONG_PTR lastConnection;

Advise *advises_first(void) { return advises; }

void advise_unref(Advise *advise, Advise **released)
{
    if (--advise->refs > 0) return;
    advise->next = *released;
    *released = advise;
}

/* A sink may be the application's: its Release is foreign code, which the lock must not be held for. */
void advises_free(Advise *released)
{
    while (released != NULL) {
        Advise *advise = released;
        released = advise->next;
        unknown_Release(advise->sink);
        free(advise);
    }
}

/* Takes the advise *link points to out of the list. */
static void end(Advise **link, Advise **released)
{
    Advise *advise = *link;
    *link = advise->next;
    advise->ended = true;
    advise->owner = NULL;
    notify_forget(advise, released);
    session_unref(advise->session);
    advise_unref(advise, released);
}

void advises_of_owner_end(const Object *owner, Advise **released)
{
    for (Advise **link = &advises; *link != NULL;) {
        if ((*link)->owner == owner) end(link, released); else link = &(*link)->next;
    }
}

void advises_of_session_end(const Session *session, Advise **released)
{
    for (Advise **link = &advises; *link != NULL;) {
        if ((*link)->session == session) end(link, released); else link = &(*link)->next;
    }
}

static HRESULT advise(Object *self, ULONG mask, Unknown *sink, ULONG_PTR *connection)
{
    if (sink == NULL || connection == NULL) return MAPI_E_INVALID_PARAMETER;
    unknown_AddRef(sink);   /* foreign code: before the lock */
    Call call;
    HRESULT result = S_OK;
    Advise *advise = calloc(1, sizeof *advise);
    if (!call_enter(&call, self, KIND_SESSION | KIND_STORE | KIND_TABLE)) result = MAPI_E_INVALID_OBJECT;
    else if (self->session == NULL) result = MAPI_E_NO_SUPPORT;
    else if (self->session->ended) result = MAPI_E_END_OF_SESSION;
    else if (advise == NULL) result = MAPI_E_NOT_ENOUGH_MEMORY;
    if (result == S_OK) {
        *advise = (Advise){ .next = advises, .connection = ++lastConnection, .owner = self, .session = self->session,
                            .mask = mask, .sink = sink, .ownerThread = sink_pinned_to(sink), .refs = 1 };
        advise->session->refs++;
        advises = advise;
        *connection = advise->connection;
    }
    call_leave(&call, result);
    if (result != S_OK) {
        free(advise);
        unknown_Release(sink);
        set_last_error(call.error);
    }
    return result;
}

HRESULT MAPIMETHOD object_advise(Object *self, ULONG size, const void *entry, ULONG mask, Unknown *sink, ULONG_PTR *connection)
{
    (void)size, (void)entry;
    return advise(self, mask, sink, connection);
}

HRESULT MAPIMETHOD table_advise(Object *self, ULONG mask, Unknown *sink, ULONG_PTR *connection)
{
    return advise(self, mask, sink, connection);
}

static bool runs_elsewhere(const Advise *advise)
{
    return advise->busyThread != 0 && advise->busyThread != own_thread_id();
}

HRESULT MAPIMETHOD object_unadvise(Object *self, ULONG_PTR connection)
{
    Call call;
    Advise *released = NULL, **link = &advises;
    if (!call_enter(&call, self, KIND_SESSION | KIND_STORE | KIND_TABLE)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    while (*link != NULL && ((*link)->owner != self || (*link)->connection != connection)) link = &(*link)->next;
    Advise *advise = *link;
    if (advise == NULL) return call_leave(&call, MAPI_E_NOT_FOUND);
    advise->refs++;
    end(link, &released);
    /* Afterwards the caller may free its sink, so a callback on another thread is waited for; not for ever, because it
     * may in turn wait for this thread. */
    for (uint64_t deadline = now_ms() + UNADVISE_WAIT_MS; runs_elsewhere(advise) && now_ms() < deadline;) {
        await_change(deadline);
    }
    advise_unref(advise, &released);
    call_leave(&call, S_OK);
    advises_free(released);
    set_last_error(call.error);
    return S_OK;
}
