/* COM objects: one struct for every kind, reference counts, and the frame every method runs in. */
#ifndef OBJECT_H
#define OBJECT_H

#include "mapidemo.h"
#include "platform.h"

typedef enum Kind {
    KIND_DEAD = 0, KIND_SESSION = 1, KIND_STORE = 2, KIND_FOLDER = 4, KIND_TABLE = 8, KIND_PROFADMIN = 16,
    KIND_SERVICEADMIN = 32, KIND_PROFSECT = 64, KIND_SINK = 128
} Kind;

typedef struct Session Session;
typedef struct Rows Rows;

typedef struct Object {
    void *const *vtbl;              /* first, as COM wants it */
    Kind kind;
    uint32_t refs;
    struct Object *nextFree;
    Session *session;               /* session, store, folder, inbox table */
    char *profile;                  /* service admin, profile section */
    Rows *rows;                     /* table */
    struct Sink {                   /* sink: a callback, or a pin around another sink */
        NOTIFCALLBACK callback;
        void *context;
        void (*destroy)(void *context);
        Unknown *inner;
        uint32_t ownerThread;
    } sink;
} Object;

/* Objects live in memory that is never given back, so that a stale pointer is recognised instead of crashing. */
Object *object_new(Kind kind, void *const *vtbl);             /* caller holds the lock; one reference; NULL: no memory */
bool object_is(const void *pointer, int kinds);               /* caller holds the lock; any pointer will do */

/*
 * Slots 0-2 of every vtable here, and a method that is not implemented. It is declared with its arguments (this counts,
 * each is as wide as a pointer), because on x86 the callee takes them off the stack.
 */
HRESULT MAPIMETHOD object_QueryInterface(Object *self, const void *iid, void **out);
ULONG MAPIMETHOD object_AddRef(Object *self);
ULONG MAPIMETHOD object_Release(Object *self);
#define UNKNOWN_SLOTS (void *)object_QueryInterface, (void *)object_AddRef, (void *)object_Release
typedef void *Word;
HRESULT MAPIMETHOD no_support_1(Word);
HRESULT MAPIMETHOD no_support_2(Word, Word);
HRESULT MAPIMETHOD no_support_3(Word, Word, Word);
HRESULT MAPIMETHOD no_support_4(Word, Word, Word, Word);
HRESULT MAPIMETHOD no_support_5(Word, Word, Word, Word, Word);
HRESULT MAPIMETHOD no_support_6(Word, Word, Word, Word, Word, Word);
HRESULT MAPIMETHOD no_support_7(Word, Word, Word, Word, Word, Word, Word);
HRESULT MAPIMETHOD no_support_8(Word, Word, Word, Word, Word, Word, Word, Word);
HRESULT MAPIMETHOD no_support_9(Word, Word, Word, Word, Word, Word, Word, Word, Word);
HRESULT MAPIMETHOD no_support_10(Word, Word, Word, Word, Word, Word, Word, Word, Word, Word);
HRESULT MAPIMETHOD no_support_12(Word, Word, Word, Word, Word, Word, Word, Word, Word, Word, Word, Word);
#define NO(arguments) (void *)no_support_##arguments

/* AddRef and Release of any COM object, the caller's own too. Not under the lock. */
ULONG unknown_AddRef(Unknown *object);
ULONG unknown_Release(Unknown *object);

/*
 * The frame of a call: takes the lock, checks the object, keeps last error.
 *     Call call;
 *     if (!call_enter(&call, self, KIND_STORE)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
 *     ...
 *     return call_leave(&call, result);
 */
typedef struct Call { uint32_t error; } Call;
void call_begin(Call *call);                                    /* without an object */
bool call_enter(Call *call, Object *self, int kinds);
HRESULT call_fail(Call *call, HRESULT result, uint32_t error);  /* result, and the last error that goes with it */
HRESULT call_leave(Call *call, HRESULT result);

/* *out gets a new object, or NULL and MAPI_E_NOT_ENOUGH_MEMORY. */
HRESULT give_object(Object *object, void *out);

#endif
