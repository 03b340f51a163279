/* Advises, the queue of notifications, and who delivers them (000). Under the lock unless said otherwise. */
#ifndef NOTIFY_H
#define NOTIFY_H

#include "object.h"

typedef struct Advise Advise;

/* IMAPISession and IMsgStore slots (Advise, Unadvise), IMAPITable slots 4 and 5. */
HRESULT MAPIMETHOD object_advise(Object *self, ULONG size, const void *entry, ULONG mask, Unknown *sink, ULONG_PTR *connection);
HRESULT MAPIMETHOD table_advise(Object *self, ULONG mask, Unknown *sink, ULONG_PTR *connection);
HRESULT MAPIMETHOD object_unadvise(Object *self, ULONG_PTR connection);

/* Ends advises. What is then no longer needed is put on *released, for advises_free, which is to run without the lock. */
void advises_of_owner_end(const Object *owner, Advise **released);
void advises_of_session_end(const Session *session, Advise **released);
void advises_free(Advise *released);

/* The multithreaded mode with its notification thread; stopping drops what is queued. */
void notify_start_thread(void);
void notify_stop(Advise **released);

/* sink.c: the thread a sink is pinned to, 0 for none. */
uint32_t sink_pinned_to(const Unknown *sink);
/* Without the lock. destroy(context) runs when the sink goes. */
HRESULT sink_new(NOTIFCALLBACK callback, void *context, void (*destroy)(void *), Unknown **sink);

#endif
