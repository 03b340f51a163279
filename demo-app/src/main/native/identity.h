/* Who is calling: the thread token's user, or else the process token's. */
#ifndef IDENTITY_H
#define IDENTITY_H

#include "sid.h"

typedef struct Identity {
    char sid[SID_MAX_TEXT];
    uint32_t windowsSession;
    bool impersonating;        /* there is a thread token, whoever it names */
} Identity;

/* May change the thread's last error. */
Identity identity_of_caller(void);

#endif
