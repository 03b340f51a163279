/* GetTokenInformation and LookupAccountSidW for machines that have none (SDK; layouts of x64 Windows). */
#ifndef _WIN32
#include "tokens.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct SidAndAttributes { void *sid; DWORD attributes; } SidAndAttributes;        /* 16, TOKEN_USER */
typedef struct Statistics {                                                                /* 56, TOKEN_STATISTICS */
    uint64_t tokenId, authenticationId, expirationTime;
    DWORD type, level, charged, available, groups, privileges;
    uint64_t modifiedId;
} Statistics;
_Static_assert(sizeof(SidAndAttributes) == 16 && sizeof(Statistics) == 56, "x64 layout");

typedef struct Account { struct Account *next; uint8_t sid[SID_MAX_BYTES]; char text[]; } Account;
static pthread_mutex_t accountsLock = PTHREAD_MUTEX_INITIALIZER;
static Account *accounts;

static bool is(const Token *token, const char *sid)
{
    uint8_t binary[SID_MAX_BYTES];
    return sid_parse(sid, binary) && memcmp(binary, token->sid, SID_MAX_BYTES) == 0;
}

/* SID_AND_ATTRIBUTES with the SID right behind it, as Windows lays it out in the caller's buffer. */
static DWORD put_sid(uint8_t *out, const uint8_t *sid, DWORD attributes, void *callersBuffer)
{
    SidAndAttributes head = { (uint8_t *)callersBuffer + sizeof head, attributes };
    memcpy(out, &head, sizeof head);
    memcpy(out + sizeof head, sid, sid_length(sid));
    return (DWORD)(sizeof head + sid_length(sid));
}

static DWORD put_dword(uint8_t *out, DWORD value)
{
    memcpy(out, &value, sizeof value);
    return sizeof value;
}

/* The answer and its size; 0 for a class that is unknown, or does not apply to the token. */
static DWORD answer(const Token *token, int tokenClass, uint8_t *out, void *callersBuffer)
{
    uint8_t label[SID_MAX_BYTES];
    bool system = is(token, "S-1-5-18");
    switch (tokenClass) {
    case 1: return put_sid(out, token->sid, 0, callersBuffer);
    case 8: return put_dword(out, (DWORD)token->type);
    case 9: return token->type == TOKEN_TYPE_IMPERSONATION ? put_dword(out, (DWORD)token->level) : 0;
    case 10: {
        Statistics statistics = { token->tokenId, token->authenticationId, INT64_MAX, (DWORD)token->type,
                                  (DWORD)token->level, 0, 0, 0, 0, token->modifiedId };
        memcpy(out, &statistics, sizeof statistics);
        return sizeof statistics;
    }
    case 12: return put_dword(out, token->windowsSession);
    case 18: return put_dword(out, 1);              /* TokenElevationTypeDefault */
    case 20: return put_dword(out, system);
    case 25:                                         /* system or medium integrity, SE_GROUP_INTEGRITY | _ENABLED */
        sid_parse(system ? "S-1-16-16384" : "S-1-16-8192", label);
        return put_sid(out, label, 0x60, callersBuffer);
    default: return 0;
    }
}

BOOL GetTokenInformation(HANDLE handle, int tokenClass, void *buffer, DWORD size, DWORD *returned)
{
    DWORD before = (DWORD)errno;
    uint8_t out[16 + SID_MAX_BYTES];
    Token *token = token_from_handle(handle, RIGHT_QUERY);
    if (token == NULL) return 0;
    DWORD needed = answer(token, tokenClass, out, buffer);
    token_unref(token);
    if (needed == 0) return win32_fail(ERR_INVALID_PARAMETER);
    if (returned != NULL) *returned = needed;
    if (buffer == NULL || size < needed) return win32_fail(ERR_INSUFFICIENT_BUFFER);
    memcpy(buffer, out, needed);
    return win32_done(before);
}

