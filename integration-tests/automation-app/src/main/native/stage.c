/* Tokens and mail for tests. */
#include "server.h"

#include <sddl.h>

#define DRAIN_MS 10000

static HRESULT narrow(BSTR text, char *out, int size)
{
    return WideCharToMultiByte(CP_UTF8, 0, text, -1, out, size, NULL, NULL) == 0 ? E_INVALIDARG : S_OK;
}

static HRESULT last_error(void) { return object_fail(HRESULT_FROM_WIN32(GetLastError())); }

static HRESULT STDMETHODCALLTYPE stage_Impersonate(IStage *this, BSTR sid)
{
    (void)this;
    char text[200];
    if (mapi() == NULL || FAILED(narrow(sid, text, sizeof text))) return object_fail(E_FAIL);
    HANDLE token = mapi()->MapiDemoCreateToken(text, NULL, SecurityImpersonation, 0);
    if (token == NULL) return last_error();
    BOOL done = ImpersonateLoggedOnUser(token);
    HRESULT result = done ? S_OK : last_error();
    CloseHandle(token);
    return result;
}

static HRESULT STDMETHODCALLTYPE stage_Revert(IStage *this)
{
    (void)this;
    return RevertToSelf() ? S_OK : last_error();
}

static HRESULT STDMETHODCALLTYPE stage_WhoAmI(IStage *this, BSTR *sid)
{
    (void)this;
    union { TOKEN_USER user; char bytes[sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE]; } buffer;
    HANDLE token;
    DWORD size;
    LPWSTR text;
    *sid = NULL;
    if (!OpenThreadToken(GetCurrentThread(), TOKEN_QUERY, TRUE, &token)) {
        *sid = SysAllocString(L"the process user");
        return S_OK;
    }
    BOOL read = GetTokenInformation(token, TokenUser, &buffer, sizeof buffer, &size) && ConvertSidToStringSidW(buffer.user.User.Sid, &text);
    CloseHandle(token);
    if (!read) return last_error();
    *sid = SysAllocString(text);
    LocalFree(text);
    return S_OK;
}

static HRESULT STDMETHODCALLTYPE stage_Deliver(IStage *this, BSTR profile)
{
    (void)this;
    char name[200];
    if (mapi() == NULL || FAILED(narrow(profile, name, sizeof name))) return object_fail(E_FAIL);
    mapi()->MapiDemoDeliver(name);
    return mapi()->MapiDemoDrain(DRAIN_MS) ? S_OK : object_fail(RPC_E_TIMEOUT);
}

static const IStageVtbl stageVtbl = { IUNKNOWN_AND_IDISPATCH(IStage), stage_Impersonate, stage_Revert, stage_WhoAmI, stage_Deliver };

const ObjectClass stage = { &stageVtbl, &IID_IStage, &CLSID_Stage, NULL, L"MapiDemo.Stage", NULL };
