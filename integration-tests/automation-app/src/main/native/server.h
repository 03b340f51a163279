/* A COM server with the ProgIDs of CDO 1.21, Redemption and Outlook, on top of the stand-in for MAPI (mapidemo.dll). */
#ifndef SERVER_H
#define SERVER_H

#define COBJMACROS
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <ole2.h>
#include <olectl.h>
#include "automation.h"
#include "../../../../../demo-app/src/main/native/mapidemo.h"

#define MAX_SINKS 8

typedef struct Object Object;
typedef struct ObjectClass {
    const void *vtbl;               /* of its dual interface */
    const IID *iid;                 /* of its dual interface */
    const CLSID *clsid;             /* NULL: cannot be created by programs */
    const IID *events;              /* NULL: fires none */
    const wchar_t *progId;
    void (*destroy)(Object *self);
} ObjectClass;

struct Object {
    const void *vtbl;                               /* IDispatch and the dual interface; first */
    const IProvideClassInfo2Vtbl *classInfo;
    const IConnectionPointContainerVtbl *container;
    const IConnectionPointVtbl *point;
    const ISupportErrorInfoVtbl *errors;
    const ObjectClass *type;
    LONG refs;
    Object *parent;                                 /* what it was opened from, with a reference */
    IDispatch *sinks[MAX_SINKS];
    Unknown *session, *store;                       /* of a session that is logged on */
    ULONG_PTR connection;
};

extern const ObjectClass cdoSession, rdoSession, nameSpace, application, folder, items, stage;
extern HMODULE module;
extern LONG alive;                                  /* objects and locks */

/* dispatch.c */
Object *object_new(const ObjectClass *type, Object *parent);
HRESULT object_give(const ObjectClass *type, Object *parent, IDispatch **out);
ITypeInfo *type_info(const GUID *guid);
HRESULT object_fail(HRESULT result);                /* with an IErrorInfo that names it, as CDO does; success as it is */

#define IUNKNOWN_AND_IDISPATCH(T) \
    (HRESULT (STDMETHODCALLTYPE *)(T *, REFIID, void **))object_QueryInterface, \
    (ULONG (STDMETHODCALLTYPE *)(T *))object_AddRef, (ULONG (STDMETHODCALLTYPE *)(T *))object_Release, \
    (HRESULT (STDMETHODCALLTYPE *)(T *, UINT *))object_GetTypeInfoCount, \
    (HRESULT (STDMETHODCALLTYPE *)(T *, UINT, LCID, ITypeInfo **))object_GetTypeInfo, \
    (HRESULT (STDMETHODCALLTYPE *)(T *, REFIID, LPOLESTR *, UINT, LCID, DISPID *))object_GetIDsOfNames, \
    (HRESULT (STDMETHODCALLTYPE *)(T *, DISPID, REFIID, LCID, WORD, DISPPARAMS *, VARIANT *, EXCEPINFO *, UINT *))object_Invoke
HRESULT STDMETHODCALLTYPE object_QueryInterface(Object *self, REFIID iid, void **out);
ULONG STDMETHODCALLTYPE object_AddRef(Object *self);
ULONG STDMETHODCALLTYPE object_Release(Object *self);
HRESULT STDMETHODCALLTYPE object_GetTypeInfoCount(Object *self, UINT *count);
HRESULT STDMETHODCALLTYPE object_GetTypeInfo(Object *self, UINT index, LCID lcid, ITypeInfo **info);
HRESULT STDMETHODCALLTYPE object_GetIDsOfNames(Object *self, REFIID iid, LPOLESTR *names, UINT count, LCID lcid, DISPID *ids);
HRESULT STDMETHODCALLTYPE object_Invoke(Object *self, DISPID id, REFIID iid, LCID lcid, WORD flags, DISPPARAMS *parameters,
                                        VARIANT *result, EXCEPINFO *exception, UINT *badArgument);

/* events.c */
extern const IProvideClassInfo2Vtbl classInfoVtbl;
extern const IConnectionPointContainerVtbl containerVtbl;
extern const IConnectionPointVtbl pointVtbl;
void events_fire(Object *self, DISPID id, const wchar_t *argument); /* on the calling thread; argument may be NULL */
void events_release(Object *self);

/* The stand-in's functions, found in the mapidemo.dll beside this library. */
typedef struct Mapi {
    HRESULT(MAPIMETHOD *MAPIInitialize)(MAPIINIT_0 *);
    void(MAPIMETHOD *MAPIUninitialize)(void);
    HRESULT(MAPIMETHOD *MAPILogonEx)(ULONG_PTR, const void *, const void *, ULONG, Unknown **);
    HRESULT(MAPIMETHOD *HrAllocAdviseSink)(NOTIFCALLBACK, void *, Unknown **);
    HANDLE(MAPIMETHOD *MapiDemoCreateToken)(const char *, const char *, int, uint32_t);
    int(MAPIMETHOD *MapiDemoDeliver)(const char *);
    int(MAPIMETHOD *MapiDemoDrain)(uint32_t);
    void(MAPIMETHOD *MapiDemoSetHangLimit)(uint32_t);
} Mapi;
const Mapi *mapi(void);                             /* NULL when it cannot be loaded */

#endif
