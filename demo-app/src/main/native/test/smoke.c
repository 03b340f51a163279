/* Smoke test of the stand-in MAPI: everything mapidemo.h promises, through the public face only. */
#include "smoke.h"

const char *program;

#define HANG_MS 400
#define HUNG(ms) ((ms) >= HANG_MS - 20)   /* clocks tick coarsely; a busy machine is still far from it otherwise */

/* --- 001 ---------------------------------------------------------------------------------------------------------- */

static uint64_t time_to_release(Unknown *store)
{
    uint64_t before = milliseconds();
    EQUALS(UlRelease(store), 0);
    return milliseconds() - before;
}

typedef struct User { const char *sid; Unknown *session, *store; } User;

/* On its own thread, as 001 has it. */
static void user_logs_on(void *argument)
{
    User *user = argument;
    impersonate(user->sid);
    user->store = logged_on_store(user->sid ? user->sid : "process", &user->session);
}

static void two_contexts(const char *first, const char *second, int firstHangs, int secondHangs)
{
    User users[2] = { { first, NULL, NULL }, { second, NULL, NULL } };
    for (int i = 0; i < 2; i++) join(start(user_logs_on, &users[i]));
    CHECK(HUNG(time_to_release(users[0].store)) == firstHangs);
    CHECK(HUNG(time_to_release(users[1].store)) == secondHangs);
    for (int i = 0; i < 2; i++) end_session(users[i].session);
}

static void test_connection_lists(void)
{
    Unknown *session, *store;
    MapiDemoSetHangLimit(HANG_MS);
    for (int i = 0; i < 5; i++) {
        two_contexts(ALICE, BOB, 1, 1);
        two_contexts(ALICE, ALICE, 0, 0);
        two_contexts(NULL, NULL, 0, 0);
        two_contexts(NULL, ALICE, 0, 1);  /* the pollers run as the process user, whose own list they do serve */
        two_contexts(ALICE, NULL, 1, 0);
    }
    MapiDemoSetHangLimit(0);
    impersonate(BOB);                     /* afterwards nothing is left of it: no limit, and this returns */
    for (int i = 0; i < 20; i++) {
        store = logged_on_store("bob", &session);
        CHECK(!HUNG(time_to_release(store)));
        end_session(session);
    }
    impersonate(NULL);
    for (uint64_t end = milliseconds() + 5000; MapiDemoRunningPollers() > 0 && milliseconds() < end;) { }
    EQUALS(MapiDemoRunningPollers(), 0);
}

/* --- 000 ---------------------------------------------------------------------------------------------------------- */

/* One new mail for a session of this user; what becomes of its store. */
static HRESULT after_one_mail(const char *sid, const char *profile, int withSink, int expectedCalls)
{
    Counter counter = { 0 };
    Unknown *session, *store, *sink = counting_sink(&counter), *ignored = NULL;
    ULONG_PTR connection = 0;
    ULONG messages = 0, before = 0;
    LONG content = 0;
    impersonate(sid);
    store = logged_on_store(profile, &session);
    EQUALS(count_messages(store, &before), S_OK);
    if (withSink) EQUALS(advise(store, 14, fnevNewMail, sink, &connection), S_OK);
    EQUALS(MapiDemoDeliver(profile), expectedCalls);
    CHECK(MapiDemoDrain(5000));
    EQUALS(__atomic_load_n(&counter.calls, __ATOMIC_SEQ_CST), expectedCalls);
    if (expectedCalls > 0) CHECK(counter.thread != thread_id() && counter.event == fnevNewMail);
    SetLastError(4711);
    HRESULT result = content_count(store, &content);
    EQUALS(GetLastError(), result == S_OK ? 4711 : 1722);
    EQUALS(count_messages(store, &messages), result);
    EQUALS(open_store(session, &ignored), result);
    if (result == S_OK) EQUALS(messages, before + 1);
    UlRelease(ignored);
    if (withSink) EQUALS(unadvise(store, 15, connection), S_OK);
    EQUALS(UlRelease(sink), 0);
    EQUALS(UlRelease(store), 0);
    end_session(session);
    impersonate(NULL);
    return result;
}

