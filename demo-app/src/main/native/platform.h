/* The few things the operating system is asked for. platform_linux.c and platform_windows.c implement them. */
#ifndef PLATFORM_H
#define PLATFORM_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/*
 * One lock guards all state of the library and one condition announces any change of it. Calls are short and a demo is
 * no server: one lock leaves no lock order to get wrong. It is never held while foreign code (a sink) runs.
 */
void library_lock(void);
void library_unlock(void);
void announce_change(void);               /* caller holds the lock */
void await_change(uint64_t deadline);     /* gives the lock up meanwhile; returns at a change or at the deadline */
#define NO_DEADLINE UINT64_MAX
uint64_t now_ms(void);                    /* clock for deadlines */

/* Starts a detached thread the plain way (CreateThread, pthread_create): it has no thread token, which is the point. */
bool start_thread(void (*body)(void *), void *argument, const char *name);
uint32_t own_thread_id(void);             /* never 0 */
uint32_t own_process_id(void);
bool process_alive(uint32_t pid);
uint64_t unique_id(void);                 /* unlike any other, in other processes too */

uint32_t last_error(void);                /* Win32 last error; errno elsewhere */
void set_last_error(uint32_t error);
void end_process_now(void);               /* as FastFail: no handler, no clean-up */

/* Exclusive lock across processes on a directory's file "lock" (made when missing). NULL on failure. */
void *lock_directory(const char *directory);
void unlock_directory(void *lock);
bool replace_file(const char *from, const char *to);

#endif
