/* server.h. Holds the settings of the MapiDemo control functions, too: they are the server's moods. */
#include "server.h"

#include <stdlib.h>
#include <string.h>

enum { RPC_SERVER_UNAVAILABLE = 1722 };

typedef struct Mailbox { struct Mailbox *next; uint32_t messages; char profile[]; } Mailbox;

static struct Settings { bool mapiHttp, blockImpersonated; uint32_t hangLimit, failures; } settings;
static Mailbox *mailboxes;

/* 000: "the RPC Association and the security context are used to identify the client connection". */
void server_register(Session *session) { session->registered = true; }

/*
 * 000: "When the security contexts don't match between requests, but the RPC Associations do" the request fails and the
 * server "also removes the registration from its cache". MAPI over HTTP keeps no such registration.
 */
void server_service(Session *session, const char *sid)
{
    bool silent = session->connectFlags & CONNECT_NO_NOTIFICATIONS;
    if (!settings.mapiHttp && !silent && strcmp(sid, session->owner.sid) != 0) session->registered = false;
}

HRESULT server_open(Call *call, const Session *session)
{
    if (session->ended) return MAPI_E_END_OF_SESSION;
    if (session->registered || settings.mapiHttp) return S_OK;
    return call_fail(call, MAPI_E_NETWORK_ERROR, RPC_SERVER_UNAVAILABLE);
}

HRESULT server_request(Call *call, const Session *session)
{
    if (!session->ended && settings.failures > 0) {
        settings.failures--;
        return call_fail(call, MAPI_E_NETWORK_ERROR, RPC_SERVER_UNAVAILABLE);
    }
    return server_open(call, session);
}

void server_refuse_impersonated(void)
{
    if (settings.blockImpersonated && identity_of_caller().impersonating) end_process_now();
}

uint32_t server_hang_limit(void) { return settings.hangLimit; }

static Mailbox *mailbox(const char *profile)
{
    for (Mailbox *box = mailboxes; box != NULL; box = box->next) {
        if (strcmp(box->profile, profile) == 0) return box;
    }
    return NULL;
}

uint32_t server_messages(const char *profile)
{
    Mailbox *box = mailbox(profile);
    return box ? box->messages : 0;
}

uint32_t server_new_message(const char *profile)
{
    Mailbox *box = mailbox(profile);
    if (box == NULL) {
        size_t length = strlen(profile) + 1;
        box = calloc(1, sizeof *box + length);
        if (box == NULL) return 0;
        memcpy(box->profile, profile, length);
        box->next = mailboxes;
        mailboxes = box;
    }
    return ++box->messages;
}

static void set(uint32_t *field, uint32_t value)
{
    library_lock();
    *field = value;
    library_unlock();
}

static void set_flag(bool *field, bool value)
{
    library_lock();
    *field = value;
    library_unlock();
}

void MAPIMETHOD MapiDemoSetTransport(int transport) { set_flag(&settings.mapiHttp, transport == 1); }
void MAPIMETHOD MapiDemoSetHangLimit(uint32_t ms) { set(&settings.hangLimit, ms); }
void MAPIMETHOD MapiDemoFailNetwork(uint32_t n) { set(&settings.failures, n); }
void MAPIMETHOD MapiDemoBlockImpersonatedCallers(int on) { set_flag(&settings.blockImpersonated, on != 0); }
void MAPIMETHOD MapiDemoSetLastError(uint32_t error) { set_last_error(error); }

void MAPIMETHOD MapiDemoReset(void)
{
    library_lock();
    settings = (struct Settings){ 0 };
    library_unlock();
}
