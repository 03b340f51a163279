/* IMAPIAdviseSink: HrAllocAdviseSink, HrThisThreadAdviseSink. */
#include "notify.h"

static ULONG MAPIMETHOD on_notify(Object *self, ULONG count, NOTIFICATION *notifications)
{
    Call call;
    bool alive = call_enter(&call, self, KIND_SINK);
    struct Sink sink = { 0 };
    if (alive) sink = self->sink;
    call_leave(&call, S_OK);
    if (sink.callback != NULL) return (ULONG)sink.callback(sink.context, count, notifications);
    if (sink.inner == NULL) return 0;
    typedef ULONG(MAPIMETHOD *OnNotify)(Unknown *, ULONG, NOTIFICATION *);
    return ((OnNotify)sink.inner->vtbl[3])(sink.inner, count, notifications);
}

static void *const vtable[4] = { UNKNOWN_SLOTS, (void *)on_notify };

static HRESULT make(struct Sink sink, Unknown **out)
{
    Call call;
    call_begin(&call);
    Object *object = object_new(KIND_SINK, vtable);
    if (object != NULL) object->sink = sink;
    return call_leave(&call, give_object(object, out));
}

HRESULT sink_new(NOTIFCALLBACK callback, void *context, void (*destroy)(void *), Unknown **out)
{
    return make((struct Sink){ .callback = callback, .context = context, .destroy = destroy }, out);
}

HRESULT MAPIMETHOD HrAllocAdviseSink(NOTIFCALLBACK callback, void *context, Unknown **sink)
{
    if (callback == NULL || sink == NULL) return MAPI_E_INVALID_PARAMETER;
    return sink_new(callback, context, NULL, sink);
}

HRESULT MAPIMETHOD HrThisThreadAdviseSink(Unknown *sink, Unknown **pinned)
{
    if (sink == NULL || pinned == NULL) return MAPI_E_INVALID_PARAMETER;
    unknown_AddRef(sink);
    HRESULT result = make((struct Sink){ .inner = sink, .ownerThread = own_thread_id() }, pinned);
    if (result != S_OK) unknown_Release(sink);
    return result;
}

uint32_t sink_pinned_to(const Unknown *sink)
{
    return object_is(sink, KIND_SINK) ? ((const Object *)(const void *)sink)->sink.ownerThread : 0;
}
