/* The mail server's side: registrations (000), refused impersonation (004), mailboxes; and how the demo sets them. */
#ifndef SERVER_H
#define SERVER_H

#include "identity.h"
#include "object.h"
#include "session.h"

/* All under the lock. */
void server_register(Session *session);                       /* at logon */
void server_service(Session *session, const char *sid);       /* an asynchronous request made under this SID */
HRESULT server_open(Call *call, const Session *session);      /* may a request that opens something pass? */
HRESULT server_request(Call *call, const Session *session);   /* may a call on a store, folder or table pass? */
void server_refuse_impersonated(void);                        /* does not return when 004 is on and a token is set */
uint32_t server_messages(const char *profile);
uint32_t server_new_message(const char *profile);             /* messages now */
uint32_t server_hang_limit(void);

#endif
