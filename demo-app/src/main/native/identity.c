/* identity.h. The same Win32 calls on both systems; elsewhere than Windows tokens_linux.c answers them. */
#include "identity.h"
#include "mapidemo.h"

#include <stdlib.h>
#include <string.h>

#define CLASS_USER    1     /* TokenUser */
#define CLASS_SESSION 12    /* TokenSessionId */
#define QUERY         8     /* TOKEN_QUERY */
#define ERROR_ANONYMOUS 1347 /* ERROR_CANT_OPEN_ANONYMOUS */

static void read_token(HANDLE token, Identity *identity)
{
    union { struct { void *sid; DWORD attributes; } user; uint8_t bytes[16 + SID_MAX_BYTES]; } buffer;
    DWORD size = 0, session = 0;
    if (GetTokenInformation(token, CLASS_USER, &buffer, sizeof buffer, &size)) sid_format(buffer.user.sid, identity->sid);
    if (GetTokenInformation(token, CLASS_SESSION, &session, sizeof session, &size)) identity->windowsSession = session;
}

Identity identity_of_caller(void)
{
    Identity identity = { .sid = "S-1-0-0" };
    HANDLE token = NULL;
    /* OpenAsSelf: an identification-level token could not be opened in its own name (SDK openthreadtoken). */
    if (OpenThreadToken(GetCurrentThread(), QUERY, 1, &token)) {
        identity.impersonating = true;
    } else if (GetLastError() == ERROR_ANONYMOUS) {
        identity.impersonating = true;
        strcpy(identity.sid, "S-1-5-7");
        return identity;
    } else if (!OpenProcessToken(GetCurrentProcess(), QUERY, &token)) {
        return identity;
    }
    read_token(token, &identity);
    CloseHandle(token);
#ifdef _WIN32
    const char *session = getenv("MAPIDEMO_WINDOWS_SESSION");
    if (session != NULL && !identity.impersonating) identity.windowsSession = (uint32_t)atoi(session);
#endif
    return identity;
}
