/* Connection lists and their polling threads (001). All but start-up under the lock. */
#ifndef CONNECTIONS_H
#define CONNECTIONS_H

#include <stdint.h>

typedef struct ConnectionList ConnectionList;

/* A logon of this SID: its list, made when missing; then gives the lock up until every poller has seen the new list. */
ConnectionList *connections_join(const char *sid);
/* A session of the list has ended; the last one takes the list away. */
void connections_leave(ConnectionList *list);
/* Waits, without the lock, for the list's poller to finish: at once, or never (until the hang limit). */
void connections_await_poller(ConnectionList *list, uint32_t hangLimitMs);

#endif
