/* Sessions, folders and the application, on the stand-in's sessions and stores. */
#include "server.h"

#define NEW_MAIL_OF_SESSION 1
#define NEW_MAIL_OF_APPLICATION 0xf003
#define QUIT_OF_APPLICATION 0xf007

/* Slots of the stand-in's objects (mapidemo.h). */
#define SLOT(object, slot, type) ((HRESULT(MAPIMETHOD *) type)(object)->vtbl[slot])
#define OpenMsgStore(o, out) SLOT(o, 5, (Unknown *, ULONG_PTR, ULONG, void *, void *, ULONG, Unknown **))(o, 0, 0, NULL, NULL, 0, out)
#define Advise(o, sink, out) SLOT(o, 14, (Unknown *, ULONG, void *, ULONG, Unknown *, ULONG_PTR *))(o, 0, NULL, fnevNewMail, sink, out)
#define Unadvise(o, connection) SLOT(o, 15, (Unknown *, ULONG_PTR))(o, connection)
#define OpenEntry(o, type, out) SLOT(o, 17, (Unknown *, ULONG, void *, void *, ULONG, ULONG *, Unknown **))(o, 0, NULL, NULL, 0, type, out)
#define GetContentsTable(o, out) SLOT(o, 14, (Unknown *, ULONG, Unknown **))(o, 0, out)
#define GetRowCount(o, out) SLOT(o, 9, (Unknown *, ULONG, ULONG *))(o, 0, out)
#define MapiLogoff(o) SLOT(o, 17, (Unknown *, ULONG_PTR, ULONG, ULONG))(o, 0, 0, 0)
#define Release(o) ((ULONG(MAPIMETHOD *)(Unknown *))(o)->vtbl[2])(o)

static Object *session_of(Object *self)
{
    while (self != NULL && self->session == NULL) self = self->parent;
    return self;
}

/* On the stand-in's notification thread, which runs in the identity of the process. */
static LONG MAPIMETHOD notified(void *context, ULONG count, NOTIFICATION *notifications)
{
    (void)count, (void)notifications;
    Object *session = context;
    CoInitializeEx(NULL, COINIT_MULTITHREADED);
    events_fire(session, NEW_MAIL_OF_SESSION, L"000000001A447390");
    if (session->parent != NULL) events_fire(session->parent, NEW_MAIL_OF_APPLICATION, NULL);
    CoUninitialize();
    return 0;
}

static HRESULT open_store(Object *self)
{
    Unknown *sink;
    HRESULT result = OpenMsgStore(self->session, &self->store);
    if (SUCCEEDED(result)) result = mapi()->HrAllocAdviseSink(notified, self, &sink);
    if (SUCCEEDED(result)) {
        result = Advise(self->store, sink, &self->connection);
        Release(sink);
    }
    return result;
}

static void end(Object *self)
{
    if (self->session == NULL) return;
    if (self->store != NULL) {
        if (self->connection != 0) Unadvise(self->store, self->connection);
        Release(self->store);
    }
    MapiLogoff(self->session);
    Release(self->session);
    mapi()->MAPIUninitialize();
    self->session = self->store = NULL;
    self->connection = 0;
}

static HRESULT STDMETHODCALLTYPE session_Logon(IMailSession *this, VARIANT profile, VARIANT password, VARIANT showDialog, VARIANT newSession)
{
    (void)password, (void)showDialog, (void)newSession;
    Object *self = (Object *)this;
    MAPIINIT_0 init = { 0, MAPI_MULTITHREAD_NOTIFICATIONS };
    const wchar_t *name = profile.vt == VT_BSTR ? profile.bstrVal : NULL;
    if (mapi() == NULL) return object_fail(MAPI_E_CALL_FAILED);
    if (self->session != NULL) return S_OK;
    HRESULT result = mapi()->MAPIInitialize(&init);
    if (FAILED(result)) return object_fail(result);
    result = mapi()->MAPILogonEx(0, name, NULL, MAPI_UNICODE, &self->session);
    if (FAILED(result)) {
        self->session = NULL;
        mapi()->MAPIUninitialize();
        return object_fail(result);
    }
    result = open_store(self);
    if (FAILED(result)) end(self);
    return object_fail(result);
}

