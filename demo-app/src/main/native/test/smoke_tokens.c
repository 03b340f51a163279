/* The Win32 token functions, where the library itself provides them. */
#include "smoke.h"

#ifdef _WIN32
void test_tokens(void) { }
#else
#include <dirent.h>

#define SELF ((HANDLE)(intptr_t)-2)
enum { QUERY = 8, ALL = 0xF01FF };
typedef struct Statistics { uint64_t tokenId, authenticationId, expires; uint32_t type, level, rest[4]; uint64_t modifiedId; } Statistics;

static HANDLE opened(DWORD access)
{
    HANDLE token = NULL;
    CHECK(OpenThreadToken(GetCurrentThread(), access, 1, &token));
    return token;
}

static Statistics statistics(HANDLE token)
{
    Statistics result = { 0 };
    DWORD size = 0;
    CHECK(GetTokenInformation(token, 10, &result, sizeof result, &size));
    EQUALS(size, 56);
    return result;
}

static uint32_t dword(HANDLE token, int tokenClass)
{
    uint32_t value = 0xFFFF, size = 0;
    CHECK(GetTokenInformation(token, tokenClass, &value, sizeof value, &size));
    EQUALS(size, 4);
    return value;
}

#define FAILS(call, error) do { SetLastError(0); EQUALS(call, 0); EQUALS(GetLastError(), error); } while (0)

static void test_user_class(HANDLE token)
{
    const uint8_t expected[] = { 1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0xE9, 3, 0, 0 };
    union { struct { void *sid; uint32_t attributes; } user; uint8_t bytes[100]; } buffer;
    DWORD needed = 0;
    FAILS(GetTokenInformation(token, 1, NULL, 0, &needed), 122);
    EQUALS(needed, 16 + sizeof expected);
    FAILS(GetTokenInformation(token, 1, &buffer, needed - 1, &needed), 122);
    SetLastError(4711);
    CHECK(GetTokenInformation(token, 1, &buffer, needed, &needed));
    EQUALS(GetLastError(), 4711);
    CHECK(buffer.user.sid == buffer.bytes + 16);
    CHECK(memcmp(buffer.user.sid, expected, sizeof expected) == 0);
    FAILS(GetTokenInformation(token, 77, &buffer, sizeof buffer, &needed), 87);
}

static void test_queries(void)
{
    HANDLE process = NULL, alice = MapiDemoCreateToken(ALICE, "CONTOSO\\alice", 2, 3), bob = MapiDemoCreateToken(BOB, NULL, 2, 0);
    CHECK(OpenProcessToken(GetCurrentProcess(), QUERY, &process));
    EQUALS(dword(process, 8), 1);
    EQUALS(dword(process, 12), 0);
    EQUALS(dword(process, 20), 1);
    uint32_t level, size;
    FAILS(GetTokenInformation(process, 9, &level, 4, &size), 87);
    EQUALS(statistics(process).authenticationId, 0x3E7);
    EQUALS(dword(alice, 8), 2);
    EQUALS(dword(alice, 9), 2);
    EQUALS(dword(alice, 12), 3);
    EQUALS(dword(alice, 18), 1);
    EQUALS(dword(alice, 20), 0);
    test_user_class(alice);
    CHECK(statistics(alice).authenticationId != statistics(bob).authenticationId);
    uint8_t label[64];
    CHECK(GetTokenInformation(alice, 25, label, sizeof label, &size));
    EQUALS(size, 28);

    HANDLE copy = NULL;
    CHECK(DuplicateTokenEx(alice, ALL, NULL, 1, 2, &copy));
    CHECK(statistics(copy).tokenId != statistics(alice).tokenId);
    EQUALS(statistics(copy).modifiedId, statistics(alice).modifiedId);
    EQUALS(statistics(copy).level, 1);
    HANDLE higher = NULL;
    FAILS(DuplicateTokenEx(copy, ALL, NULL, 2, 2, &higher), 1346);
    FAILS(DuplicateToken(process, 2, &higher), 5);
    CHECK(CloseHandle(copy) && CloseHandle(bob) && CloseHandle(alice) && CloseHandle(process));
    FAILS(CloseHandle(alice), 6);
    FAILS(GetTokenInformation(alice, 8, &level, 4, &size), 6);
    FAILS(CloseHandle((HANDLE)(intptr_t)0x1234), 6);
    CHECK(MapiDemoCreateToken("S-1-x", NULL, 2, 0) == NULL && GetLastError() == 1337);
    CHECK(MapiDemoCreateToken(ALICE, NULL, 4, 0) == NULL && GetLastError() == 87);
}

static void is_not_inherited(void *argument)
{
    HANDLE token;
    (void)argument;
    FAILS(OpenThreadToken(GetCurrentThread(), QUERY, 1, &token), 1008);
}

