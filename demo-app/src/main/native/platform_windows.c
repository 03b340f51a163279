/* platform.h on Windows. */
#ifdef _WIN32
#include "platform.h"

#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <stdlib.h>

static SRWLOCK lock = SRWLOCK_INIT;
static CONDITION_VARIABLE change = CONDITION_VARIABLE_INIT;

void library_lock(void) { AcquireSRWLockExclusive(&lock); }
void library_unlock(void) { ReleaseSRWLockExclusive(&lock); }
void announce_change(void) { WakeAllConditionVariable(&change); }
uint64_t now_ms(void) { return GetTickCount64(); }

void await_change(uint64_t deadline)
{
    uint64_t now = now_ms();
    if (deadline == NO_DEADLINE) {
        SleepConditionVariableSRW(&change, &lock, INFINITE, 0);
    } else if (deadline > now) {
        SleepConditionVariableSRW(&change, &lock, (DWORD)(deadline - now), 0);
    }
}

typedef struct Start { void (*body)(void *); void *argument; } Start;

static DWORD WINAPI run(void *pointer)
{
    Start start = *(Start *)pointer;
    free(pointer);
    start.body(start.argument);
    return 0;
}

bool start_thread(void (*body)(void *), void *argument, const char *name)
{
    (void)name;
    Start *start = malloc(sizeof *start);
    if (start == NULL) return false;
    *start = (Start){ body, argument };
    /* The library must stay loaded for as long as its threads may run. */
    HMODULE self;
    GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS, (LPCWSTR)(void *)run, &self);
    HANDLE thread = CreateThread(NULL, 0, run, start, 0, NULL);
    if (thread == NULL) {
        free(start);
        return false;
    }
    CloseHandle(thread);
    return true;
}

uint32_t own_thread_id(void) { return GetCurrentThreadId(); }
uint32_t own_process_id(void) { return GetCurrentProcessId(); }

bool process_alive(uint32_t pid)
{
    HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, pid);
    if (process == NULL) return GetLastError() == ERROR_ACCESS_DENIED;
    DWORD code = 0;
    bool alive = GetExitCodeProcess(process, &code) && code == STILL_ACTIVE;
    CloseHandle(process);
    return alive;
}

uint64_t unique_id(void)
{
    static volatile LONG counter;
    FILETIME time;
    GetSystemTimeAsFileTime(&time);
    uint64_t ticks = (uint64_t)time.dwHighDateTime << 32 | time.dwLowDateTime;
    return (ticks / 10000) << 32 ^ (uint64_t)GetCurrentProcessId() << 12 ^ (uint32_t)InterlockedIncrement(&counter);
}

uint32_t last_error(void) { return GetLastError(); }
void set_last_error(uint32_t error) { SetLastError(error); }

void end_process_now(void)
{
    RaiseFailFastException(NULL, NULL, 0);
    TerminateProcess(GetCurrentProcess(), 0xC0000602u);
}

void *lock_directory(const char *directory)
{
    char path[MAX_PATH];
    CreateDirectoryA(directory, NULL);
    if (snprintf(path, sizeof path, "%s/lock", directory) >= (int)sizeof path) return NULL;
    HANDLE file = CreateFileA(path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_ALWAYS,
                              FILE_ATTRIBUTE_NORMAL, NULL);
    if (file == INVALID_HANDLE_VALUE) return NULL;
    OVERLAPPED start = { 0 };
    if (!LockFileEx(file, LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, &start)) {
        CloseHandle(file);
        return NULL;
    }
    return file;
}

void unlock_directory(void *lock_)
{
    OVERLAPPED start = { 0 };
    UnlockFileEx(lock_, 0, 1, 0, &start);
    CloseHandle(lock_);
}

bool replace_file(const char *from, const char *to) { return MoveFileExA(from, to, MOVEFILE_REPLACE_EXISTING); }
#else
typedef int only_for_windows;
#endif