static HRESULT STDMETHODCALLTYPE session_Logoff(IMailSession *this)
{
    end((Object *)this);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE session_LoggedOn(IMailSession *this, VARIANT_BOOL *loggedOn)
{
    *loggedOn = ((Object *)this)->session != NULL ? VARIANT_TRUE : VARIANT_FALSE;
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE session_Inbox(IMailSession *this, IDispatch **out)
{
    *out = NULL;
    return session_of((Object *)this) == NULL ? object_fail(MAPI_E_NOT_INITIALIZED) : object_give(&folder, (Object *)this, out);
}

static HRESULT STDMETHODCALLTYPE session_GetDefaultFolder(IMailSession *this, long type, IDispatch **out)
{
    (void)type;
    return session_Inbox(this, out);
}

static HRESULT STDMETHODCALLTYPE folder_Name(IMailFolder *this, BSTR *name)
{
    (void)this;
    *name = SysAllocString(L"Inbox");
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE folder_Items(IMailFolder *this, IDispatch **out) { return object_give(&items, (Object *)this, out); }

static HRESULT STDMETHODCALLTYPE items_Count(IMailItems *this, long *count)
{
    Object *session = session_of((Object *)this);
    Unknown *inbox = NULL, *table = NULL;
    ULONG type = 0, rows = 0;
    *count = 0;
    if (session == NULL) return object_fail(MAPI_E_END_OF_SESSION);
    HRESULT result = OpenEntry(session->store, &type, &inbox);
    if (SUCCEEDED(result)) {
        result = GetContentsTable(inbox, &table);
        if (SUCCEEDED(result)) {
            result = GetRowCount(table, &rows);
            Release(table);
        }
        Release(inbox);
    }
    *count = (long)rows;
    return object_fail(result);
}

static HRESULT STDMETHODCALLTYPE application_GetNamespace(IMailApplication *this, BSTR type, IDispatch **out)
{
    (void)type;
    return object_give(&nameSpace, (Object *)this, out);
}

/* The event comes on the caller's own thread. */
static HRESULT STDMETHODCALLTYPE application_Quit(IMailApplication *this)
{
    events_fire((Object *)this, QUIT_OF_APPLICATION, NULL);
    return S_OK;
}

static const IMailSessionVtbl sessionVtbl = { IUNKNOWN_AND_IDISPATCH(IMailSession), session_Logon, session_Logoff, session_LoggedOn,
                                              session_Inbox, session_GetDefaultFolder };
static const IMailFolderVtbl folderVtbl = { IUNKNOWN_AND_IDISPATCH(IMailFolder), folder_Name, folder_Items, folder_Items };
static const IMailItemsVtbl itemsVtbl = { IUNKNOWN_AND_IDISPATCH(IMailItems), items_Count };
static const IMailApplicationVtbl applicationVtbl = { IUNKNOWN_AND_IDISPATCH(IMailApplication), application_GetNamespace, application_Quit };

const ObjectClass cdoSession = { &sessionVtbl, &IID_IMailSession, &CLSID_CdoSession, &DIID_SessionEvents, L"MAPI.Session", end };
const ObjectClass rdoSession = { &sessionVtbl, &IID_IMailSession, &CLSID_RdoSession, &DIID_SessionEvents, L"Redemption.RDOSession", end };
const ObjectClass nameSpace = { &sessionVtbl, &IID_IMailSession, NULL, NULL, NULL, end };
const ObjectClass application = { &applicationVtbl, &IID_IMailApplication, &CLSID_OutlookApplication, &DIID_ApplicationEvents, L"Outlook.Application", NULL };
const ObjectClass folder = { &folderVtbl, &IID_IMailFolder, NULL, NULL, NULL, NULL };
const ObjectClass items = { &itemsVtbl, &IID_IMailItems, NULL, NULL, NULL, NULL };
