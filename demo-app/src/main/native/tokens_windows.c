/* Tokens for any SID on Windows, where the token functions themselves are the system's. */
#ifdef _WIN32
#include "mapidemo.h"
#include "sid.h"

#include <stdlib.h>
#include <string.h>
#include <winternl.h>

typedef NTSTATUS(NTAPI *CreateTokenFunction)(HANDLE *, ACCESS_MASK, OBJECT_ATTRIBUTES *, TOKEN_TYPE, LUID *,
                                             LARGE_INTEGER *, TOKEN_USER *, TOKEN_GROUPS *, TOKEN_PRIVILEGES *,
                                             TOKEN_OWNER *, TOKEN_PRIMARY_GROUP *, TOKEN_DEFAULT_DACL *, TOKEN_SOURCE *);
typedef ULONG(NTAPI *StatusToErrorFunction)(NTSTATUS);

static FARPROC ntdll(const char *name) { return GetProcAddress(GetModuleHandleA("ntdll.dll"), name); }

/* The token may create and use objects: its own SID and the system's have full access by default. */
static bool default_dacl(ACL *acl, DWORD size, void *user)
{
    uint8_t system[SID_MAX_BYTES];
    sid_parse("S-1-5-18", system);
    return InitializeAcl(acl, size, ACL_REVISION) && AddAccessAllowedAce(acl, ACL_REVISION, GENERIC_ALL, user)
        && AddAccessAllowedAce(acl, ACL_REVISION, GENERIC_ALL, system);
}

HANDLE MAPIMETHOD MapiDemoCreateToken(const char *sid, const char *account, int level, uint32_t windowsSession)
{
    (void)account;  /* the system answers LookupAccountSid, nobody can teach it a name */
    DWORD before = GetLastError();
    uint8_t user[SID_MAX_BYTES], everyone[SID_MAX_BYTES], users[SID_MAX_BYTES];
    union { ACL acl; uint8_t bytes[256]; } dacl;
    if (!sid_parse(sid, user)) return SetLastError(ERROR_INVALID_SID), NULL;
    if (level < 0 || level > 3) return SetLastError(ERROR_INVALID_PARAMETER), NULL;
    sid_parse("S-1-1-0", everyone);
    sid_parse("S-1-5-32-545", users);
    if (!default_dacl(&dacl.acl, sizeof dacl, user)) return NULL;

    SECURITY_QUALITY_OF_SERVICE quality = { sizeof quality, (SECURITY_IMPERSONATION_LEVEL)level, SECURITY_STATIC_TRACKING, FALSE };
    OBJECT_ATTRIBUTES attributes = { .Length = sizeof attributes, .SecurityQualityOfService = &quality };
    LUID logonId = { 0x3E7, 0 };  /* SYSTEM_LUID: a logon session that surely exists, which NtCreateToken requires */
    LARGE_INTEGER never = { .QuadPart = INT64_MAX };
    TOKEN_USER tokenUser = { { user, 0 } };
    union { TOKEN_GROUPS groups; uint8_t bytes[sizeof(TOKEN_GROUPS) + sizeof(SID_AND_ATTRIBUTES)]; } groups = { 0 };
    groups.groups.GroupCount = 2;
    DWORD enabled = SE_GROUP_MANDATORY | SE_GROUP_ENABLED_BY_DEFAULT | SE_GROUP_ENABLED;
    SID_AND_ATTRIBUTES *group = groups.groups.Groups;
    group[0] = (SID_AND_ATTRIBUTES){ everyone, enabled };
    group[1] = (SID_AND_ATTRIBUTES){ users, enabled };
    TOKEN_PRIVILEGES none = { 0 };
    TOKEN_OWNER owner = { user };
    TOKEN_PRIMARY_GROUP primary = { users };
    TOKEN_DEFAULT_DACL access = { &dacl.acl };
    TOKEN_SOURCE source = { "MapiDem", { 0, 0 } };

    CreateTokenFunction create = (CreateTokenFunction)(void *)ntdll("NtCreateToken");
    StatusToErrorFunction error = (StatusToErrorFunction)(void *)ntdll("RtlNtStatusToDosError");
    if (create == NULL || error == NULL) return SetLastError(ERROR_PROC_NOT_FOUND), NULL;
    HANDLE token = NULL;
    NTSTATUS status = create(&token, TOKEN_ALL_ACCESS, &attributes, TokenImpersonation, &logonId, &never, &tokenUser,
                             &groups.groups, &none, &owner, &primary, &access, &source);
    if (status < 0) return SetLastError(error(status)), NULL;
    DWORD session = windowsSession;
    SetTokenInformation(token, TokenSessionId, &session, sizeof session);
    SetLastError(before);
    return token;
}
#else
typedef int only_for_windows;
#endif
