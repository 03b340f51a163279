/* Win32 tokens for machines that have none: token objects, handles and impersonation (SDK). */
#ifndef _WIN32
#define _GNU_SOURCE
#include "tokens.h"
#include "platform.h"
#include "portable_glibc.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define PROCESS_PSEUDO ((HANDLE)(intptr_t)-1)
#define THREAD_PSEUDO  ((HANDLE)(intptr_t)-2)
#define SLOT_BITS 20

typedef struct Slot { Token *token; DWORD rights; uint32_t generation; } Slot;

static pthread_mutex_t tableLock = PTHREAD_MUTEX_INITIALIZER;  /* guards all below but the thread token */
static Slot *table;
static uint32_t tableSize;
static Token *processToken;
static uint64_t lastLuid = 0x10000;
/* The thread token. New threads start without one; the key only sees to its release when a thread ends. */
static __thread Token *threadToken;
static pthread_once_t keyOnce = PTHREAD_ONCE_INIT;
static pthread_key_t threadTokenKey;

BOOL win32_fail(DWORD error) { set_last_error(error); return 0; }
BOOL win32_done(DWORD before) { set_last_error(before); return 1; }
uint64_t new_luid(void) { return __atomic_add_fetch(&lastLuid, 1, __ATOMIC_RELAXED); }

void token_unref(Token *token)
{
    if (token != NULL && __atomic_sub_fetch(&token->refs, 1, __ATOMIC_ACQ_REL) == 0) free(token);
}

static Token *token_ref(Token *token)
{
    __atomic_add_fetch(&token->refs, 1, __ATOMIC_RELAXED);
    return token;
}

static Token *token_copy(const Token *of, int type, int level)
{
    Token *token = malloc(sizeof *token);
    if (token == NULL) return NULL;
    *token = *of;
    token->refs = 1;
    token->type = type;
    token->level = type == TOKEN_TYPE_PRIMARY ? LEVEL_ANONYMOUS : level;
    token->tokenId = new_luid();
    return token;
}

/* Caller holds tableLock. */
static Token *process_token(void)
{
    if (processToken == NULL) {
        const char *sid = getenv("MAPIDEMO_PROCESS_SID"), *session = getenv("MAPIDEMO_WINDOWS_SESSION");
        Token token = { .type = TOKEN_TYPE_PRIMARY, .windowsSession = session ? (uint32_t)atoi(session) : 0 };
        if (!sid_parse(sid, token.sid)) sid_parse(sid = "S-1-5-18", token.sid);
        token.authenticationId = strcmp(sid, "S-1-5-18") == 0 ? 0x3E7 : new_luid();  /* SYSTEM_LUID (SDK) */
        token.modifiedId = new_luid();
        processToken = token_copy(&token, TOKEN_TYPE_PRIMARY, 0);
    }
    return processToken;
}

/* Takes over one reference. A handle is slot and generation, so that a closed one is not mistaken for its successor. */
static HANDLE new_handle(Token *token, DWORD rights)
{
    if (token == NULL) return win32_fail(ERR_NO_MEMORY), NULL;
    if (rights & 0x12000000) rights |= RIGHT_ALL;   /* MAXIMUM_ALLOWED, GENERIC_ALL */
    pthread_mutex_lock(&tableLock);
    uint32_t i = 0;
    while (i < tableSize && table[i].token != NULL) i++;
    if (i == tableSize) {
        uint32_t size = tableSize ? 2 * tableSize : 64;
        Slot *larger = size < 1u << SLOT_BITS ? realloc(table, size * sizeof *table) : NULL;
        if (larger == NULL) {
            pthread_mutex_unlock(&tableLock);
            token_unref(token);
            return win32_fail(ERR_NO_MEMORY), NULL;
        }
        memset(larger + tableSize, 0, (size - tableSize) * sizeof *table);
        table = larger;
        tableSize = size;
    }
    table[i] = (Slot){ token, rights, (table[i].generation + 1) & 0xFFFFFFF };
    HANDLE handle = (HANDLE)(((uintptr_t)table[i].generation << SLOT_BITS | (i + 1)) << 2);
    pthread_mutex_unlock(&tableLock);
    return handle;
}

