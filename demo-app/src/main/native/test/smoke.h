/* Helpers of the smoke test. It knows the library by mapidemo.h only, and calls its objects by slot number. */
#ifndef SMOKE_H
#define SMOKE_H

#include "mapidemo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALICE "S-1-5-21-1-2-3-1001"
#define BOB   "S-1-5-21-1-2-3-1002"

extern int checks, failures;
void check_that(int holds, const char *what, const char *file, int line);
void check_equals(long long actual, long long expected, const char *what, const char *file, int line);
#define CHECK(condition) check_that((condition) != 0, #condition, __FILE__, __LINE__)
#define EQUALS(actual, expected) check_equals((long long)(actual), (long long)(expected), #actual, __FILE__, __LINE__)

/* COM by slot number. */
HRESULT open_store(Unknown *session, Unknown **store);
HRESULT advise(Unknown *object, int slot, ULONG mask, Unknown *sink, ULONG_PTR *connection);
HRESULT unadvise(Unknown *object, int slot, ULONG_PTR connection);
HRESULT log_off(Unknown *session);
HRESULT count_messages(Unknown *store, ULONG *count);        /* folder, contents table, row count */
HRESULT content_count(Unknown *store, LONG *count);          /* GetProps */
HRESULT open_inbox_table(Unknown *store, Unknown **table);
HRESULT query_rows(Unknown *table, LONG count, SRowSet **rows);
void free_rows(SRowSet *rows);
Unknown *log_on(const char *profile);                        /* fails the test when it fails */
Unknown *logged_on_store(const char *profile, Unknown **session);
void end_session(Unknown *session);                          /* Logoff, Release */
HRESULT set_connect_flags(const char *profile, LONG flags);
HRESULT create_profile(const char *profile);
HRESULT delete_profile(const char *profile);
ULONG profile_count(void);

/* Identity and threads. */
void impersonate(const char *sid);                           /* NULL: revert */
void impersonate_in_session(const char *sid, uint32_t windowsSession);
typedef struct Thread Thread;
Thread *start(void (*body)(void *), void *argument);
void join(Thread *thread);
uint64_t milliseconds(void);
uint32_t thread_id(void);
int run_child(const char *what);                             /* this program again; its exit code */
void set_variable(const char *name, const char *value);

/* A sink that counts, and remembers its last thread and event. */
typedef struct Counter { int calls; uint32_t thread; ULONG event; Unknown *useInCallback; HRESULT result; } Counter;
Unknown *counting_sink(Counter *counter);

/* The parts. */
void test_abi(void);
void test_profiles(void);
int child(const char *what);
void test_tokens(void);

#endif
