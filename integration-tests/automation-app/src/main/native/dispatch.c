/* IUnknown, IDispatch and error information of every object, driven by the type library. */
#include "server.h"

#include <stdio.h>

LONG alive;

static HRESULT STDMETHODCALLTYPE errors_QueryInterface(ISupportErrorInfo *self, REFIID iid, void **out)
{
    return object_QueryInterface(CONTAINING_RECORD(self, Object, errors), iid, out);
}
static ULONG STDMETHODCALLTYPE errors_AddRef(ISupportErrorInfo *self) { return object_AddRef(CONTAINING_RECORD(self, Object, errors)); }
static ULONG STDMETHODCALLTYPE errors_Release(ISupportErrorInfo *self) { return object_Release(CONTAINING_RECORD(self, Object, errors)); }
static HRESULT STDMETHODCALLTYPE errors_supports(ISupportErrorInfo *self, REFIID iid)
{
    return IsEqualIID(iid, CONTAINING_RECORD(self, Object, errors)->type->iid) ? S_OK : S_FALSE;
}
static const ISupportErrorInfoVtbl errorsVtbl = { errors_QueryInterface, errors_AddRef, errors_Release, errors_supports };

Object *object_new(const ObjectClass *type, Object *parent)
{
    Object *self = CoTaskMemAlloc(sizeof *self);
    if (self == NULL) return NULL;
    *self = (Object){ .vtbl = type->vtbl, .classInfo = &classInfoVtbl, .container = &containerVtbl, .point = &pointVtbl,
                      .errors = &errorsVtbl, .type = type, .refs = 1, .parent = parent };
    if (parent != NULL) object_AddRef(parent);
    InterlockedIncrement(&alive);
    return self;
}

HRESULT object_give(const ObjectClass *type, Object *parent, IDispatch **out)
{
    *out = (IDispatch *)object_new(type, parent);
    return *out == NULL ? E_OUTOFMEMORY : S_OK;
}

HRESULT object_fail(HRESULT result)
{
    ICreateErrorInfo *error;
    if (FAILED(result) && SUCCEEDED(CreateErrorInfo(&error))) {
        wchar_t text[80];
        swprintf(text, 80, L"[Collaboration Data Objects - [%ls(%08lX)]]",
                 result == MAPI_E_NETWORK_ERROR ? L"MAPI_E_NETWORK_ERROR" : L"MAPI_E", (unsigned long)result);
        ICreateErrorInfo_SetDescription(error, text);
        ICreateErrorInfo_SetSource(error, (LPOLESTR)L"Collaboration Data Objects");
        IErrorInfo *info;
        if (SUCCEEDED(ICreateErrorInfo_QueryInterface(error, &IID_IErrorInfo, (void **)&info))) {
            SetErrorInfo(0, info);
            IErrorInfo_Release(info);
        }
        ICreateErrorInfo_Release(error);
    }
    return result;
}

ITypeInfo *type_info(const GUID *guid)
{
    static ITypeLib *library;
    wchar_t path[MAX_PATH];
    ITypeInfo *info = NULL;
    if (library == NULL && GetModuleFileNameW(module, path, MAX_PATH) != 0) {
        ITypeLib *loaded = NULL;
        if (FAILED(LoadTypeLibEx(path, REGKIND_NONE, &loaded))) return NULL;
        if (InterlockedCompareExchangePointer((void **)&library, loaded, NULL) != NULL) ITypeLib_Release(loaded);
    }
    if (library == NULL || FAILED(ITypeLib_GetTypeInfoOfGuid(library, guid, &info))) return NULL;
    return info;
}

HRESULT STDMETHODCALLTYPE object_QueryInterface(Object *self, REFIID iid, void **out)
{
    const ObjectClass *type = self->type;
    *out = NULL;
    if (IsEqualIID(iid, &IID_IUnknown) || IsEqualIID(iid, &IID_IDispatch) || IsEqualIID(iid, type->iid)) *out = self;
    else if (IsEqualIID(iid, &IID_ISupportErrorInfo)) *out = &self->errors;
    else if (type->clsid != NULL && (IsEqualIID(iid, &IID_IProvideClassInfo) || IsEqualIID(iid, &IID_IProvideClassInfo2)))
        *out = &self->classInfo;
    else if (type->events != NULL && IsEqualIID(iid, &IID_IConnectionPointContainer)) *out = &self->container;
    if (*out == NULL) return E_NOINTERFACE;
    object_AddRef(self);
    return S_OK;
}

ULONG STDMETHODCALLTYPE object_AddRef(Object *self) { return (ULONG)InterlockedIncrement(&self->refs); }

ULONG STDMETHODCALLTYPE object_Release(Object *self)
{
    ULONG refs = (ULONG)InterlockedDecrement(&self->refs);
    if (refs == 0) {
        if (self->type->destroy != NULL) self->type->destroy(self);
        events_release(self);
        if (self->parent != NULL) object_Release(self->parent);
        CoTaskMemFree(self);
        InterlockedDecrement(&alive);
    }
    return refs;
}

HRESULT STDMETHODCALLTYPE object_GetTypeInfoCount(Object *self, UINT *count)
{
    (void)self;
    *count = 1;
    return S_OK;
}

HRESULT STDMETHODCALLTYPE object_GetTypeInfo(Object *self, UINT index, LCID lcid, ITypeInfo **info)
{
    (void)lcid;
    *info = NULL;
    if (index != 0) return DISP_E_BADINDEX;
    *info = type_info(self->type->iid);
    return *info == NULL ? E_FAIL : S_OK;
}

HRESULT STDMETHODCALLTYPE object_GetIDsOfNames(Object *self, REFIID iid, LPOLESTR *names, UINT count, LCID lcid, DISPID *ids)
{
    (void)iid, (void)lcid;
    ITypeInfo *info = type_info(self->type->iid);
    if (info == NULL) return E_FAIL;
    HRESULT result = DispGetIDsOfNames(info, names, count, ids);
    ITypeInfo_Release(info);
    return result;
}

HRESULT STDMETHODCALLTYPE object_Invoke(Object *self, DISPID id, REFIID iid, LCID lcid, WORD flags, DISPPARAMS *parameters,
                                        VARIANT *result, EXCEPINFO *exception, UINT *badArgument)
{
    (void)iid, (void)lcid;
    ITypeInfo *info = type_info(self->type->iid);
    if (info == NULL) return E_FAIL;
    SetErrorInfo(0, NULL);
    HRESULT hresult = DispInvoke(self, info, id, flags, parameters, result, exception, badArgument);
    ITypeInfo_Release(info);
    return hresult;
}
