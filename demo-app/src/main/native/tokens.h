/* The stand-in for Windows' token objects, shared by tokens_linux.c (objects, handles, impersonation) and
 * tokeninfo_linux.c (queries). */
#ifndef TOKENS_H
#define TOKENS_H

#include "mapidemo.h"
#include "sid.h"

enum { TOKEN_TYPE_PRIMARY = 1, TOKEN_TYPE_IMPERSONATION = 2 };
enum { LEVEL_ANONYMOUS, LEVEL_IDENTIFICATION, LEVEL_IMPERSONATION, LEVEL_DELEGATION };
enum { RIGHT_DUPLICATE = 2, RIGHT_IMPERSONATE = 4, RIGHT_QUERY = 8, RIGHT_ALL = 0xF01FF };
enum {
    ERR_ACCESS_DENIED = 5, ERR_INVALID_HANDLE = 6, ERR_NO_MEMORY = 8, ERR_INVALID_PARAMETER = 87,
    ERR_INSUFFICIENT_BUFFER = 122, ERR_NO_TOKEN = 1008, ERR_NO_IMPERSONATION_TOKEN = 1309, ERR_NONE_MAPPED = 1332,
    ERR_INVALID_SID = 1337, ERR_BAD_IMPERSONATION_LEVEL = 1346, ERR_CANT_OPEN_ANONYMOUS = 1347
};

/* Immutable once made, but for its count of references: threads share it without a lock. */
typedef struct Token {
    uint32_t refs;
    int type, level;
    uint32_t windowsSession;
    uint64_t tokenId, modifiedId, authenticationId;
    uint8_t sid[SID_MAX_BYTES];
} Token;

/* The token a handle (or pseudo handle) stands for, with one reference, or NULL and last error. */
Token *token_from_handle(HANDLE handle, DWORD right);
void token_unref(Token *token);
uint64_t new_luid(void);
BOOL win32_fail(DWORD error);   /* sets last error, returns FALSE */
BOOL win32_done(DWORD before);  /* a success leaves last error as it was before; returns TRUE */
void name_account(const uint8_t *sid, const char *account);

#endif
