/* IMsgStore and the one IMAPIFolder there is, the inbox. */
#include "memory.h"
#include "notify.h"
#include "server.h"
#include "table.h"

enum { MAPI_FOLDER = 3 };

static HRESULT MAPIMETHOD get_props(Object *self, const SPropTagArray *wanted, ULONG flags, ULONG *count, SPropValue **out)
{
    (void)flags;
    Call call;
    if (!call_enter(&call, self, KIND_STORE | KIND_FOLDER)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    HRESULT result = server_request(&call, self->session);
    if (result != S_OK) return call_leave(&call, result);
    const char *profile = self->session->profile;
    LONG messages = (LONG)server_messages(profile);
    const SPropValue there[] = {
        prop_text(PR_DISPLAY_NAME_A, self->kind == KIND_STORE ? profile : "Inbox"),
        prop_long(PR_CONTENT_COUNT, messages), prop_long(PR_CONTENT_UNREAD, messages)
    };
    return call_leave(&call, props_give(wanted, there, sizeof there / sizeof *there, count, out));
}

static HRESULT MAPIMETHOD get_contents_table(Object *self, ULONG flags, Unknown **table)
{
    (void)flags;
    Call call;
    if (table != NULL) *table = NULL;
    if (!call_enter(&call, self, KIND_FOLDER)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    if (table == NULL) return call_leave(&call, MAPI_E_INVALID_PARAMETER);
    HRESULT result = server_request(&call, self->session);
    if (result == S_OK) result = give_object(inbox_table_new(self->session), table);
    return call_leave(&call, result);
}

static void *const folderVtable[30] = {
    UNKNOWN_SLOTS, NO(4), NO(2) /* GetLastError, SaveChanges */, (void *)get_props,
    NO(3), NO(6), NO(4), NO(3), NO(10), NO(8), NO(6), NO(5) /* GetPropList .. GetIDsFromNames */,
    (void *)get_contents_table, NO(3), NO(7), NO(4), NO(5) /* GetHierarchyTable .. GetSearchCriteria */,
    NO(4), NO(7), NO(5), NO(7), NO(9), NO(6), NO(5), NO(5), NO(6), NO(3), NO(4) /* CreateMessage .. EmptyFolder */
};

HRESULT folder_open(Call *call, Session *session, ULONG *objectType, Unknown **folder)
{
    if (folder == NULL) return MAPI_E_INVALID_PARAMETER;
    *folder = NULL;
    HRESULT result = server_request(call, session);
    if (result != S_OK) return result;
    if (objectType != NULL) *objectType = MAPI_FOLDER;
    return give_object(object_of_session(KIND_FOLDER, folderVtable, session), folder);
}

static HRESULT MAPIMETHOD open_entry(Object *self, ULONG size, const void *entry, const void *iid, ULONG flags, ULONG *type,
                          Unknown **out)
{
    (void)size, (void)entry, (void)iid, (void)flags;
    Call call;
    if (!call_enter(&call, self, KIND_STORE)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    return call_leave(&call, folder_open(&call, self->session, type, out));
}

static HRESULT MAPIMETHOD store_logoff(Object *self, ULONG *flags)
{
    (void)flags;
    Call call;
    bool known = call_enter(&call, self, KIND_STORE);
    return call_leave(&call, known ? S_OK : MAPI_E_INVALID_OBJECT);
}

static void *const storeVtable[27] = {
    UNKNOWN_SLOTS, NO(4), NO(2) /* GetLastError, SaveChanges */, (void *)get_props,
    NO(3), NO(6), NO(4), NO(3), NO(10), NO(8), NO(6), NO(5) /* GetPropList .. GetIDsFromNames */,
    (void *)object_advise, (void *)object_unadvise, NO(7) /* CompareEntryIDs */, (void *)open_entry,
    NO(5), NO(6), NO(3) /* .. GetReceiveFolderTable */, (void *)store_logoff,
    NO(4), NO(3), NO(3), NO(4), NO(2) /* AbortSubmit .. NotifyNewMail */
};

Object *store_new(Session *session) { return object_of_session(KIND_STORE, storeVtable, session); }
