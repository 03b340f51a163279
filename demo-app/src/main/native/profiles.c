/*
 * profiles.h, with both bugs of 003: whether a profile is in use is looked up in the block of the caller's SID and
 * Windows session, so another SID, or the same SID in another Windows session, sees nothing in use, and purges what a
 * third process works with. The profiles themselves are in one hive for all: the process user's.
 */
#include "profiles.h"

#include "hive.h"
#include "platform.h"

#include <stdlib.h>
#include <string.h>

static Profile *find(Hive *hive, const char *name)
{
    Profile *profile = hive->profiles;
    while (profile != NULL && strcmp(profile->name, name) != 0) profile = profile->next;
    return profile;
}

static bool in_block(const Use *use, const Identity *user)
{
    return use->windowsSession == user->windowsSession && strcmp(use->sid, user->sid) == 0;
}

static bool in_use(const Hive *hive, const char *name, const Identity *user)
{
    for (const Use *use = hive->uses; use != NULL; use = use->next) {
        if (in_block(use, user) && strcmp(use->name, name) == 0) return true;
    }
    return false;
}

static void remove_profile(Hive *hive, const Profile *profile)
{
    Profile **link = &hive->profiles;
    while (*link != profile) link = &(*link)->next;
    Profile *removed = *link;
    *link = removed->next;
    free(removed);
}

static Profile *create(Hive *hive, const char *name)
{
    Profile *profile = hive_add_profile(hive, name);
    if (profile != NULL) profile->id = unique_id();
    return profile;
}

/* Names go into a file of lines and tabs, and MAPI allows 64 characters. */
static bool valid(const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)name[i] < 0x20) return false;
    }
    return length > 0 && length <= 256;
}

HRESULT profile_create(const char *name)
{
    if (!valid(name)) return MAPI_E_INVALID_PARAMETER;
    Hive *hive = hive_open();
    bool exists = find(hive, name) != NULL;
    Profile *profile = exists ? NULL : create(hive, name);
    hive_close(profile != NULL);
    return exists ? MAPI_E_NO_ACCESS : profile != NULL ? S_OK : MAPI_E_NOT_ENOUGH_MEMORY;
}

HRESULT profile_delete(const char *name, const Identity *user)
{
    Hive *hive = hive_open();
    Profile *profile = find(hive, name);
    if (profile != NULL && in_use(hive, name, user)) profile->marked = true;
    else if (profile != NULL) remove_profile(hive, profile);
    hive_close(profile != NULL);
    return profile != NULL ? S_OK : MAPI_E_NOT_FOUND;
}

static Use *own_use(const Hive *hive, const char *name, const Identity *user)
{
    Use *use = hive->uses;
    while (use != NULL && (use->pid != own_process_id() || !in_block(use, user) || strcmp(use->name, name) != 0)) {
        use = use->next;
    }
    return use;
}

static HRESULT count_up(Hive *hive, const char *name, const Identity *user)
{
    Use *use = own_use(hive, name, user);
    if (use == NULL) {
        use = hive_add_use(hive, name, user->sid);
        if (use == NULL) return MAPI_E_NOT_ENOUGH_MEMORY;
        use->pid = own_process_id();
        use->windowsSession = user->windowsSession;
    }
    use->count++;
    return S_OK;
}

HRESULT profile_logon(const char *name, const Identity *user, uint64_t *id, uint32_t *connectFlags)
{
    if (!valid(name)) return MAPI_E_INVALID_PARAMETER;
    Hive *hive = hive_open();
    Profile *profile = find(hive, name);
    HRESULT result = profile != NULL && profile->marked ? MAPI_E_LOGON_FAILED : S_OK;
    if (result == S_OK && profile == NULL && (profile = create(hive, name)) == NULL) result = MAPI_E_NOT_ENOUGH_MEMORY;
    if (result == S_OK) result = count_up(hive, name, user);
    if (result == S_OK) {
        *id = profile->id;
        *connectFlags = profile->connectFlags;
    }
    hive_close(result == S_OK);
    return result;
}

void profile_logoff(const char *name, const Identity *user)
{
    Hive *hive = hive_open();
    Use *use = own_use(hive, name, user);
    if (use != NULL && --use->count == 0) {
        Use **link = &hive->uses;
        while (*link != use) link = &(*link)->next;
        *link = use->next;
        free(use);
    }
    /* 003: deleted when "a session is released and the profile is marked for deletion". */
    Profile *profile = find(hive, name);
    if (profile != NULL && profile->marked && !in_use(hive, name, user)) remove_profile(hive, profile);
    hive_close(true);
}

void profiles_purge(const Identity *user)
{
    Hive *hive = hive_open();
    bool changed = false;
    for (Profile *profile = hive->profiles, *next; profile != NULL; profile = next) {
        next = profile->next;
        if (!profile->marked || in_use(hive, profile->name, user)) continue;
        remove_profile(hive, profile);
        changed = true;
    }
    hive_close(changed);
}

bool profile_exists(uint64_t id)
{
    Profile *profile = hive_open()->profiles;
    while (profile != NULL && profile->id != id) profile = profile->next;
    hive_close(false);
    return profile != NULL;
}

HRESULT profile_get_flags(const char *name, uint32_t *connectFlags)
{
    Profile *profile = find(hive_open(), name);
    if (profile != NULL) *connectFlags = profile->connectFlags;
    hive_close(false);
    return profile != NULL ? S_OK : MAPI_E_NOT_FOUND;
}

HRESULT profile_set_flags(const char *name, uint32_t connectFlags)
{
    Profile *profile = find(hive_open(), name);
    if (profile != NULL) profile->connectFlags = connectFlags;
    hive_close(profile != NULL);
    return profile != NULL ? S_OK : MAPI_E_NOT_FOUND;
}

void profiles_list(void (*take)(void *context, const char *name), void *context)
{
    for (Profile *profile = hive_open()->profiles; profile != NULL; profile = profile->next) {
        if (!profile->marked) take(context, profile->name);
    }
    hive_close(false);
}
