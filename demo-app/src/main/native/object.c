/* object.h */
#include "object.h"

#include "connections.h"
#include "notify.h"
#include "session.h"
#include "table.h"

#include <stdlib.h>
#include <string.h>

#define SLAB 256
#define QUARANTINE 1024   /* so many released objects stay recognisable as released before one is used again */

typedef struct Slab { struct Slab *next; Object objects[SLAB]; } Slab;

static Slab *slabs;
static Object *oldestFree, *newestFree;
static uint32_t freeCount, liveCount;

static void put_free(Object *object)
{
    memset(&object->nextFree, 0, sizeof *object - offsetof(Object, nextFree));  /* the vtable stays: stale calls use it */
    object->kind = KIND_DEAD;
    if (newestFree != NULL) newestFree->nextFree = object; else oldestFree = object;
    newestFree = object;
    freeCount++;
}

Object *object_new(Kind kind, void *const *vtbl)
{
    while (freeCount <= QUARANTINE) {
        Slab *slab = calloc(1, sizeof *slab);
        if (slab == NULL) return NULL;
        slab->next = slabs;
        slabs = slab;
        for (int i = 0; i < SLAB; i++) put_free(&slab->objects[i]);
    }
    Object *object = oldestFree;
    oldestFree = object->nextFree;
    freeCount--;
    liveCount++;
    object->nextFree = NULL;
    object->vtbl = vtbl;
    object->kind = kind;
    object->refs = 1;
    return object;
}

bool object_is(const void *pointer, int kinds)
{
    uintptr_t address = (uintptr_t)pointer;
    for (Slab *slab = slabs; slab != NULL; slab = slab->next) {
        uintptr_t first = (uintptr_t)slab->objects;
        if (address < first || address >= first + sizeof slab->objects) continue;
        return (address - first) % sizeof(Object) == 0 && (((const Object *)pointer)->kind & kinds) != 0;
    }
    return false;
}

uint32_t MAPIMETHOD MapiDemoLiveObjects(void)
{
    library_lock();
    uint32_t count = liveCount;
    library_unlock();
    return count;
}

void call_begin(Call *call)
{
    call->error = last_error();
    library_lock();
}

bool call_enter(Call *call, Object *self, int kinds)
{
    call_begin(call);
    return object_is(self, kinds);
}

HRESULT call_fail(Call *call, HRESULT result, uint32_t error)
{
    call->error = error;
    return result;
}

HRESULT call_leave(Call *call, HRESULT result)
{
    library_unlock();
    set_last_error(call->error);
    return result;
}

HRESULT give_object(Object *object, void *out)
{
    *(Object **)out = object;
    return object != NULL ? S_OK : MAPI_E_NOT_ENOUGH_MEMORY;
}

/* The parameters are there for the callee to take them off the stack, which x86 expects of it. */
#define W(name) Word name __attribute__((unused))
#define NO_SUPPORT(count, ...) HRESULT MAPIMETHOD no_support_##count(__VA_ARGS__) { return MAPI_E_NO_SUPPORT; }
NO_SUPPORT(1, W(a))
NO_SUPPORT(2, W(a), W(b))
NO_SUPPORT(3, W(a), W(b), W(c))
NO_SUPPORT(4, W(a), W(b), W(c), W(d))
NO_SUPPORT(5, W(a), W(b), W(c), W(d), W(e))
NO_SUPPORT(6, W(a), W(b), W(c), W(d), W(e), W(f))
NO_SUPPORT(7, W(a), W(b), W(c), W(d), W(e), W(f), W(g))
NO_SUPPORT(8, W(a), W(b), W(c), W(d), W(e), W(f), W(g), W(h))
NO_SUPPORT(9, W(a), W(b), W(c), W(d), W(e), W(f), W(g), W(h), W(i))
NO_SUPPORT(10, W(a), W(b), W(c), W(d), W(e), W(f), W(g), W(h), W(i), W(j))
NO_SUPPORT(12, W(a), W(b), W(c), W(d), W(e), W(f), W(g), W(h), W(i), W(j), W(k), W(l))

