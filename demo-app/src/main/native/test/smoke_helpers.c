/* smoke.h */
#ifndef _WIN32
#  define _GNU_SOURCE
#endif
#include "smoke.h"

#ifdef _WIN32
#  include <process.h>
#else
#  include <pthread.h>
#  include <sys/wait.h>
#  include <time.h>
#  include <unistd.h>
#endif

#define CALL(object, slot, type) ((type)((Unknown *)(object))->vtbl[slot])

int checks, failures;
extern const char *program;

void check_that(int holds, const char *what, const char *file, int line)
{
    __atomic_add_fetch(&checks, 1, __ATOMIC_RELAXED);
    if (holds) return;
    __atomic_add_fetch(&failures, 1, __ATOMIC_RELAXED);
    printf("%s:%d: not so: %s\n", file, line, what);
    fflush(stdout);
}

void check_equals(long long actual, long long expected, const char *what, const char *file, int line)
{
    __atomic_add_fetch(&checks, 1, __ATOMIC_RELAXED);
    if (actual == expected) return;
    __atomic_add_fetch(&failures, 1, __ATOMIC_RELAXED);
    printf("%s:%d: %s is %lld (%llx), not %lld (%llx)\n", file, line, what, actual, actual, expected, expected);
    fflush(stdout);
}

HRESULT open_store(Unknown *session, Unknown **store)
{
    typedef HRESULT(MAPIMETHOD *Slot)(Unknown *, ULONG_PTR, ULONG, void *, void *, ULONG, Unknown **);
    return CALL(session, 5, Slot)(session, 0, 0, NULL, NULL, 0, store);
}

HRESULT advise(Unknown *object, int slot, ULONG mask, Unknown *sink, ULONG_PTR *connection)
{
    if (slot == 4) {
        typedef HRESULT(MAPIMETHOD *TableSlot)(Unknown *, ULONG, Unknown *, ULONG_PTR *);
        return CALL(object, 4, TableSlot)(object, mask, sink, connection);
    }
    typedef HRESULT(MAPIMETHOD *Slot)(Unknown *, ULONG, void *, ULONG, Unknown *, ULONG_PTR *);
    return CALL(object, slot, Slot)(object, 0, NULL, mask, sink, connection);
}

HRESULT unadvise(Unknown *object, int slot, ULONG_PTR connection)
{
    typedef HRESULT(MAPIMETHOD *Slot)(Unknown *, ULONG_PTR);
    return CALL(object, slot, Slot)(object, connection);
}

HRESULT log_off(Unknown *session)
{
    typedef HRESULT(MAPIMETHOD *Slot)(Unknown *, ULONG_PTR, ULONG, ULONG);
    return CALL(session, 17, Slot)(session, 0, 0, 0);
}

HRESULT open_inbox_table(Unknown *store, Unknown **table)
{
    typedef HRESULT(MAPIMETHOD *OpenEntry)(Unknown *, ULONG, void *, void *, ULONG, ULONG *, Unknown **);
    typedef HRESULT(MAPIMETHOD *GetContentsTable)(Unknown *, ULONG, Unknown **);
    Unknown *folder = NULL;
    ULONG type = 0;
    HRESULT result = CALL(store, 17, OpenEntry)(store, 0, NULL, NULL, 0, &type, &folder);
    if (result != S_OK) return result;
    EQUALS(type, 3);
    result = CALL(folder, 14, GetContentsTable)(folder, 0, table);
    UlRelease(folder);
    return result;
}

HRESULT count_messages(Unknown *store, ULONG *count)
{
    typedef HRESULT(MAPIMETHOD *GetRowCount)(Unknown *, ULONG, ULONG *);
    Unknown *table = NULL;
    HRESULT result = open_inbox_table(store, &table);
    if (result != S_OK) return result;
    result = CALL(table, 9, GetRowCount)(table, 0, count);
    UlRelease(table);
    return result;
}

HRESULT content_count(Unknown *store, LONG *count)
{
    typedef HRESULT(MAPIMETHOD *GetProps)(Unknown *, const SPropTagArray *, ULONG, ULONG *, SPropValue **);
    SPropTagArray tags = { 1, { PR_CONTENT_COUNT } };
    SPropValue *values = NULL;
    ULONG valueCount = 0;
    HRESULT result = CALL(store, 5, GetProps)(store, &tags, 0, &valueCount, &values);
    if (result == S_OK) *count = values[0].Value.l;
    MAPIFreeBuffer(values);
    return result;
}

