/* Events: what an object tells of its class, its one connection point, and the calls of the sinks. */
#include "server.h"

#define OF(pointer, field) CONTAINING_RECORD(pointer, Object, field)

static HRESULT STDMETHODCALLTYPE info_QueryInterface(IProvideClassInfo2 *self, REFIID iid, void **out) { return object_QueryInterface(OF(self, classInfo), iid, out); }
static ULONG STDMETHODCALLTYPE info_AddRef(IProvideClassInfo2 *self) { return object_AddRef(OF(self, classInfo)); }
static ULONG STDMETHODCALLTYPE info_Release(IProvideClassInfo2 *self) { return object_Release(OF(self, classInfo)); }
static HRESULT STDMETHODCALLTYPE info_GetClassInfo(IProvideClassInfo2 *self, ITypeInfo **info)
{
    *info = type_info(OF(self, classInfo)->type->clsid);
    return *info == NULL ? E_FAIL : S_OK;
}
static HRESULT STDMETHODCALLTYPE info_GetGUID(IProvideClassInfo2 *self, DWORD kind, GUID *guid)
{
    const ObjectClass *type = OF(self, classInfo)->type;
    if (kind != GUIDKIND_DEFAULT_SOURCE_DISP_IID || type->events == NULL) return E_INVALIDARG;
    *guid = *type->events;
    return S_OK;
}
const IProvideClassInfo2Vtbl classInfoVtbl = { info_QueryInterface, info_AddRef, info_Release, info_GetClassInfo, info_GetGUID };

static HRESULT STDMETHODCALLTYPE container_QueryInterface(IConnectionPointContainer *self, REFIID iid, void **out) { return object_QueryInterface(OF(self, container), iid, out); }
static ULONG STDMETHODCALLTYPE container_AddRef(IConnectionPointContainer *self) { return object_AddRef(OF(self, container)); }
static ULONG STDMETHODCALLTYPE container_Release(IConnectionPointContainer *self) { return object_Release(OF(self, container)); }
static HRESULT STDMETHODCALLTYPE container_Enum(IConnectionPointContainer *self, IEnumConnectionPoints **points)
{
    (void)self;
    *points = NULL;
    return E_NOTIMPL;
}
static HRESULT STDMETHODCALLTYPE container_Find(IConnectionPointContainer *self, REFIID iid, IConnectionPoint **point)
{
    Object *object = OF(self, container);
    *point = NULL;
    if (!IsEqualIID(iid, object->type->events)) return CONNECT_E_NOCONNECTION;
    object_AddRef(object);
    *point = (IConnectionPoint *)&object->point;
    return S_OK;
}
const IConnectionPointContainerVtbl containerVtbl = { container_QueryInterface, container_AddRef, container_Release, container_Enum, container_Find };

static HRESULT STDMETHODCALLTYPE point_QueryInterface(IConnectionPoint *self, REFIID iid, void **out)
{
    if (!IsEqualIID(iid, &IID_IConnectionPoint) && !IsEqualIID(iid, &IID_IUnknown)) return *out = NULL, E_NOINTERFACE;
    object_AddRef(OF(self, point));
    *out = self;
    return S_OK;
}
static ULONG STDMETHODCALLTYPE point_AddRef(IConnectionPoint *self) { return object_AddRef(OF(self, point)); }
static ULONG STDMETHODCALLTYPE point_Release(IConnectionPoint *self) { return object_Release(OF(self, point)); }
static HRESULT STDMETHODCALLTYPE point_GetConnectionInterface(IConnectionPoint *self, IID *iid)
{
    *iid = *OF(self, point)->type->events;
    return S_OK;
}
static HRESULT STDMETHODCALLTYPE point_GetContainer(IConnectionPoint *self, IConnectionPointContainer **container)
{
    object_AddRef(OF(self, point));
    *container = (IConnectionPointContainer *)&OF(self, point)->container;
    return S_OK;
}
static HRESULT STDMETHODCALLTYPE point_Advise(IConnectionPoint *self, IUnknown *sink, DWORD *cookie)
{
    Object *object = OF(self, point);
    IDispatch *dispatch;
    *cookie = 0;
    if (FAILED(IUnknown_QueryInterface(sink, object->type->events, (void **)&dispatch))
        && FAILED(IUnknown_QueryInterface(sink, &IID_IDispatch, (void **)&dispatch))) return CONNECT_E_CANNOTCONNECT;
    for (DWORD i = 0; i < MAX_SINKS; i++) {
        if (InterlockedCompareExchangePointer((void **)&object->sinks[i], dispatch, NULL) == NULL) return *cookie = i + 1, S_OK;
    }
    IDispatch_Release(dispatch);
    return CONNECT_E_ADVISELIMIT;
}
static HRESULT STDMETHODCALLTYPE point_Unadvise(IConnectionPoint *self, DWORD cookie)
{
    Object *object = OF(self, point);
    if (cookie == 0 || cookie > MAX_SINKS) return CONNECT_E_NOCONNECTION;
    IDispatch *sink = InterlockedExchangePointer((void **)&object->sinks[cookie - 1], NULL);
    if (sink == NULL) return CONNECT_E_NOCONNECTION;
    IDispatch_Release(sink);
    return S_OK;
}
static HRESULT STDMETHODCALLTYPE point_Enum(IConnectionPoint *self, IEnumConnections **connections)
{
    (void)self;
    *connections = NULL;
    return E_NOTIMPL;
}
const IConnectionPointVtbl pointVtbl = { point_QueryInterface, point_AddRef, point_Release, point_GetConnectionInterface,
                                         point_GetContainer, point_Advise, point_Unadvise, point_Enum };

void events_fire(Object *self, DISPID id, const wchar_t *argument)
{
    for (int i = 0; i < MAX_SINKS; i++) {
        IDispatch *sink = self->sinks[i];
        if (sink == NULL) continue;
        VARIANT text;
        VariantInit(&text);
        if (argument != NULL) text.vt = VT_BSTR, text.bstrVal = SysAllocString(argument);
        DISPPARAMS parameters = { .rgvarg = argument != NULL ? &text : NULL, .cArgs = argument != NULL };
        /* jna-platform needs a place for everything. */
        VARIANT result;
        VariantInit(&result);
        EXCEPINFO exception = { 0 };
        UINT badArgument = 0;
        IDispatch_AddRef(sink);
        IDispatch_Invoke(sink, id, &IID_NULL, LOCALE_USER_DEFAULT, DISPATCH_METHOD, &parameters, &result, &exception, &badArgument);
        VariantClear(&result);
        IDispatch_Release(sink);
        VariantClear(&text);
    }
}

void events_release(Object *self)
{
    for (int i = 0; i < MAX_SINKS; i++) {
        IDispatch *sink = InterlockedExchangePointer((void **)&self->sinks[i], NULL);
        if (sink != NULL) IDispatch_Release(sink);
    }
}