static void test_notifications(void)
{
    EQUALS(after_one_mail(NULL, "p1", 1, 1), S_OK);
    EQUALS(after_one_mail(ALICE, "p2", 1, 1), MAPI_E_NETWORK_ERROR);
    EQUALS(after_one_mail(ALICE, "p2", 0, 0), MAPI_E_NETWORK_ERROR);  /* no Advise at all: the request is parked anyway */
    MapiDemoSetTransport(1);
    EQUALS(after_one_mail(ALICE, "p2", 1, 1), S_OK);
    MapiDemoSetTransport(0);
    EQUALS(create_profile("p3"), S_OK);
    EQUALS(set_connect_flags("p3", CONNECT_NO_NOTIFICATIONS), S_OK);
    EQUALS(after_one_mail(ALICE, "p3", 1, 0), S_OK);
    EQUALS(set_connect_flags("p3", 0), S_OK);
    EQUALS(after_one_mail(ALICE, "p3", 1, 1), MAPI_E_NETWORK_ERROR);
    EQUALS(set_connect_flags("no such profile", 0), MAPI_E_NOT_FOUND);
}

static void test_advise(void)
{
    Counter onSession = { 0 }, onStore = { 0 }, onTable = { 0 }, other = { 0 };
    Unknown *session, *store = logged_on_store("advised", &session), *table = NULL;
    Unknown *sinks[4] = { counting_sink(&onSession), counting_sink(&onStore), counting_sink(&onTable), counting_sink(&other) };
    ULONG_PTR connections[4] = { 0 };
    EQUALS(open_inbox_table(store, &table), S_OK);
    onStore.useInCallback = store;
    EQUALS(advise(session, 11, fnevNewMail, sinks[0], &connections[0]), S_OK);
    EQUALS(advise(store, 14, fnevNewMail | 4, sinks[1], &connections[1]), S_OK);
    EQUALS(advise(table, 4, fnevTableModified, sinks[2], &connections[2]), S_OK);
    EQUALS(advise(store, 14, 4, sinks[3], &connections[3]), S_OK);   /* not for new mail */
    EQUALS(MapiDemoDeliver("advised"), 3);
    EQUALS(MapiDemoDeliver("somebody else"), 0);
    CHECK(MapiDemoDrain(5000));
    EQUALS(onSession.calls, 1);
    EQUALS(onStore.calls, 1);
    EQUALS(onStore.result, S_OK);
    EQUALS(onTable.calls, 1);
    EQUALS(onTable.event, fnevTableModified);
    EQUALS(other.calls, 0);
    EQUALS(unadvise(store, 15, connections[0]), MAPI_E_NOT_FOUND);   /* another object's */
    EQUALS(unadvise(store, 15, connections[1]), S_OK);
    EQUALS(unadvise(store, 15, connections[1]), MAPI_E_NOT_FOUND);
    EQUALS(UlRelease(table), 0);                                     /* takes its advise along */
    EQUALS(MapiDemoDeliver("advised"), 1);
    CHECK(MapiDemoDrain(5000));
    EQUALS(onSession.calls, 2);
    EQUALS(UlRelease(store), 0);
    end_session(session);
    for (int i = 0; i < 4; i++) EQUALS(UlRelease(sinks[i]), 0);
}

static void dispatch(void *argument) { EQUALS(HrDispatchNotifications(0), S_OK); (void)argument; }

static void test_dispatch(int multithread)
{
    Counter plain = { 0 }, pinned = { 0 };
    Unknown *session, *store = logged_on_store("dispatched", &session), *inner = counting_sink(&pinned), *pin = NULL;
    Unknown *sink = counting_sink(&plain);
    ULONG_PTR connections[2];
    EQUALS(HrThisThreadAdviseSink(inner, &pin), S_OK);
    EQUALS(advise(store, 14, fnevNewMail, sink, &connections[0]), S_OK);
    EQUALS(advise(store, 14, fnevNewMail, pin, &connections[1]), S_OK);
    EQUALS(MapiDemoDeliver("dispatched"), 2);
    EQUALS(MapiDemoDrain(50), 0);
    EQUALS(pinned.calls, 0);
    EQUALS(plain.calls, multithread);
    join(start(dispatch, NULL));                                     /* another thread gets what is pinned to none */
    EQUALS(plain.calls, 1);
    EQUALS(pinned.calls, 0);
    dispatch(NULL);
    EQUALS(pinned.calls, 1);
    EQUALS(pinned.thread, thread_id());
    EQUALS(MapiDemoDrain(0), 1);
    EQUALS(UlRelease(store), 0);
    end_session(session);
    EQUALS(UlRelease(pin), 0);
    EQUALS(UlRelease(inner), 0);
    EQUALS(UlRelease(sink), 0);
}