HRESULT query_rows(Unknown *table, LONG count, SRowSet **rows)
{
    typedef HRESULT(MAPIMETHOD *QueryRows)(Unknown *, LONG, ULONG, SRowSet **);
    return CALL(table, 19, QueryRows)(table, count, 0, rows);
}

void free_rows(SRowSet *rows)
{
    for (ULONG i = 0; rows != NULL && i < rows->cRows; i++) MAPIFreeBuffer(rows->aRow[i].lpProps);
    MAPIFreeBuffer(rows);
}

Unknown *log_on(const char *profile)
{
    Unknown *session = NULL;
    EQUALS(MAPILogonEx(0, profile, NULL, 0, &session), S_OK);
    CHECK(session != NULL);
    return session;
}

Unknown *logged_on_store(const char *profile, Unknown **session)
{
    Unknown *store = NULL;
    *session = log_on(profile);
    EQUALS(open_store(*session, &store), S_OK);
    CHECK(store != NULL);
    return store;
}

void end_session(Unknown *session)
{
    EQUALS(log_off(session), S_OK);
    EQUALS(UlRelease(session), 0);
}

typedef HRESULT (*OnAdmin)(Unknown *admin, const char *profile, LONG value);

static HRESULT administer(OnAdmin call, const char *profile, LONG value)
{
    Unknown *admin = NULL;
    HRESULT result = MAPIAdminProfiles(0, &admin);
    if (result == S_OK) result = call(admin, profile, value);
    DWORD error = GetLastError();
    UlRelease(admin);
    SetLastError(error);
    return result;
}

static HRESULT create(Unknown *admin, const char *profile, LONG none)
{
    (void)none;
    typedef HRESULT(MAPIMETHOD *Slot)(Unknown *, const void *, const void *, ULONG_PTR, ULONG);
    return CALL(admin, 5, Slot)(admin, profile, NULL, 0, 0);
}

static HRESULT delete(Unknown *admin, const char *profile, LONG none)
{
    (void)none;
    typedef HRESULT(MAPIMETHOD *Slot)(Unknown *, const void *, ULONG);
    return CALL(admin, 6, Slot)(admin, profile, 0);
}

static HRESULT set_flags(Unknown *admin, const char *profile, LONG flags)
{
    typedef HRESULT(MAPIMETHOD *AdminServices)(Unknown *, const void *, const void *, ULONG_PTR, ULONG, Unknown **);
    typedef HRESULT(MAPIMETHOD *OpenSection)(Unknown *, const void *, const void *, ULONG, Unknown **);
    typedef HRESULT(MAPIMETHOD *SetProps)(Unknown *, ULONG, SPropValue *, void **);
    typedef HRESULT(MAPIMETHOD *GetProps)(Unknown *, const SPropTagArray *, ULONG, ULONG *, SPropValue **);
    const uint8_t global[] = MAPIDEMO_GLOBAL_SECTION;
    Unknown *services = NULL, *section = NULL;
    SPropValue value = { PR_PROFILE_CONNECT_FLAGS, 0, { .l = flags } }, *read = NULL;
    SPropTagArray tags = { 1, { PR_PROFILE_CONNECT_FLAGS } };
    ULONG count;
    HRESULT result = CALL(admin, 11, AdminServices)(admin, profile, NULL, 0, 0, &services);
    if (result != S_OK) return result;
    EQUALS(CALL(services, 10, OpenSection)(services, global, NULL, 0, &section), S_OK);
    result = CALL(section, 8, SetProps)(section, 1, &value, NULL);
    EQUALS(CALL(section, 5, GetProps)(section, &tags, 0, &count, &read), S_OK);
    EQUALS(read[0].Value.l, flags);
    MAPIFreeBuffer(read);
    UlRelease(section);
    UlRelease(services);
    return result;
}