/* IID {0002xxxx-0000-0000-C000-000000000046}; IUnknown is 00000000 (ABI: MAPIGuid.h). */
static bool implements(Kind kind, uint32_t interface)
{
    bool prop = kind & (KIND_STORE | KIND_FOLDER | KIND_PROFSECT);
    switch (interface) {
    case 0x00000000: return true;
    case 0x00020300: return kind == KIND_SESSION;
    case 0x00020301: return kind == KIND_TABLE;
    case 0x00020302: return kind == KIND_SINK;
    case 0x00020303: return prop;
    case 0x00020304: return kind == KIND_PROFSECT;
    case 0x00020306: return kind == KIND_STORE;
    case 0x0002030B:
    case 0x0002030C: return kind == KIND_FOLDER;
    case 0x0002031C: return kind == KIND_PROFADMIN;
    case 0x0002031D: return kind == KIND_SERVICEADMIN;
    default: return false;
    }
}

HRESULT MAPIMETHOD object_QueryInterface(Object *self, const void *iid, void **out)
{
    static const uint8_t tail[12] = { 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46 };
    Call call;
    if (out != NULL) *out = NULL;
    if (!call_enter(&call, self, ~0)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    if (out == NULL || iid == NULL) return call_leave(&call, MAPI_E_INVALID_PARAMETER);
    uint32_t interface;
    memcpy(&interface, iid, sizeof interface);
    if (memcmp((const uint8_t *)iid + 4, tail, sizeof tail) != 0 || !implements(self->kind, interface)) {
        return call_leave(&call, MAPI_E_INTERFACE_NOT_SUPPORTED);
    }
    self->refs++;
    *out = self;
    return call_leave(&call, S_OK);
}

ULONG MAPIMETHOD object_AddRef(Object *self)
{
    Call call;
    ULONG refs = call_enter(&call, self, ~0) ? ++self->refs : 0;
    call_leave(&call, S_OK);
    return refs;
}

/* Under the lock. What must be done without it is left in *late. */
static void destroy(Object *self, Object *late, Advise **released)
{
    advises_of_owner_end(self, released);
    if (self->kind == KIND_SESSION) session_end(self->session, released);
    if (self->session != NULL) session_unref(self->session);
    *late = *self;
    put_free(self);
    liveCount--;
}

ULONG MAPIMETHOD object_Release(Object *self)
{
    Call call;
    if (!call_enter(&call, self, ~0)) return call_leave(&call, S_OK), 0;
    /* 001: the last reference of a store is given back once the poller of its connection list has finished. */
    if (self->kind == KIND_STORE && self->refs == 1) session_await_poller(self->session);
    if (!object_is(self, ~0)) return call_leave(&call, S_OK), 0;
    ULONG refs = --self->refs;
    Object late = { .kind = KIND_DEAD };
    Advise *released = NULL;
    if (refs == 0) destroy(self, &late, &released);
    call_leave(&call, S_OK);
    if (refs > 0) return refs;

    advises_free(released);
    if (late.sink.destroy != NULL) late.sink.destroy(late.sink.context);
    if (late.sink.inner != NULL) unknown_Release(late.sink.inner);
    rows_free(late.rows);
    free(late.profile);
    set_last_error(call.error);
    return 0;
}

typedef ULONG(MAPIMETHOD *CountFunction)(Unknown *);

ULONG unknown_AddRef(Unknown *object) { return object ? ((CountFunction)object->vtbl[1])(object) : 0; }
ULONG unknown_Release(Unknown *object) { return object ? ((CountFunction)object->vtbl[2])(object) : 0; }
ULONG MAPIMETHOD UlAddRef(void *object) { return unknown_AddRef(object); }
ULONG MAPIMETHOD UlRelease(void *object) { return unknown_Release(object); }
