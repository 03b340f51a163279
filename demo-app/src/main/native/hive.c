/*
 * hive.h. The directory holds "lock" and "hive", a text file of tab-separated lines:
 *     profile <id> <connect flags> <marked 0|1> <name>
 *     use     <pid> <windows session> <count> <sid> <name>
 */
#include "hive.h"

#include "platform.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static Hive hive;
static void *directoryLock;

static const char *directory(void)
{
    const char *path = getenv("MAPIDEMO_HIVE");
    return path != NULL && *path != 0 ? path : NULL;
}

Profile *hive_add_profile(Hive *to, const char *name)
{
    size_t length = strlen(name) + 1;
    Profile *profile = calloc(1, sizeof *profile + length);
    if (profile == NULL) return NULL;
    memcpy(profile->name, name, length);
    profile->next = to->profiles;
    return to->profiles = profile;
}

Use *hive_add_use(Hive *to, const char *name, const char *sid)
{
    size_t length = strlen(name) + 1;
    Use *use = calloc(1, sizeof *use + length);
    if (use == NULL) return NULL;
    memcpy(use->name, name, length);
    strncpy(use->sid, sid, sizeof use->sid - 1);
    use->next = to->uses;
    return to->uses = use;
}

static void clear(void)
{
    while (hive.profiles != NULL) {
        Profile *next = hive.profiles->next;
        free(hive.profiles);
        hive.profiles = next;
    }
    while (hive.uses != NULL) {
        Use *next = hive.uses->next;
        free(hive.uses);
        hive.uses = next;
    }
}

/* Cuts the next field off *line. */
static char *field(char **line)
{
    char *start = *line, *tab = strchr(start, '\t');
    if (tab != NULL) *tab++ = 0;
    *line = tab != NULL ? tab : start + strlen(start);
    return start;
}

static uint64_t decimal(const char *text)
{
    uint64_t value = 0;
    while (*text >= '0' && *text <= '9') value = value * 10 + (uint64_t)(*text++ - '0');
    return value;
}

static void read_line(char *line)
{
    line[strcspn(line, "\r\n")] = 0;
    char *kind = field(&line);
    if (strcmp(kind, "profile") == 0) {
        uint64_t id = decimal(field(&line)), flags = decimal(field(&line)), marked = decimal(field(&line));
        Profile *profile = hive_add_profile(&hive, line);
        if (profile != NULL) profile->id = id, profile->connectFlags = (uint32_t)flags, profile->marked = marked != 0;
    } else if (strcmp(kind, "use") == 0) {
        uint32_t pid = (uint32_t)decimal(field(&line)), session = (uint32_t)decimal(field(&line));
        uint32_t count = (uint32_t)decimal(field(&line));
        const char *sid = field(&line);
        /* A process that crashed cannot count down: 003 names it as what MAPIInitialize must cope with. */
        Use *use = process_alive(pid) ? hive_add_use(&hive, line, sid) : NULL;
        if (use != NULL) use->pid = pid, use->windowsSession = session, use->count = count;
    }
}

Hive *hive_open(void)
{
    char path[4096], line[1024];
    if (directory() == NULL) return &hive;
    directoryLock = lock_directory(directory());
    clear();
    snprintf(path, sizeof path, "%s/hive", directory());
    FILE *file = fopen(path, "rb");
    if (file == NULL) return &hive;
    while (fgets(line, sizeof line, file) != NULL) read_line(line);
    fclose(file);
    return &hive;
}

/* Written beside and moved into place: a process killed half-way leaves the old one. */
static void save(void)
{
    char path[4096], draft[4096];
    snprintf(path, sizeof path, "%s/hive", directory());
    snprintf(draft, sizeof draft, "%s/hive.new", directory());
    FILE *file = fopen(draft, "wb");
    if (file == NULL) return;
    for (Profile *profile = hive.profiles; profile != NULL; profile = profile->next) {
        fprintf(file, "profile\t%" PRIu64 "\t%" PRIu32 "\t%d\t%s\n", profile->id, profile->connectFlags, profile->marked,
                profile->name);
    }
    for (Use *use = hive.uses; use != NULL; use = use->next) {
        fprintf(file, "use\t%" PRIu32 "\t%" PRIu32 "\t%" PRIu32 "\t%s\t%s\n", use->pid, use->windowsSession, use->count,
                use->sid, use->name);
    }
    bool written = !ferror(file);
    if (fclose(file) == 0 && written) replace_file(draft, path);
}

void hive_close(bool changed)
{
    if (directory() == NULL) return;
    if (changed) save();
    if (directoryLock != NULL) unlock_directory(directoryLock);
    directoryLock = NULL;
}