static HRESULT count_profiles(Unknown *admin, const char *none, LONG ignored)
{
    (void)none, (void)ignored;
    typedef HRESULT(MAPIMETHOD *GetTable)(Unknown *, ULONG, Unknown **);
    typedef HRESULT(MAPIMETHOD *GetRowCount)(Unknown *, ULONG, ULONG *);
    Unknown *table = NULL;
    ULONG count = 999;
    EQUALS(CALL(admin, 4, GetTable)(admin, 0, &table), S_OK);
    EQUALS(CALL(table, 9, GetRowCount)(table, 0, &count), S_OK);
    UlRelease(table);
    return (HRESULT)count;
}

HRESULT create_profile(const char *profile) { return administer(create, profile, 0); }
HRESULT delete_profile(const char *profile) { return administer(delete, profile, 0); }
HRESULT set_connect_flags(const char *profile, LONG flags) { return administer(set_flags, profile, flags); }
ULONG profile_count(void) { return (ULONG)administer(count_profiles, NULL, 0); }

void impersonate_in_session(const char *sid, uint32_t windowsSession)
{
    if (sid == NULL) {
        CHECK(RevertToSelf());
        return;
    }
    HANDLE token = MapiDemoCreateToken(sid, NULL, 2, windowsSession);
    CHECK(token != NULL);
    CHECK(ImpersonateLoggedOnUser(token));
    CHECK(CloseHandle(token));
}

void impersonate(const char *sid) { impersonate_in_session(sid, 0); }
uint32_t thread_id(void) { return GetCurrentThreadId(); }

static LONG MAPIMETHOD count_call(void *context, ULONG count, NOTIFICATION *notifications)
{
    Counter *counter = context;
    EQUALS(count, 1);
    counter->thread = thread_id();
    counter->event = notifications->ulEventType;
    LONG messages;
    if (counter->useInCallback != NULL) counter->result = content_count(counter->useInCallback, &messages);
    if (notifications->ulEventType == fnevNewMail) {
        CHECK(strcmp(notifications->info.newmail.lpszMessageClass, "IPM.Note") == 0);
    } else {
        EQUALS(notifications->info.tab.ulTableEvent, TABLE_CHANGED);
    }
    __atomic_add_fetch(&counter->calls, 1, __ATOMIC_SEQ_CST);
    return 0;
}

Unknown *counting_sink(Counter *counter)
{
    Unknown *sink = NULL;
    EQUALS(HrAllocAdviseSink(count_call, counter, &sink), S_OK);
    return sink;
}

#ifdef _WIN32
struct Thread { void (*body)(void *); void *argument; HANDLE handle; };
static DWORD WINAPI run(void *thread) { ((Thread *)thread)->body(((Thread *)thread)->argument); return 0; }
#else
struct Thread { void (*body)(void *); void *argument; pthread_t handle; };
static void *run(void *thread) { ((Thread *)thread)->body(((Thread *)thread)->argument); return NULL; }
#endif

Thread *start(void (*body)(void *), void *argument)
{
    Thread *thread = calloc(1, sizeof *thread);
    thread->body = body;
    thread->argument = argument;
#ifdef _WIN32
    thread->handle = CreateThread(NULL, 0, run, thread, 0, NULL);
#else
    CHECK(pthread_create(&thread->handle, NULL, run, thread) == 0);
#endif
    return thread;
}

void join(Thread *thread)
{
#ifdef _WIN32
    WaitForSingleObject(thread->handle, INFINITE);
    CloseHandle(thread->handle);
#else
    pthread_join(thread->handle, NULL);
#endif
    free(thread);
}

uint64_t milliseconds(void)
{
#ifdef _WIN32
    return GetTickCount64();
#else
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
#endif
}

int run_child(const char *what)
{
#ifdef _WIN32
    return (int)_spawnl(_P_WAIT, program, program, what, NULL);
#else
    pid_t pid = fork();
    if (pid == 0) {
        execl(program, program, what, (char *)NULL);
        _exit(127);
    }
    int status = -1;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
#endif
}

void set_variable(const char *name, const char *value)
{
#ifdef _WIN32
    _putenv_s(name, value);
    SetEnvironmentVariableA(name, *value ? value : NULL);
#else
    if (*value != 0) setenv(name, value, 1); else unsetenv(name);
#endif
}