/* Without MULTITHREAD the dispatching thread makes the request: under the session's own identity nothing is lost. */
static void test_dispatch_identity(void)
{
    Counter counter = { 0 };
    Unknown *session, *store, *sink = counting_sink(&counter);
    ULONG_PTR connection;
    LONG count;
    impersonate(ALICE);
    store = logged_on_store("dispatched", &session);
    EQUALS(advise(store, 14, fnevNewMail, sink, &connection), S_OK);
    MapiDemoDeliver("dispatched");
    dispatch(NULL);
    EQUALS(content_count(store, &count), S_OK);
    MapiDemoDeliver("dispatched");
    join(start(dispatch, NULL));
    EQUALS(counter.calls, 2);
    EQUALS(content_count(store, &count), MAPI_E_NETWORK_ERROR);
    EQUALS(UlRelease(store), 0);
    end_session(session);
    EQUALS(UlRelease(sink), 0);
    impersonate(NULL);
}

/* --- The rest ------------------------------------------------------------------------------------------------------ */

static void test_controls(void)
{
    Unknown *session, *store = logged_on_store("controls", &session);
    LONG count;
    MapiDemoFailNetwork(2);
    SetLastError(4711);
    EQUALS(content_count(store, &count), MAPI_E_NETWORK_ERROR);
    EQUALS(GetLastError(), 1722);
    EQUALS(content_count(store, &count), MAPI_E_NETWORK_ERROR);
    MapiDemoSetLastError(4712);
    EQUALS(content_count(store, &count), S_OK);
    EQUALS(GetLastError(), 4712);
    MapiDemoFailNetwork(1);
    MapiDemoReset();
    EQUALS(content_count(store, &count), S_OK);
    EQUALS(UlRelease(store), 0);
    MapiDemoBlockImpersonatedCallers(1);   /* not impersonating: nothing happens */
    EQUALS(open_store(session, &store), S_OK);
    EQUALS(UlRelease(store), 0);
    MapiDemoReset();
    EQUALS(log_off(session), S_OK);
    EQUALS(open_store(session, &store), MAPI_E_END_OF_SESSION);
    EQUALS(UlRelease(session), 0);
    CHECK(strncmp(mapidemo_source_sha256, "mapidemo-source-sha256:", 23) == 0 && strlen(mapidemo_source_sha256) == 87);
    int code = run_child("fastfail");
#ifdef _WIN32
    CHECK((code & 0xFF) == 2);             /* C0000602, of which Wine reports the low byte to its parent */
#else
    EQUALS(code, -9);
#endif
}

static void work(void *argument)
{
    (void)argument;
    impersonate(ALICE);
    for (int i = 0; i < 50; i++) {
        Counter counter = { 0 };
        Unknown *session, *store = logged_on_store("stress", &session), *sink = counting_sink(&counter);
        ULONG_PTR connection;
        ULONG count;
        EQUALS(advise(store, 14, fnevNewMail, sink, &connection), S_OK);
        MapiDemoDeliver("stress");
        EQUALS(count_messages(store, &count), S_OK);
        EQUALS(unadvise(store, 15, connection), S_OK);
        EQUALS(UlRelease(sink), 0);        /* so the callback may not come any more: the counter is on this stack */
        EQUALS(UlRelease(store), 0);
        end_session(session);
    }
}

static void test_stress(void)
{
    Thread *threads[4];
    MapiDemoSetTransport(1);
    for (int i = 0; i < 4; i++) threads[i] = start(work, NULL);
    for (int i = 0; i < 4; i++) join(threads[i]);
    CHECK(MapiDemoDrain(5000));
    MapiDemoReset();
}

int main(int count, char **arguments)
{
    program = arguments[0];
    if (count > 1) return child(arguments[1]);
    set_variable("MAPIDEMO_HIVE", "");
    MAPIINIT_0 multithread = { 0, MAPI_MULTITHREAD_NOTIFICATIONS };
    Unknown *early = NULL;
    EQUALS(MAPILogonEx(0, "x", NULL, 0, &early), MAPI_E_NOT_INITIALIZED);

    EQUALS(MAPIInitialize(NULL), S_OK);
    test_dispatch(0);
    test_dispatch_identity();
    MAPIUninitialize();

    EQUALS(MAPIInitialize(&multithread), S_OK);
    test_abi();
    test_connection_lists();
    test_notifications();
    test_advise();
    test_dispatch(1);
    test_controls();
    test_stress();
    MAPIUninitialize();

    test_profiles();
    test_tokens();
    EQUALS(MapiDemoLiveObjects(), 0);
    printf("%d checks, %d failures\n", checks, failures);
    return failures != 0;
}
