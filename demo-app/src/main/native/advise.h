/* One Advise, as advise.c keeps it and notify.c delivers to it. */
#ifndef ADVISE_H
#define ADVISE_H

#include "notify.h"

struct Advise {
    Advise *next;
    ULONG_PTR connection;
    const Object *owner;      /* session, store or inbox table that was advised on; not a reference, cleared by its end */
    Session *session;         /* a reference */
    ULONG mask;
    Unknown *sink;            /* a reference */
    uint32_t ownerThread;     /* the sink is pinned to this thread; 0: not pinned */
    uint32_t busyThread;      /* a callback is running on this thread; 0: none is */
    uint32_t refs;            /* the list of advises, and queued items */
    bool ended;
};

Advise *advises_first(void);
void advise_unref(Advise *advise, Advise **released);
void notify_forget(Advise *advise, Advise **released);   /* notify.c: its queued items */

#endif