/* Caller holds tableLock. */
static Slot *slot_of(HANDLE handle)
{
    uintptr_t value = (uintptr_t)handle, slot = (value >> 2) & ((1u << SLOT_BITS) - 1);
    if ((value & 3) != 0 || slot == 0 || slot > tableSize) return NULL;
    Slot *found = &table[slot - 1];
    return found->token != NULL && found->generation == value >> 2 >> SLOT_BITS ? found : NULL;
}

Token *token_from_handle(HANDLE handle, DWORD right)
{
    intptr_t pseudo = (intptr_t)handle;
    if ((pseudo == -5 || pseudo == -6) && threadToken != NULL) return token_ref(threadToken);
    if (pseudo == -5) return win32_fail(ERR_NO_TOKEN), NULL;
    Token *token = NULL;
    DWORD error = ERR_INVALID_HANDLE;
    pthread_mutex_lock(&tableLock);
    if (pseudo == -4 || pseudo == -6) {
        token = process_token();
    } else {
        Slot *slot = slot_of(handle);
        if (slot != NULL && (slot->rights & right) == right) token = slot->token;
        else if (slot != NULL) error = ERR_ACCESS_DENIED;
    }
    if (token != NULL) token_ref(token);
    pthread_mutex_unlock(&tableLock);
    if (token == NULL) win32_fail(error);
    return token;
}

static BOOL give(Token *token, DWORD access, HANDLE *handle, DWORD before)
{
    *handle = new_handle(token, access);
    return *handle != NULL ? win32_done(before) : 0;
}

BOOL OpenThreadToken(HANDLE thread, DWORD access, BOOL openAsSelf, HANDLE *handle)
{
    if (handle == NULL) return win32_fail(998);  /* ERROR_NOACCESS */
    if (thread != THREAD_PSEUDO) return win32_fail(ERR_INVALID_HANDLE);
    if (threadToken == NULL) return win32_fail(ERR_NO_TOKEN);
    if (threadToken->level == LEVEL_ANONYMOUS) return win32_fail(ERR_CANT_OPEN_ANONYMOUS);
    if (threadToken->level == LEVEL_IDENTIFICATION && !openAsSelf) return win32_fail(ERR_BAD_IMPERSONATION_LEVEL);
    return give(token_ref(threadToken), access, handle, last_error());
}

BOOL OpenProcessToken(HANDLE process, DWORD access, HANDLE *handle)
{
    DWORD before = last_error();
    if (handle == NULL) return win32_fail(998);
    if (process != PROCESS_PSEUDO) return win32_fail(ERR_INVALID_HANDLE);
    return give(token_from_handle((HANDLE)(intptr_t)-4, 0), access, handle, before);
}

BOOL DuplicateTokenEx(HANDLE handle, DWORD access, void *attributes, int level, int type, HANDLE *copy)
{
    (void)attributes;
    DWORD before = last_error();
    if (copy == NULL || (type != 1 && type != 2) || level < 0 || level > 3) return win32_fail(ERR_INVALID_PARAMETER);
    Token *token = token_from_handle(handle, RIGHT_DUPLICATE);
    if (token == NULL) return 0;
    bool impersonation = token->type == TOKEN_TYPE_IMPERSONATION;
    /* A level never rises, and a primary token takes at least impersonation level (SDK duplicatetokenex). */
    if (impersonation && (type == 1 ? token->level < LEVEL_IMPERSONATION : level > token->level)) {
        token_unref(token);
        return win32_fail(ERR_BAD_IMPERSONATION_LEVEL);
    }
    BOOL done = give(token_copy(token, type, level), access ? access : RIGHT_ALL, copy, before);
    token_unref(token);
    return done;
}

BOOL DuplicateToken(HANDLE handle, int level, HANDLE *copy)
{
    return DuplicateTokenEx(handle, RIGHT_QUERY | RIGHT_IMPERSONATE, NULL, level, TOKEN_TYPE_IMPERSONATION, copy);
}

