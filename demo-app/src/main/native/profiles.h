/* Profiles, their marks for deletion and their in-use counts (003). Under the lock. */
#ifndef PROFILES_H
#define PROFILES_H

#include "identity.h"
#include "mapidemo.h"

#include <stdbool.h>

/* The user is who calls: SID and Windows session id choose the in-use block (003, bugs 1 and 2). */
HRESULT profile_create(const char *name);                                   /* exists: MAPI_E_NO_ACCESS */
HRESULT profile_delete(const char *name, const Identity *user);             /* in use: marked; absent: MAPI_E_NOT_FOUND */
HRESULT profile_logon(const char *name, const Identity *user, uint64_t *id, uint32_t *connectFlags);
void profile_logoff(const char *name, const Identity *user);
void profiles_purge(const Identity *user);                                  /* the marked ones that are not in use */
bool profile_exists(uint64_t id);
HRESULT profile_get_flags(const char *name, uint32_t *connectFlags);
HRESULT profile_set_flags(const char *name, uint32_t connectFlags);
/* Calls take(context, name) for each profile that is not marked. */
void profiles_list(void (*take)(void *context, const char *name), void *context);

#endif
