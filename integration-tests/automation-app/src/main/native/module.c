/* The library: class objects, registration, and the stand-in beside it. */
#define INITGUID
#include "server.h"

#include <stdio.h>

/* A store's Release that hangs (two users) gives up after so long. */
#define HANG_LIMIT_MS 300

const char mapidemo_automation_source[] = "automation-source-sha256:" AUTOMATION_SOURCE_SHA256;
HMODULE module;

static const ObjectClass *const classes[] = { &cdoSession, &rdoSession, &application, &stage };
#define CLASSES (sizeof classes / sizeof *classes)

typedef struct Factory { const IClassFactoryVtbl *vtbl; const ObjectClass *type; } Factory;

static HRESULT STDMETHODCALLTYPE factory_QueryInterface(IClassFactory *self, REFIID iid, void **out)
{
    BOOL known = IsEqualIID(iid, &IID_IUnknown) || IsEqualIID(iid, &IID_IClassFactory);
    *out = known ? self : NULL;
    return known ? S_OK : E_NOINTERFACE;
}
/* Factories are constants. */
static ULONG STDMETHODCALLTYPE factory_AddRef(IClassFactory *self) { (void)self; return 2; }
static ULONG STDMETHODCALLTYPE factory_Release(IClassFactory *self) { (void)self; return 1; }
static HRESULT STDMETHODCALLTYPE factory_CreateInstance(IClassFactory *self, IUnknown *outer, REFIID iid, void **out)
{
    *out = NULL;
    if (outer != NULL) return CLASS_E_NOAGGREGATION;
    Object *object = object_new(((Factory *)self)->type, NULL);
    if (object == NULL) return E_OUTOFMEMORY;
    HRESULT result = object_QueryInterface(object, iid, out);
    object_Release(object);
    return result;
}
static HRESULT STDMETHODCALLTYPE factory_LockServer(IClassFactory *self, BOOL lock)
{
    (void)self;
    if (lock) InterlockedIncrement(&alive); else InterlockedDecrement(&alive);
    return S_OK;
}
static const IClassFactoryVtbl factoryVtbl = { factory_QueryInterface, factory_AddRef, factory_Release, factory_CreateInstance, factory_LockServer };
static Factory factories[CLASSES];

BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, void *reserved)
{
    (void)reserved;
    if (reason == DLL_PROCESS_ATTACH) {
        module = instance;
        for (size_t i = 0; i < CLASSES; i++) factories[i] = (Factory){ &factoryVtbl, classes[i] };
    }
    return TRUE;
}

HRESULT WINAPI DllGetClassObject(REFCLSID clsid, REFIID iid, void **out)
{
    *out = NULL;
    for (size_t i = 0; i < CLASSES; i++) {
        if (IsEqualCLSID(clsid, classes[i]->clsid)) return factory_QueryInterface((IClassFactory *)&factories[i], iid, out);
    }
    return CLASS_E_CLASSNOTAVAILABLE;
}

/* Never: the stand-in's threads may still be about to call. */
HRESULT WINAPI DllCanUnloadNow(void) { return S_FALSE; }

static LSTATUS set(const wchar_t *key, const wchar_t *name, const wchar_t *value)
{
    return RegSetKeyValueW(HKEY_CLASSES_ROOT, key, name, REG_SZ, value, (DWORD)((wcslen(value) + 1) * sizeof *value));
}

HRESULT WINAPI DllRegisterServer(void)
{
    wchar_t path[MAX_PATH], key[200], clsid[40];
    GetModuleFileNameW(module, path, MAX_PATH);
    for (size_t i = 0; i < CLASSES; i++) {
        StringFromGUID2(classes[i]->clsid, clsid, 40);
        swprintf(key, 200, L"%ls\\CLSID", classes[i]->progId);
        if (set(key, NULL, clsid) != 0) return SELFREG_E_CLASS;
        swprintf(key, 200, L"CLSID\\%ls\\ProgID", clsid);
        set(key, NULL, classes[i]->progId);
        swprintf(key, 200, L"CLSID\\%ls\\InprocServer32", clsid);
        if (set(key, NULL, path) != 0 || set(key, L"ThreadingModel", L"Both") != 0) return SELFREG_E_CLASS;
    }
    return S_OK;
}

HRESULT WINAPI DllUnregisterServer(void)
{
    wchar_t key[200], clsid[40];
    for (size_t i = 0; i < CLASSES; i++) {
        StringFromGUID2(classes[i]->clsid, clsid, 40);
        swprintf(key, 200, L"%ls", classes[i]->progId);
        RegDeleteTreeW(HKEY_CLASSES_ROOT, key);
        swprintf(key, 200, L"CLSID\\%ls", clsid);
        RegDeleteTreeW(HKEY_CLASSES_ROOT, key);
    }
    return S_OK;
}

static BOOL CALLBACK load(INIT_ONCE *once, void *parameter, void **out)
{
    static Mapi functions;
    (void)once, (void)parameter;
    wchar_t path[MAX_PATH];
    GetModuleFileNameW(module, path, MAX_PATH);
    wcscpy(wcsrchr(path, L'\\') + 1, L"mapidemo.dll");
    HMODULE library = LoadLibraryW(path);
    if (library == NULL) return FALSE;
#define FUNCTION(name) functions.name = (void *)GetProcAddress(library, #name); if (functions.name == NULL) return FALSE
    FUNCTION(MAPIInitialize); FUNCTION(MAPIUninitialize); FUNCTION(MAPILogonEx); FUNCTION(HrAllocAdviseSink);
    FUNCTION(MapiDemoCreateToken); FUNCTION(MapiDemoDeliver); FUNCTION(MapiDemoDrain); FUNCTION(MapiDemoSetHangLimit);
    functions.MapiDemoSetHangLimit(HANG_LIMIT_MS);
    *out = &functions;
    return TRUE;
}

const Mapi *mapi(void)
{
    static INIT_ONCE once = INIT_ONCE_STATIC_INIT;
    void *functions = NULL;
    return InitOnceExecuteOnce(&once, load, NULL, &functions) ? functions : NULL;
}