BOOL CloseHandle(HANDLE handle)
{
    intptr_t pseudo = (intptr_t)handle;
    if (pseudo < 0 && pseudo >= -6) return 1;  /* closing a pseudo handle has no effect (SDK) */
    pthread_mutex_lock(&tableLock);
    Slot *slot = slot_of(handle);
    Token *token = slot ? slot->token : NULL;
    if (slot != NULL) slot->token = NULL;
    pthread_mutex_unlock(&tableLock);
    if (token == NULL) return win32_fail(ERR_INVALID_HANDLE);
    token_unref(token);
    return 1;
}

static void thread_ended(void *token) { token_unref(token); }
static void make_key(void) { pthread_key_create(&threadTokenKey, thread_ended); }

/* Takes over one reference. */
static BOOL set_thread_token(Token *token, DWORD before)
{
    pthread_once(&keyOnce, make_key);
    token_unref(threadToken);
    threadToken = token;
    pthread_setspecific(threadTokenKey, token);
    return win32_done(before);
}

BOOL SetThreadToken(HANDLE *thread, HANDLE handle)
{
    DWORD before = last_error();
    if (thread != NULL && *thread != THREAD_PSEUDO) return win32_fail(ERR_INVALID_HANDLE);
    if (handle == NULL) return set_thread_token(NULL, before);
    Token *token = token_from_handle(handle, RIGHT_IMPERSONATE);
    if (token == NULL) return 0;
    if (token->type == TOKEN_TYPE_IMPERSONATION) return set_thread_token(token, before);
    token_unref(token);
    return win32_fail(ERR_NO_IMPERSONATION_TOKEN);
}

BOOL ImpersonateLoggedOnUser(HANDLE handle)
{
    DWORD before = last_error();
    Token *token = token_from_handle(handle, RIGHT_QUERY);
    if (token == NULL) return 0;
    bool primary = token->type == TOKEN_TYPE_PRIMARY;
    token_unref(token);
    token = token_from_handle(handle, primary ? RIGHT_QUERY | RIGHT_DUPLICATE : RIGHT_QUERY | RIGHT_IMPERSONATE);
    if (token == NULL || !primary) return token == NULL ? 0 : set_thread_token(token, before);
    Token *copy = token_copy(token, TOKEN_TYPE_IMPERSONATION, LEVEL_IMPERSONATION);
    token_unref(token);
    return copy == NULL ? win32_fail(ERR_NO_MEMORY) : set_thread_token(copy, before);
}

BOOL ImpersonateSelf(int level)
{
    DWORD before = last_error();
    if (level < 0 || level > 3) return win32_fail(ERR_INVALID_PARAMETER);
    Token *process = token_from_handle((HANDLE)(intptr_t)-4, 0);
    Token *copy = process ? token_copy(process, TOKEN_TYPE_IMPERSONATION, level) : NULL;
    token_unref(process);
    return copy == NULL ? win32_fail(ERR_NO_MEMORY) : set_thread_token(copy, before);
}

BOOL RevertToSelf(void) { return set_thread_token(NULL, last_error()); }

HANDLE MAPIMETHOD MapiDemoCreateToken(const char *sid, const char *account, int level, uint32_t windowsSession)
{
    DWORD before = last_error();
    Token token = { .windowsSession = windowsSession };
    if (!sid_parse(sid, token.sid)) return win32_fail(ERR_INVALID_SID), NULL;
    if (level < 0 || level > 3) return win32_fail(ERR_INVALID_PARAMETER), NULL;
    if (account != NULL) name_account(token.sid, account);
    token.authenticationId = new_luid();
    token.modifiedId = new_luid();
    HANDLE handle = new_handle(token_copy(&token, TOKEN_TYPE_IMPERSONATION, level), RIGHT_ALL);
    if (handle != NULL) set_last_error(before);
    return handle;
}

HANDLE GetCurrentThread(void) { return THREAD_PSEUDO; }
HANDLE GetCurrentProcess(void) { return PROCESS_PSEUDO; }
DWORD GetCurrentThreadId(void) { return own_thread_id(); }
DWORD GetCurrentProcessId(void) { return own_process_id(); }
DWORD GetLastError(void) { return last_error(); }
void SetLastError(DWORD error) { set_last_error(error); }
#else
typedef int not_for_windows;
#endif
