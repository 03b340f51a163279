/* MAPIInitialize, MAPIUninitialize and the utilities' own start and end; the hash of the sources. */
#include "startup.h"

#include "identity.h"
#include "notify.h"
#include "profiles.h"

#ifndef MAPIDEMO_SOURCE_SHA256
#  define MAPIDEMO_SOURCE_SHA256 "unknown"
#endif
const char mapidemo_source_sha256[] = "mapidemo-source-sha256:" MAPIDEMO_SOURCE_SHA256;

static uint32_t count;

bool initialized(void) { return count > 0; }

HRESULT MAPIMETHOD MAPIInitialize(MAPIINIT_0 *init)
{
    Call call;
    call_begin(&call);
    count++;
    if (init != NULL && init->ulFlags & MAPI_MULTITHREAD_NOTIFICATIONS) notify_start_thread();
    Identity caller = identity_of_caller();
    profiles_purge(&caller);   /* 003: "We delete profiles from the registry when ... MAPIInitialize is called" */
    return call_leave(&call, S_OK);
}

void MAPIMETHOD MAPIUninitialize(void)
{
    Call call;
    Advise *released = NULL;
    call_begin(&call);
    if (count > 0 && --count == 0) notify_stop(&released);
    call_leave(&call, S_OK);
    advises_free(released);
    set_last_error(call.error);
}

HRESULT MAPIMETHOD ScInitMapiUtil(ULONG flags) { return flags == 0 ? S_OK : MAPI_E_INVALID_PARAMETER; }
void MAPIMETHOD DeinitMapiUtil(void) { }
