/* Profile administration: MAPIAdminProfiles, IProfAdmin, IMsgServiceAdmin, IProfSect. */
#include "memory.h"
#include "profiles.h"
#include "session.h"
#include "startup.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

enum { ALREADY_EXISTS = 183 };

static HRESULT MAPIMETHOD section_get_props(Object *self, const SPropTagArray *wanted, ULONG flags, ULONG *count, SPropValue **out)
{
    (void)flags;
    Call call;
    uint32_t connectFlags = 0;
    if (!call_enter(&call, self, KIND_PROFSECT)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    HRESULT result = profile_get_flags(self->profile, &connectFlags);
    if (result != S_OK) return call_leave(&call, result);
    const SPropValue there = prop_long(PR_PROFILE_CONNECT_FLAGS, (LONG)connectFlags);
    return call_leave(&call, props_give(wanted, &there, 1, count, out));
}

/* Properties other than the connect flags are accepted and forgotten. */
static HRESULT MAPIMETHOD section_set_props(Object *self, ULONG count, const SPropValue *values, void **problems)
{
    Call call;
    if (problems != NULL) *problems = NULL;
    if (!call_enter(&call, self, KIND_PROFSECT)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    HRESULT result = values == NULL && count > 0 ? MAPI_E_INVALID_PARAMETER : S_OK;
    for (ULONG i = 0; i < count && result == S_OK; i++) {
        if (values[i].ulPropTag != PR_PROFILE_CONNECT_FLAGS) continue;
        result = profile_set_flags(self->profile, (uint32_t)values[i].Value.l);
    }
    return call_leave(&call, result);
}

static HRESULT MAPIMETHOD section_save(Object *self, ULONG flags)
{
    (void)flags;
    Call call;
    bool known = call_enter(&call, self, KIND_PROFSECT);
    return call_leave(&call, known ? S_OK : MAPI_E_INVALID_OBJECT);
}

static void *const sectionVtable[14] = {
    UNKNOWN_SLOTS, NO(4) /* GetLastError */, (void *)section_save, (void *)section_get_props, NO(3), NO(6) /* .. OpenProperty */,
    (void *)section_set_props, NO(3), NO(10), NO(8), NO(6), NO(5) /* DeleteProps .. GetIDsFromNames */
};

static Object *object_of_profile(Kind kind, void *const *vtbl, const char *profile)
{
    char *name = text_in(profile, 0);
    Object *object = name ? object_new(kind, vtbl) : NULL;
    if (object == NULL) free(name); else object->profile = name;
    return object;
}

HRESULT section_open(const char *profile, const void *uid, Unknown **section)
{
    static const uint8_t global[16] = MAPIDEMO_GLOBAL_SECTION;
    if (section == NULL) return MAPI_E_INVALID_PARAMETER;
    *section = NULL;
    uint32_t ignored;
    if (uid == NULL || memcmp(uid, global, sizeof global) != 0) return MAPI_E_NOT_FOUND;
    HRESULT result = profile_get_flags(profile, &ignored);
    return result == S_OK ? give_object(object_of_profile(KIND_PROFSECT, sectionVtable, profile), section) : result;
}

static HRESULT MAPIMETHOD service_open_section(Object *self, const void *uid, const void *iid, ULONG flags, Unknown **section)
{
    (void)iid, (void)flags;
    Call call;
    if (!call_enter(&call, self, KIND_SERVICEADMIN)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    return call_leave(&call, section_open(self->profile, uid, section));
}

static void *const serviceVtable[15] = {
    UNKNOWN_SLOTS, NO(4), NO(3), NO(5), NO(2), NO(8), NO(4), NO(6) /* GetLastError .. ConfigureMsgService */,
    (void *)service_open_section, NO(4), NO(4), NO(3), NO(3) /* MsgServiceTransportOrder .. GetProviderTable */
};

Object *service_admin_new(const char *profile) { return object_of_profile(KIND_SERVICEADMIN, serviceVtable, profile); }

static HRESULT MAPIMETHOD get_profile_table(Object *self, ULONG flags, Unknown **table)
{
    (void)flags;
    Call call;
    if (!call_enter(&call, self, KIND_PROFADMIN)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    if (table == NULL) return call_leave(&call, MAPI_E_INVALID_PARAMETER);
    return call_leave(&call, give_object(profiles_table_new(), table));
}

static HRESULT MAPIMETHOD create_profile(Object *self, const void *name, const void *password, ULONG_PTR ui, ULONG flags)
{
    (void)password, (void)ui;
    Call call;
    if (!call_enter(&call, self, KIND_PROFADMIN)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    char *text = text_in(name, flags);
    HRESULT result = text ? profile_create(text) : MAPI_E_INVALID_PARAMETER;
    free(text);
    if (result == MAPI_E_NO_ACCESS) call_fail(&call, result, ALREADY_EXISTS);
    return call_leave(&call, result);
}

static HRESULT MAPIMETHOD delete_profile(Object *self, const void *name, ULONG flags)
{
    Call call;
    if (!call_enter(&call, self, KIND_PROFADMIN)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    char *text = text_in(name, flags);
    Identity caller = identity_of_caller();
    HRESULT result = text ? profile_delete(text, &caller) : MAPI_E_INVALID_PARAMETER;
    free(text);
    return call_leave(&call, result);
}

static HRESULT MAPIMETHOD admin_services(Object *self, const void *name, const void *password, ULONG_PTR ui, ULONG flags,
                              Unknown **admin)
{
    (void)password, (void)ui;
    Call call;
    uint32_t ignored;
    if (admin != NULL) *admin = NULL;
    if (!call_enter(&call, self, KIND_PROFADMIN)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    char *text = text_in(name, flags);
    HRESULT result = text && admin ? profile_get_flags(text, &ignored) : MAPI_E_INVALID_PARAMETER;
    if (result == S_OK) result = give_object(service_admin_new(text), admin);
    free(text);
    return call_leave(&call, result);
}

static void *const adminVtable[12] = {
    UNKNOWN_SLOTS, NO(4) /* GetLastError */, (void *)get_profile_table, (void *)create_profile, (void *)delete_profile,
    NO(5), NO(6), NO(6), NO(3) /* ChangeProfilePassword .. SetDefaultProfile */, (void *)admin_services
};

HRESULT MAPIMETHOD MAPIAdminProfiles(ULONG flags, Unknown **out)
{
    (void)flags;
    Call call;
    call_begin(&call);
    if (out == NULL) return call_leave(&call, MAPI_E_INVALID_PARAMETER);
    *out = NULL;
    if (!initialized()) return call_leave(&call, MAPI_E_NOT_INITIALIZED);
    return call_leave(&call, give_object(object_new(KIND_PROFADMIN, adminVtable), out));
}
