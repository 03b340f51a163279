/* MAPILogonEx and IMAPISession. */
#include "session.h"

#include "memory.h"
#include "profiles.h"
#include "server.h"
#include "startup.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_DELETED = 1018 };

static Session *live;

Session *sessions_first(void) { return live; }

void session_unref(Session *session)
{
    if (--session->refs > 0) return;
    free(session->profile);
    free(session);
}

void session_end(Session *session, Advise **released)
{
    if (session->ended) return;
    session->ended = true;
    Session **link = &live;
    while (*link != session) link = &(*link)->next;
    *link = session->next;
    advises_of_session_end(session, released);
    profile_logoff(session->profile, &session->owner);
    if (session->list != NULL) connections_leave(session->list);
    session->list = NULL;
}

void session_await_poller(Session *session)
{
    if (session->list != NULL) connections_await_poller(session->list, server_hang_limit());
}

Object *object_of_session(Kind kind, void *const *vtbl, Session *session)
{
    Object *object = object_new(kind, vtbl);
    if (object == NULL) return NULL;
    object->session = session;
    session->refs++;
    return object;
}

static HRESULT MAPIMETHOD get_stores_table(Object *self, ULONG flags, Unknown **table)
{
    (void)flags;
    Call call;
    if (!call_enter(&call, self, KIND_SESSION)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    if (self->session->ended) return call_leave(&call, MAPI_E_END_OF_SESSION);
    return call_leave(&call, give_object(stores_table_new(self->session), table));
}

/* 003: the profile is looked up again, and "RegQueryValueEx was returning ERROR_KEY_DELETED" once it was purged. */
static HRESULT check_profile(Call *call, const Session *session)
{
    if (session->ended) return MAPI_E_END_OF_SESSION;
    return profile_exists(session->profileId) ? S_OK : call_fail(call, MAPI_E_CALL_FAILED, KEY_DELETED);
}

static HRESULT MAPIMETHOD open_store(Object *self, ULONG_PTR ui, ULONG size, const void *entry, const void *iid, ULONG flags,
                          Unknown **store)
{
    (void)ui, (void)size, (void)entry, (void)iid, (void)flags;
    Call call;
    if (store != NULL) *store = NULL;
    if (!call_enter(&call, self, KIND_SESSION)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    if (store == NULL) return call_leave(&call, MAPI_E_INVALID_PARAMETER);
    server_refuse_impersonated();
    HRESULT result = check_profile(&call, self->session);
    if (result == S_OK) result = server_open(&call, self->session);
    if (result == S_OK) result = give_object(store_new(self->session), store);
    return call_leave(&call, result);
}

static HRESULT MAPIMETHOD open_section(Object *self, const void *uid, const void *iid, ULONG flags, Unknown **section)
{
    (void)iid, (void)flags;
    Call call;
    if (section != NULL) *section = NULL;
    if (!call_enter(&call, self, KIND_SESSION)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    HRESULT result = check_profile(&call, self->session);
    if (result == S_OK) result = section_open(self->session->profile, uid, section);
    return call_leave(&call, result);
}

static HRESULT MAPIMETHOD open_entry(Object *self, ULONG size, const void *entry, const void *iid, ULONG flags, ULONG *type,
                          Unknown **out)
{
    (void)size, (void)entry, (void)iid, (void)flags;
    Call call;
    if (!call_enter(&call, self, KIND_SESSION)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    return call_leave(&call, folder_open(&call, self->session, type, out));
}

static HRESULT MAPIMETHOD query_identity(Object *self, ULONG *size, void **entry)
{
    Call call;
    if (!call_enter(&call, self, KIND_SESSION)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    if (size == NULL || entry == NULL) return call_leave(&call, MAPI_E_INVALID_PARAMETER);
    const char *sid = self->session->owner.sid;
    ULONG length = 4 + (ULONG)strlen(sid) + 1;
    HRESULT result = MAPIAllocateBuffer(length, entry);
    if (result == S_OK) {
        memset(*entry, 0, 4);
        strcpy((char *)*entry + 4, sid);
        *size = length;
    }
    return call_leave(&call, result);
}

static HRESULT MAPIMETHOD logoff(Object *self, ULONG_PTR ui, ULONG flags, ULONG reserved)
{
    (void)ui, (void)flags, (void)reserved;
    Call call;
    Advise *released = NULL;
    if (!call_enter(&call, self, KIND_SESSION)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    HRESULT result = self->session->ended ? MAPI_E_END_OF_SESSION : S_OK;
    session_end(self->session, &released);
    call_leave(&call, result);
    advises_free(released);
    set_last_error(call.error);
    return result;
}

static HRESULT MAPIMETHOD admin_services(Object *self, ULONG flags, Unknown **admin)
{
    (void)flags;
    Call call;
    if (!call_enter(&call, self, KIND_SESSION)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    if (self->session->ended) return call_leave(&call, MAPI_E_END_OF_SESSION);
    return call_leave(&call, give_object(service_admin_new(self->session->profile), admin));
}

static void *const vtable[22] = {
    UNKNOWN_SLOTS, NO(4) /* GetLastError */, (void *)get_stores_table, (void *)open_store, NO(5) /* OpenAddressBook */,
    (void *)open_section, NO(3) /* GetStatusTable */, (void *)open_entry, NO(7) /* CompareEntryIDs */, (void *)object_advise,
    (void *)object_unadvise, NO(5), NO(5), NO(4) /* MessageOptions .. EnumAdrTypes */, (void *)query_identity, (void *)logoff,
    NO(4) /* SetDefaultStore */, (void *)admin_services, NO(12), NO(4) /* ShowForm, PrepareForm */
};

/* Under the lock. Undoes nothing: the profile's use count goes with session_end. */
static HRESULT log_on(Session *session, Unknown **out)
{
    session->refs = 1;   /* this function's own */
    session->owner = identity_of_caller();
    HRESULT result = profile_logon(session->profile, &session->owner, &session->profileId, &session->connectFlags);
    Object *object = result == S_OK ? object_of_session(KIND_SESSION, vtable, session) : NULL;
    if (result == S_OK && object == NULL) {
        profile_logoff(session->profile, &session->owner);
        result = MAPI_E_NOT_ENOUGH_MEMORY;
    }
    if (result == S_OK) {
        session->object = object;
        session->next = live;
        live = session;
        server_register(session);
        session->list = connections_join(session->owner.sid);
        *out = (Unknown *)object;
    }
    session_unref(session);
    return result;
}

HRESULT MAPIMETHOD MAPILogonEx(ULONG_PTR ui, const void *profile, const void *password, ULONG flags, Unknown **out)
{
    (void)ui, (void)password;
    Call call;
    call_begin(&call);
    if (out == NULL) return call_leave(&call, MAPI_E_INVALID_PARAMETER);
    *out = NULL;
    if (!initialized()) return call_leave(&call, MAPI_E_NOT_INITIALIZED);
    Session *session = calloc(1, sizeof *session);
    char *name = text_in(profile, flags);
    if (session == NULL || (session->profile = name && *name ? name : (free(name), text_in("Default", 0))) == NULL) {
        free(session);
        return call_leave(&call, MAPI_E_NOT_ENOUGH_MEMORY);
    }
    return call_leave(&call, log_on(session, out));
}
