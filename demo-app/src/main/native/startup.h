/* MAPIInitialize's count. */
#ifndef STARTUP_H
#define STARTUP_H

#include <stdbool.h>

bool initialized(void);  /* under the lock */

#endif
