/* What profiles.c works on: a small registry, in memory or in the directory MAPIDEMO_HIVE. Under the lock. */
#ifndef HIVE_H
#define HIVE_H

#include "identity.h"

#include <stdbool.h>

typedef struct Profile {
    struct Profile *next;
    uint64_t id;              /* of this incarnation */
    uint32_t connectFlags;
    bool marked;              /* a subkey of "Deleted Profiles" (003) */
    char name[];
} Profile;

/* One process's count in the in-use block of one SID and Windows session. */
typedef struct Use {
    struct Use *next;
    uint32_t pid, windowsSession, count;
    char sid[SID_MAX_TEXT];
    char name[];
} Use;

typedef struct Hive { Profile *profiles; Use *uses; } Hive;

/* The hive, read and locked against other processes; each open is followed by one close. Never NULL. */
Hive *hive_open(void);
void hive_close(bool changed);
Profile *hive_add_profile(Hive *hive, const char *name);   /* NULL: no memory */
Use *hive_add_use(Hive *hive, const char *name, const char *sid);

#endif