static void test_impersonation(void)
{
    HANDLE token = NULL, alice = MapiDemoCreateToken(ALICE, NULL, 2, 0), self = GetCurrentThread();
    FAILS(OpenThreadToken(SELF, QUERY, 1, &token), 1008);
    SetLastError(4711);
    CHECK(ImpersonateLoggedOnUser(alice));
    uint64_t id = statistics(alice).tokenId;
    CHECK(CloseHandle(alice));                                       /* the thread keeps it */
    EQUALS(GetLastError(), 4711);
    token = opened(QUERY);
    EQUALS(statistics(token).tokenId, id);
    FAILS(SetThreadToken(NULL, token), 5);                           /* opened for queries only */
    CHECK(CloseHandle(token));
    join(start(is_not_inherited, NULL));
    CHECK(SetThreadToken(&self, NULL));
    is_not_inherited(NULL);
    CHECK(ImpersonateSelf(1));
    FAILS(OpenThreadToken(SELF, QUERY, 0, &token), 1346);
    CHECK(CloseHandle(opened(QUERY)));
    CHECK(ImpersonateSelf(0));
    FAILS(OpenThreadToken(SELF, QUERY, 1, &token), 1347);
    CHECK(RevertToSelf() && RevertToSelf());
    CHECK(OpenProcessToken(GetCurrentProcess(), ALL, &token));
    FAILS(SetThreadToken(NULL, token), 1309);
    CHECK(ImpersonateLoggedOnUser(token));                           /* a primary one is duplicated */
    CHECK(statistics((HANDLE)(intptr_t)-5).tokenId != statistics(token).tokenId);
    CHECK(CloseHandle(token) && RevertToSelf());
    EQUALS(GetCurrentThreadId() != 0 && GetCurrentProcessId() != 0, 1);
}

static void test_accounts(void)
{
    struct { void *sid; uint32_t attributes; uint8_t rest[68]; } user;
    uint16_t name[32], domain[32];
    DWORD nameSize = 0, domainSize = 0, size;
    int use = 0;
    HANDLE token = MapiDemoCreateToken(ALICE, NULL, 2, 0);
    CHECK(GetTokenInformation(token, 1, &user, sizeof user, &size));
    FAILS(LookupAccountSidW(NULL, user.sid, NULL, &nameSize, NULL, &domainSize, &use), 122);
    EQUALS(nameSize, 6);
    EQUALS(domainSize, 8);
    CHECK(LookupAccountSidW(NULL, user.sid, name, &nameSize, domain, &domainSize, &use));
    CHECK(nameSize == 5 && domainSize == 7 && use == 1 && name[0] == 'a' && domain[6] == 'O' && domain[7] == 0);
    CHECK(CloseHandle(token));
    CHECK(GetTokenInformation((HANDLE)(intptr_t)-4, 1, &user, sizeof user, &size));
    nameSize = domainSize = 32;
    CHECK(LookupAccountSidW(NULL, user.sid, name, &nameSize, domain, &domainSize, &use));
    CHECK(nameSize == 6 && domainSize == 12 && use == 5 && name[0] == 'S');
    token = MapiDemoCreateToken("S-1-5-21-9-9-9-9", NULL, 2, 0);
    CHECK(GetTokenInformation(token, 1, &user, sizeof user, &size));
    FAILS(LookupAccountSidW(NULL, user.sid, name, &nameSize, domain, &domainSize, &use), 1332);
    CHECK(CloseHandle(token));
}

static int open_files(void)
{
    int count = 0;
    DIR *directory = opendir("/proc/self/fd");
    while (directory != NULL && readdir(directory) != NULL) count++;
    if (directory != NULL) closedir(directory);
    return count;
}

static void read_token(void *argument)
{
    const char *sid = argument;
    for (int i = 0; i < 2000; i++) {
        HANDLE token = MapiDemoCreateToken(sid, NULL, 2, 0), open = NULL;
        CHECK(SetThreadToken(NULL, token) && CloseHandle(token));
        CHECK(OpenThreadToken(GetCurrentThread(), QUERY, 1, &open));
        statistics(open);
        CHECK(CloseHandle(open));
        if (i % 3 == 0) CHECK(RevertToSelf());
    }
    impersonate(sid);                                                /* ends with a token: freed with the thread */
}

void test_tokens(void)
{
    int files = open_files();
    test_queries();
    test_impersonation();
    test_accounts();
    HANDLE first = MapiDemoCreateToken(ALICE, NULL, 2, 0);
    CHECK(CloseHandle(first));
    Thread *threads[4];
    char *sids[4] = { ALICE, BOB, ALICE, BOB };
    for (int i = 0; i < 4; i++) threads[i] = start(read_token, sids[i]);
    for (int i = 0; i < 4; i++) join(threads[i]);
    HANDLE last = MapiDemoCreateToken(ALICE, NULL, 2, 0);
    /* Slots of closed handles are used again: 8 000 tokens later the lowest is free. */
    EQUALS((uintptr_t)last >> 2 & 0xFFFFF, (uintptr_t)first >> 2 & 0xFFFFF);
    CHECK(CloseHandle(last));
    EQUALS(open_files(), files);
}
#endif
