/* What a logon makes: the state behind an IMAPISession and everything opened from it. Under the lock. */
#ifndef SESSION_H
#define SESSION_H

#include "connections.h"
#include "identity.h"
#include "notify.h"
#include "object.h"

struct Session {
    uint32_t refs;               /* objects, advises and queued notifications that point here */
    Session *next;               /* in the list of live sessions */
    Object *object;              /* the IMAPISession; a name for it, not a reference */
    Identity owner;              /* who logged on */
    char *profile;
    uint64_t profileId;          /* the profile's incarnation at logon: a purged one does not come back (003) */
    uint32_t connectFlags;       /* PR_PROFILE_CONNECT_FLAGS at logon */
    bool registered;             /* server.h */
    bool ended;                  /* by Logoff or the session object's last Release */
    ConnectionList *list;        /* until ended */
};

Session *sessions_first(void);   /* live ones */
void session_unref(Session *session);
void session_end(Session *session, Advise **released);
void session_await_poller(Session *session);
Object *object_of_session(Kind kind, void *const *vtbl, Session *session);

/* store.c */
Object *store_new(Session *session);
HRESULT folder_open(Call *call, Session *session, ULONG *objectType, Unknown **folder);
/* profadmin.c */
Object *service_admin_new(const char *profile);
HRESULT section_open(const char *profile, const void *uid, Unknown **section);

#endif
