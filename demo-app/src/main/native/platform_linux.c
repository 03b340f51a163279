/* platform.h on Linux. */
#ifndef _WIN32
#define _GNU_SOURCE
#include "platform.h"
#include "portable_glibc.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t change = PTHREAD_COND_INITIALIZER;

void library_lock(void) { pthread_mutex_lock(&lock); }
void library_unlock(void) { pthread_mutex_unlock(&lock); }
void announce_change(void) { pthread_cond_broadcast(&change); }

static uint64_t clock_ms(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

uint64_t now_ms(void) { return clock_ms(CLOCK_MONOTONIC); }

void await_change(uint64_t deadline)
{
    uint64_t now = now_ms();
    if (deadline == NO_DEADLINE) {
        pthread_cond_wait(&change, &lock);
    } else if (deadline > now) {
        /* A condition waits by the wall clock; if that is set meanwhile, callers look at now_ms again and go on. */
        uint64_t until = clock_ms(CLOCK_REALTIME) + (deadline - now);
        struct timespec time = { (time_t)(until / 1000), (long)(until % 1000) * 1000000 };
        pthread_cond_timedwait(&change, &lock, &time);
    }
}

typedef struct Start { void (*body)(void *); void *argument; char name[16]; } Start;

static void *run(void *pointer)
{
    Start start = *(Start *)pointer;
    free(pointer);
    prctl(PR_SET_NAME, start.name);
    start.body(start.argument);
    return NULL;
}

bool start_thread(void (*body)(void *), void *argument, const char *name)
{
    Start *start = calloc(1, sizeof *start);
    if (start == NULL) return false;
    start->body = body;
    start->argument = argument;
    strncpy(start->name, name, sizeof start->name - 1);
    /* The process's signals belong to the application's threads (a JVM waits for them), not to this one. */
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t thread;
    int failed = pthread_create(&thread, NULL, run, start);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (failed) {
        free(start);
        return false;
    }
    pthread_detach(thread);
    return true;
}

uint32_t own_thread_id(void) { return (uint32_t)syscall(SYS_gettid); }
uint32_t own_process_id(void) { return (uint32_t)getpid(); }
bool process_alive(uint32_t pid) { return kill((pid_t)pid, 0) == 0 || errno == EPERM; }

uint64_t unique_id(void)
{
    static uint32_t counter;
    return clock_ms(CLOCK_REALTIME) << 32 ^ (uint64_t)getpid() << 12 ^ __atomic_add_fetch(&counter, 1, __ATOMIC_RELAXED);
}

uint32_t last_error(void) { return (uint32_t)errno; }
void set_last_error(uint32_t error) { errno = (int)error; }

void end_process_now(void)
{
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

void *lock_directory(const char *directory)
{
    char path[4096];
    mkdir(directory, 0777);
    if (snprintf(path, sizeof path, "%s/lock", directory) >= (int)sizeof path) return NULL;
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) return NULL;
    int failed;
    do failed = flock(file, LOCK_EX); while (failed && errno == EINTR);
    if (failed) {
        close(file);
        return NULL;
    }
    return (void *)(intptr_t)(file + 1);
}

void unlock_directory(void *lock_) { close((int)(intptr_t)lock_ - 1); }
bool replace_file(const char *from, const char *to) { return rename(from, to) == 0; }
#else
typedef int not_for_windows;
#endif
