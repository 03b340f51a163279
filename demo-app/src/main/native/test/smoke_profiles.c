/* 003: deleted profiles, in one process and across processes that share a hive. */
#include "smoke.h"

#ifdef _WIN32
#  include <direct.h>
#  define make_directory(path) _mkdir(path)
#  define leave_at_once(code) TerminateProcess(GetCurrentProcess(), code)
#else
#  include <sys/stat.h>
#  include <unistd.h>
#  define make_directory(path) mkdir(path, 0777)
#  define leave_at_once(code) _exit(code)
#endif

static void initialize_as(const char *sid, uint32_t windowsSession)
{
    impersonate_in_session(sid, windowsSession);
    EQUALS(MAPIInitialize(NULL), S_OK);
    impersonate(NULL);
}

static HRESULT store_result(Unknown *session)
{
    Unknown *store = NULL;
    SetLastError(4711);
    HRESULT result = open_store(session, &store);
    EQUALS(GetLastError(), result == S_OK ? 4711 : 1018);
    UlRelease(store);
    return result;
}

static void test_in_one_process(void)
{
    EQUALS(create_profile("kept"), S_OK);
    ULONG profiles = profile_count();
    EQUALS(create_profile("kept"), MAPI_E_NO_ACCESS);
    EQUALS(GetLastError(), 183);
    EQUALS(delete_profile("absent"), MAPI_E_NOT_FOUND);
    EQUALS(create_profile("unused"), S_OK);
    EQUALS(profile_count(), profiles + 1);
    EQUALS(delete_profile("unused"), S_OK);
    EQUALS(delete_profile("unused"), MAPI_E_NOT_FOUND);

    Unknown *session = log_on("used"), *second = NULL;
    EQUALS(delete_profile("used"), S_OK);                          /* only marked */
    EQUALS(profile_count(), profiles);
    EQUALS(create_profile("used"), MAPI_E_NO_ACCESS);
    EQUALS(MAPILogonEx(0, "used", NULL, 0, &second), MAPI_E_LOGON_FAILED);
    initialize_as(NULL, 0);
    EQUALS(store_result(session), S_OK);                           /* the same block: in use */
    initialize_as(ALICE, 0);
    EQUALS(store_result(session), MAPI_E_CALL_FAILED);             /* bug 1 */
    EQUALS(create_profile("used"), S_OK);
    EQUALS(store_result(session), MAPI_E_CALL_FAILED);             /* another profile of that name does not help */
    end_session(session);
    EQUALS(delete_profile("used"), S_OK);

    session = log_on("used");
    EQUALS(delete_profile("used"), S_OK);
    end_session(session);                                          /* deleted when the last session ends */
    EQUALS(create_profile("used"), S_OK);
    EQUALS(delete_profile("used"), S_OK);
    EQUALS(delete_profile("kept"), S_OK);
#ifndef _WIN32
    impersonate(ALICE);
    session = log_on("used");
    EQUALS(delete_profile("used"), S_OK);
    initialize_as(ALICE, 7);                                       /* bug 2; only here can a token's session be chosen */
    EQUALS(store_result(session), MAPI_E_CALL_FAILED);
    end_session(session);
#endif
}

/* The second process of 003 is the child. */
static HRESULT after_child(const char *what, const char *windowsSession)
{
    Unknown *session = log_on("shared");
    EQUALS(delete_profile("shared"), S_OK);
    set_variable("MAPIDEMO_WINDOWS_SESSION", windowsSession);
    EQUALS(run_child(what), 0);
    set_variable("MAPIDEMO_WINDOWS_SESSION", "");
    HRESULT result = store_result(session);
    end_session(session);
    return result;
}

static void test_across_processes(void)
{
    char hive[256];
    snprintf(hive, sizeof hive, "smoke-hive-%lu", (unsigned long)GetCurrentProcessId());
    make_directory(hive);
    set_variable("MAPIDEMO_HIVE", hive);
    EQUALS(after_child("initialize", ""), S_OK);
    EQUALS(after_child("initialize-as-alice", ""), MAPI_E_CALL_FAILED);   /* bug 1 */
    EQUALS(after_child("initialize", "5"), MAPI_E_CALL_FAILED);           /* bug 2 */
    EQUALS(create_profile("crashed"), S_OK);
    EQUALS(run_child("crash"), 3);                                        /* logged on, deleted, never logged off */
    EQUALS(create_profile("crashed"), MAPI_E_NO_ACCESS);
    initialize_as(NULL, 0);                                               /* what the purge is for */
    EQUALS(create_profile("crashed"), S_OK);
    EQUALS(delete_profile("crashed"), S_OK);
    set_variable("MAPIDEMO_HIVE", "");
    const char *files[] = { "hive", "lock", "" };
    for (int i = 0; i < 3; i++) {
        char path[300];
        snprintf(path, sizeof path, "%s/%s", hive, files[i]);
#ifdef _WIN32
        if (*files[i]) DeleteFileA(path); else RemoveDirectoryA(hive);
#else
        if (*files[i]) unlink(path); else rmdir(hive);
#endif
    }
}

void test_profiles(void)
{
    EQUALS(MAPIInitialize(NULL), S_OK);
    test_in_one_process();
    test_across_processes();
    for (int i = 0; i < 8; i++) MAPIUninitialize();
}

int child(const char *what)
{
    Unknown *session, *store;
    if (strcmp(what, "initialize") == 0) {
        initialize_as(NULL, 0);
    } else if (strcmp(what, "initialize-as-alice") == 0) {
        initialize_as(ALICE, 0);
    } else if (strcmp(what, "crash") == 0) {
        initialize_as(NULL, 0);
        log_on("crashed");
        EQUALS(delete_profile("crashed"), S_OK);
        fflush(stdout);
        leave_at_once(failures == 0 ? 3 : 4);
    } else if (strcmp(what, "fastfail") == 0) {
        initialize_as(NULL, 0);
        MapiDemoBlockImpersonatedCallers(1);
        session = log_on("fastfail");
        impersonate(ALICE);
        open_store(session, &store);
        return 5;                                                  /* must not be reached */
    }
    return failures;
}