void name_account(const uint8_t *sid, const char *text)
{
    size_t length = strlen(text) + 1;
    pthread_mutex_lock(&accountsLock);
    Account *account = accounts;
    while (account != NULL && memcmp(account->sid, sid, SID_MAX_BYTES) != 0) account = account->next;
    if (account == NULL && (account = malloc(sizeof *account + length)) != NULL) {
        memcpy(account->sid, sid, SID_MAX_BYTES);   /* the first name given to a SID stays, as in a directory */
        memcpy(account->text, text, length);
        account->next = accounts;
        accounts = account;
    }
    pthread_mutex_unlock(&accountsLock);
}

static const char *account_of(const void *sid, int *use)
{
    static const struct { const char *sid, *text; int use; } known[] = {
        { "S-1-1-0", "\\Everyone", 5 },                    { "S-1-5-7", "NT AUTHORITY\\ANONYMOUS LOGON", 5 },
        { "S-1-5-11", "NT AUTHORITY\\Authenticated Users", 5 }, { "S-1-5-18", "NT AUTHORITY\\SYSTEM", 5 },
        { "S-1-5-19", "NT AUTHORITY\\LOCAL SERVICE", 5 },  { "S-1-5-20", "NT AUTHORITY\\NETWORK SERVICE", 5 },
        { "S-1-5-32-544", "BUILTIN\\Administrators", 4 },  { "S-1-5-32-545", "BUILTIN\\Users", 4 },
    };
    char text[SID_MAX_TEXT];
    sid_format(sid, text);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(text, known[i].sid) == 0) return *use = known[i].use, known[i].text;
    }
    const char *found = NULL;
    pthread_mutex_lock(&accountsLock);
    for (Account *account = accounts; account != NULL && found == NULL; account = account->next) {
        if (memcmp(account->sid, sid, sid_length(sid)) == 0) found = account->text;
    }
    pthread_mutex_unlock(&accountsLock);
    *use = 1;
    return found;
}

/* UTF-8 to UTF-16; returns the units needed without NUL, writes them and the NUL when out is there. */
static DWORD to_utf16(const char *text, size_t length, uint16_t *out)
{
    DWORD units = 0;
    for (size_t i = 0; i < length;) {
        uint8_t lead = (uint8_t)text[i++];
        uint32_t code = lead < 0x80 ? lead : lead < 0xE0 ? lead & 0x1F : lead < 0xF0 ? lead & 0x0F : lead & 0x07;
        while (i < length && ((uint8_t)text[i] & 0xC0) == 0x80) code = code << 6 | ((uint8_t)text[i++] & 0x3F);
        if (code > 0xFFFF) {
            if (out != NULL) out[units] = (uint16_t)(0xD7C0 + (code >> 10));
            units++;
            code = 0xDC00 + (code & 0x3FF);
        }
        if (out != NULL) out[units] = (uint16_t)code;
        units++;
    }
    if (out != NULL) out[units] = 0;
    return units;
}

BOOL LookupAccountSidW(const uint16_t *system, const void *sid, uint16_t *name, DWORD *nameSize, uint16_t *domain,
                       DWORD *domainSize, int *use)
{
    (void)system;
    DWORD before = (DWORD)errno, none = 0;
    int kind;
    if (sid == NULL || *(const uint8_t *)sid != 1 || ((const uint8_t *)sid)[1] > 15) return win32_fail(ERR_INVALID_SID);
    const char *text = account_of(sid, &kind);
    if (text == NULL) return win32_fail(ERR_NONE_MAPPED);
    const char *slash = strchr(text, '\\'), *nameText = slash ? slash + 1 : text;
    size_t domainLength = slash ? (size_t)(slash - text) : 0;
    DWORD *sizes[2] = { nameSize ? nameSize : &none, domainSize ? domainSize : &none };
    DWORD needed[2] = { to_utf16(nameText, strlen(nameText), NULL), to_utf16(text, domainLength, NULL) };
    if (name == NULL || *sizes[0] <= needed[0] || (domain == NULL && needed[1] > 0) || *sizes[1] <= needed[1]) {
        *sizes[0] = needed[0] + 1;
        *sizes[1] = needed[1] + 1;
        return win32_fail(ERR_INSUFFICIENT_BUFFER);
    }
    *sizes[0] = to_utf16(nameText, strlen(nameText), name);
    *sizes[1] = to_utf16(text, domainLength, domain);
    if (use != NULL) *use = kind;
    return win32_done(before);
}
#else
typedef int not_for_windows;
#endif
