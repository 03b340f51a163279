/*
 * mapidemo: a stand-in for MAPI32 that misbehaves under thread impersonation exactly as the documents say the real
 * one does. Exports, vtable slots and structure layouts are MAPI's own, so a binding written for this library
 * runs on MAPI32 unchanged; the MapiDemo... functions at the end are the only additions.
 *
 * Sources named below: 000 asynchronous notifications, 001 the impersonation hang, 003 deleted profiles, 004
 * unsupported integration methods (all four: documents on MAPI and impersonation); ABI = MAPI headers and the Office
 * client developer documentation; SDK = Win32 documentation.
 *
 * General rules
 *  - Identity: a call is made in the identity of the calling thread: its thread token, else the process token.
 *  - Last error: every function leaves GetLastError (Linux: errno) as it found it, except: any call that returns
 *    MAPI_E_NETWORK_ERROR sets 1722 RPC_S_SERVER_UNAVAILABLE; MAPI_E_CALL_FAILED for a purged profile sets 1018
 *    ERROR_KEY_DELETED (003); CreateProfile of an existing name sets 183 ERROR_ALREADY_EXISTS; and the token functions
 *    set it as Win32 does.
 *  - Strings (LPTSTR) are 8-bit (UTF-8), or UTF-16 when the call's flags hold MAPI_UNICODE.
 *  - A slot without a line below returns MAPI_E_NO_SUPPORT. A NULL, foreign or released object gives
 *    MAPI_E_INVALID_OBJECT (AddRef, Release: 0), it does not crash: object memory is never unmapped.
 *  - After Logoff, or the last Release of the session, calls on the session's objects return MAPI_E_END_OF_SESSION.
 */
#ifndef MAPIDEMO_H
#define MAPIDEMO_H

#include <stddef.h>
#include <stdint.h>

#ifdef _WIN32
#  ifndef WIN32_LEAN_AND_MEAN
#    define WIN32_LEAN_AND_MEAN
#  endif
#  include <windows.h>
#  define MAPIDEMO_API __declspec(dllexport)
#  define MAPIMETHOD __stdcall
#else
#  define MAPIDEMO_API __attribute__((visibility("default")))
#  define MAPIMETHOD
typedef int32_t HRESULT;
typedef uint32_t ULONG, DWORD;
typedef int32_t LONG;
typedef uintptr_t ULONG_PTR;
typedef int BOOL;
typedef void *HANDLE;
#endif

/* ---- Results (ABI: MAPICode.h) ------------------------------------------------------------------------------- */
#ifndef S_OK
#  define S_OK ((HRESULT)0)
#endif
#define MAPI_E_CALL_FAILED             ((HRESULT)0x80004005)
#define MAPI_E_INTERFACE_NOT_SUPPORTED ((HRESULT)0x80004002)
#define MAPI_E_NO_ACCESS               ((HRESULT)0x80070005)
#define MAPI_E_NOT_ENOUGH_MEMORY       ((HRESULT)0x8007000E)
#define MAPI_E_INVALID_PARAMETER       ((HRESULT)0x80070057)
#define MAPI_E_NO_SUPPORT              ((HRESULT)0x80040102)
#define MAPI_E_INVALID_OBJECT          ((HRESULT)0x80040108)
#define MAPI_E_NOT_FOUND               ((HRESULT)0x8004010F)
#define MAPI_E_LOGON_FAILED            ((HRESULT)0x80040111)
#define MAPI_E_NETWORK_ERROR           ((HRESULT)0x80040115)
#define MAPI_E_END_OF_SESSION          ((HRESULT)0x80040200)
#define MAPI_E_NOT_INITIALIZED         ((HRESULT)0x80040605)
#define MAPI_W_ERRORS_RETURNED         ((HRESULT)0x00040380)

/* ---- Flags, tags, events (ABI: MAPIX.h, MAPIDefs.h, MAPITags.h, EdkMdb.h) -------------------------------------- */
#define MAPI_MULTITHREAD_NOTIFICATIONS 0x00000001u /* MAPIInitialize: callbacks on a thread of the library */
#define MAPI_NO_COINIT                 0x00000008u /* accepted, no meaning here */
#define MAPI_NT_SERVICE                0x00010000u /* accepted, no meaning here */
#define MAPI_UNICODE                   0x80000000u
#define PR_PROFILE_CONNECT_FLAGS       0x66040003u /* PT_LONG, in the profile's global section */
#define CONNECT_NO_NOTIFICATIONS       0x20u       /* 000: the remedy for programs that do not use Advise */
#define PR_SUBJECT_A                   0x0037001Eu
#define PR_ENTRYID                     0x0FFF0102u
#define PR_DISPLAY_NAME_A              0x3001001Eu
#define PR_DEFAULT_STORE               0x3400000Bu
#define PR_CONTENT_COUNT               0x36020003u
#define PR_CONTENT_UNREAD              0x36030003u
#define PT_ERROR                       0x000Au
#define fnevNewMail                    0x00000002u
#define fnevTableModified              0x00000100u
#define TABLE_CHANGED                  1u
/* pbGlobalProfileSectionGuid (EdkMdb.h): the section that holds PR_PROFILE_CONNECT_FLAGS. */
#define MAPIDEMO_GLOBAL_SECTION \
    { 0x13, 0xDB, 0xB0, 0xC8, 0xAA, 0x05, 0x10, 0x1A, 0x9B, 0xB0, 0x00, 0xAA, 0x00, 0x2F, 0xC4, 0x5A }

/* ---- Structures (ABI; sizes in bytes on x64, on x86 smaller by their pointers; both are asserted in memory.c) ---- */
typedef struct MAPIINIT_0 { ULONG ulVersion, ulFlags; } MAPIINIT_0;                              /*  8 */
typedef struct SBinary { ULONG cb; void *lpb; } SBinary;                                         /* 16 */
typedef struct SPropTagArray { ULONG cValues; ULONG aulPropTag[1]; } SPropTagArray;
typedef struct SPropValue {                                                                      /* 24 */
    ULONG ulPropTag, dwAlignPad;
    union { LONG l; uint16_t b; char *lpszA; SBinary bin; HRESULT err; } Value;
} SPropValue;
typedef struct SRow { ULONG ulAdrEntryPad, cValues; SPropValue *lpProps; } SRow;                 /* 16 */
typedef struct SRowSet { ULONG cRows; SRow aRow[1]; } SRowSet;                                   /* aRow at 8 */
typedef struct NEWMAIL_NOTIFICATION {                                                            /* 56 */
    ULONG cbEntryID; void *lpEntryID;
    ULONG cbParentID; void *lpParentID;
    ULONG ulFlags; void *lpszMessageClass; ULONG ulMessageFlags;
} NEWMAIL_NOTIFICATION;
typedef struct TABLE_NOTIFICATION {                                                              /* 80 */
    ULONG ulTableEvent; HRESULT hResult; SPropValue propIndex, propPrior; SRow row; ULONG ulPad;
} TABLE_NOTIFICATION;
typedef struct NOTIFICATION {                                                                    /* 88, info at 8 */
    ULONG ulEventType, ulAlignPad;
    union { NEWMAIL_NOTIFICATION newmail; TABLE_NOTIFICATION tab; } info;
} NOTIFICATION;
/* Every COM object begins with a pointer to its vtable; Unknown names any of them. */
typedef struct Unknown { void *const *vtbl; } Unknown;
typedef LONG(MAPIMETHOD *NOTIFCALLBACK)(void *context, ULONG cNotif, NOTIFICATION *notifications);

/* ---- Exports of MAPI32 (ABI; undecorated on x86 too, where all are __stdcall) -------- */
/*
 * Counts up, and purges every profile marked for deletion that the caller's own block (caller's SID, Windows session
 * id) does not show in use (003: both bugs). init may be NULL. With MAPI_MULTITHREAD_NOTIFICATIONS the library creates
 * its notification thread here, by a plain thread creation: it runs in the process identity (000). The mode stays
 * multithreaded until the last MAPIUninitialize.
 */
MAPIDEMO_API HRESULT MAPIMETHOD MAPIInitialize(MAPIINIT_0 *init);
/* Counts down; the last one ends the notification thread. Undelivered notifications are dropped. */
MAPIDEMO_API void MAPIMETHOD MAPIUninitialize(void);
/*
 * Logs on; a profile that does not exist is CREATED (this library's convenience; MAPI32 would return
 * MAPI_E_LOGON_FAILED), NULL or "" means the profile "Default", a profile marked for deletion gives
 * MAPI_E_LOGON_FAILED. The caller's SID is the session's: it picks the connection list (001), is registered with the
 * server (000) and owns the in-use count (003). PR_PROFILE_CONNECT_FLAGS is read here, once.
 * MAPI_E_NOT_INITIALIZED without MAPIInitialize. password, flags other than MAPI_UNICODE and uiParam are ignored.
 */
MAPIDEMO_API HRESULT MAPIMETHOD MAPILogonEx(ULONG_PTR uiParam, const void *profile, const void *password, ULONG flags,
                                            Unknown **session /* IMAPISession */);
MAPIDEMO_API HRESULT MAPIMETHOD MAPIAdminProfiles(ULONG flags, Unknown **profAdmin /* IProfAdmin */);
MAPIDEMO_API HRESULT MAPIMETHOD MAPIAllocateBuffer(ULONG size, void **buffer);
MAPIDEMO_API HRESULT MAPIMETHOD MAPIAllocateMore(ULONG size, void *parent, void **buffer); /* freed with its parent */
MAPIDEMO_API ULONG MAPIMETHOD MAPIFreeBuffer(void *buffer);                                /* NULL is allowed; 0 */
MAPIDEMO_API HRESULT MAPIMETHOD HrAllocAdviseSink(NOTIFCALLBACK callback, void *context, Unknown **sink);
/* A sink whose callbacks come only on the calling thread, and here only inside its HrDispatchNotifications. */
MAPIDEMO_API HRESULT MAPIMETHOD HrThisThreadAdviseSink(Unknown *sink, Unknown **pinned);
/* Delivers, on the calling thread, what waits for it: all queued callbacks when MULTITHREAD was not asked for, and
 * those of sinks pinned to this thread. */
MAPIDEMO_API HRESULT MAPIMETHOD HrDispatchNotifications(ULONG flags);
MAPIDEMO_API ULONG MAPIMETHOD UlAddRef(void *object);  /* the object's own AddRef; NULL: 0 */
MAPIDEMO_API ULONG MAPIMETHOD UlRelease(void *object); /* the object's own Release; NULL: 0 */
MAPIDEMO_API HRESULT MAPIMETHOD ScInitMapiUtil(ULONG flags);
MAPIDEMO_API void MAPIMETHOD DeinitMapiUtil(void);

/*
 * ---- Vtables (ABI). Slot = byte offset / pointer size; slots 0-2 are QueryInterface(this, iid, out), AddRef, Release.
 *
 * IMAPISession {00020300-...} 22 slots
 *    4 GetMsgStoresTable(this, ULONG flags, IMAPITable**)        one row: PR_DISPLAY_NAME_A, PR_ENTRYID, PR_DEFAULT_STORE
 *    5 OpenMsgStore(this, ULONG_PTR ui, ULONG cb, ENTRYID*, IID*, ULONG flags, IMsgStore**)
 *                    any entry id: the profile's one store. MAPI_E_CALL_FAILED when the profile was purged (003),
 *                    MAPI_E_NETWORK_ERROR when the registration is lost (000), see MapiDemoBlockImpersonatedCallers
 *    7 OpenProfileSection(this, MAPIUID*, IID*, ULONG flags, IProfSect**)   MAPI_E_CALL_FAILED as above
 *    9 OpenEntry(this, ULONG cb, ENTRYID*, IID*, ULONG flags, ULONG *objType, Unknown**)  the inbox, an IMAPIFolder
 *   11 Advise(this, ULONG cb, ENTRYID*, ULONG mask, IMAPIAdviseSink*, ULONG_PTR *connection)
 *   12 Unadvise(this, ULONG_PTR connection)
 *   16 QueryIdentity(this, ULONG *cb, ENTRYID**)  4 zero bytes, then the logon's SID as a string with its NUL;
 *                                                 MAPIFreeBuffer it
 *   17 Logoff(this, ULONG_PTR ui, ULONG flags, ULONG reserved)  ends the session and its advises, frees its connection
 *                                                 list (001) and its in-use count (003); Release is still due
 *   19 AdminServices(this, ULONG flags, IMsgServiceAdmin**)
 * IMsgStore {00020306-...} 27 slots
 *    2 Release       the last one waits until the polling thread of the session's connection list has signalled (001)
 *    5 GetProps(this, SPropTagArray*, ULONG flags, ULONG *count, SPropValue**)   PR_DISPLAY_NAME_A,
 *                    PR_CONTENT_COUNT, PR_CONTENT_UNREAD; other tags PT_ERROR and MAPI_W_ERRORS_RETURNED
 *   14 Advise, 15 Unadvise   as IMAPISession 11, 12
 *   17 OpenEntry             as IMAPISession 9
 *   21 StoreLogoff(this, ULONG *flags)   S_OK
 * IMAPIFolder {0002030C-...} 30 slots
 *    5 GetProps                as IMsgStore 5
 *   14 GetContentsTable(this, ULONG flags, IMAPITable**)
 * IMAPITable {00020301-...} 26 slots: the inbox (PR_SUBJECT_A, PR_ENTRYID), the stores, or the profiles
 *    4 Advise(this, ULONG mask, IMAPIAdviseSink*, ULONG_PTR *connection), 5 Unadvise(this, ULONG_PTR)
 *                    fnevTableModified, TABLE_CHANGED, for each new mail; inbox only
 *    9 GetRowCount(this, ULONG flags, ULONG *count)
 *   10 SeekRow(this, ULONG_PTR bookmark, LONG rows, LONG *sought)   bookmark 0 beginning, 1 current, 2 end
 *   19 QueryRows(this, LONG rows, ULONG flags, SRowSet**)           forward; each lpProps is its own MAPI buffer
 * IProfAdmin {0002031C-...} 12 slots
 *    4 GetProfileTable(this, ULONG flags, IMAPITable**)   PR_DISPLAY_NAME_A; profiles marked for deletion are left out
 *    5 CreateProfile(this, LPTSTR name, LPTSTR password, ULONG_PTR ui, ULONG flags)   exists: MAPI_E_NO_ACCESS
 *    6 DeleteProfile(this, LPTSTR name, ULONG flags)     in use, by the caller's block: only marked (003); absent:
 *                                                        MAPI_E_NOT_FOUND
 *   11 AdminServices(this, LPTSTR name, LPTSTR password, ULONG_PTR ui, ULONG flags, IMsgServiceAdmin**)
 * IMsgServiceAdmin {0002031D-...} 15 slots
 *   10 OpenProfileSection(this, MAPIUID*, IID*, ULONG flags, IProfSect**)   the global section; others MAPI_E_NOT_FOUND
 * IProfSect {00020304-...} 14 slots
 *    4 SaveChanges(this, ULONG)   S_OK (SetProps has already saved)
 *    5 GetProps                   PR_PROFILE_CONNECT_FLAGS (0 until set)
 *    8 SetProps(this, ULONG count, SPropValue*, SPropProblemArray **problems [may be NULL; set to NULL])
 * IMAPIAdviseSink {00020302-...} 4 slots: any caller-made sink will do; HrAllocAdviseSink makes one
 *    3 OnNotify(this, ULONG count, NOTIFICATION*) -> ULONG
 *
 * Advise: the mask must hold fnevNewMail (session, store) to get new mail. With CONNECT_NO_NOTIFICATIONS in the profile
 * at logon it returns S_OK and no callback ever comes (000). One reference is kept on the sink until Unadvise, or until
 * the store, the table or the session ends. Unadvise waits (at most 2 s) for a callback that is running on another
 * thread, so that the sink may be freed afterwards.
 *
 * Asynchronous notification (000), transport rpc-http: whenever the library services a session, that is for every new
 * mail, on the thread that makes the callback (multithreaded: on the notification thread, even with no sink at all), and
 * that thread's SID is not the session's, the callback is still made, but the server drops the session's registration:
 * from then on every call on its store, folder, table and OpenMsgStore returns MAPI_E_NETWORK_ERROR. Release, Logoff,
 * Unadvise, Advise still work. The registration is dropped before the callback starts.
 *
 * Without MULTITHREAD the thread in HrDispatchNotifications is the one that services, and its SID is what counts.
 *
 * Connection lists (001): one per SID that has a live session; the logon that makes one starts its polling thread
 * plainly (process identity), polling every 10 ms. A poller that sees one list takes it; one that sees several takes the
 * one with its own SID; when none fits it ends and signals nothing, for ever. A logon that adds a list returns when all
 * pollers have seen it, so the outcome never depends on timing: two impersonated users hang, and so does an impersonated
 * user beside the process user (whose own list the pollers do serve).
 */

/* ---- Control functions (not part of MAPI) ----------------------------------------------------------------------- */
/*
 * An impersonation token for any SID, with all access; close it with CloseHandle. It has an AuthenticationId of its own
 * (Windows: the system's logon session, 0x3E7; Wine: 0). level: 0 anonymous, 1 identification, 2 impersonation,
 * 3 delegation. account ("DOMAIN\name" or "name", may be NULL) is what LookupAccountSidW answers for the SID, Linux
 * only. windowsSession is its TokenSessionId (Windows: asked for, but only the system may set it; Wine ignores it).
 * NULL and last error on failure: 1337 not a SID, 87 bad level; Windows: NtCreateToken's own, 1314 without
 * SeCreateTokenPrivilege (Wine does not ask for it).
 */
MAPIDEMO_API HANDLE MAPIMETHOD MapiDemoCreateToken(const char *sid, const char *account, int level,
                                                   uint32_t windowsSession);
/* New mail in the profile's mailbox: one message more, and a notification for every sink advised on the inbox of a live
 * session on the profile. Returns the number of callbacks queued. Does not wait. Identity of the caller: irrelevant. */
MAPIDEMO_API int MAPIMETHOD MapiDemoDeliver(const char *profile);
/* Waits until nothing is queued or being delivered. 1 done, 0 timed out. Not inside a callback; and what waits for
 * HrDispatchNotifications stays queued. */
MAPIDEMO_API int MAPIMETHOD MapiDemoDrain(uint32_t timeoutMs);
/* 0 rpc-http (default), 1 mapi-http: the server keeps no registration, so none is lost. */
MAPIDEMO_API void MAPIMETHOD MapiDemoSetTransport(int transport);
/* A store's Release that hangs gives up after so many ms; 0 (default): it hangs for ever, or until another thread logs
 * the session off. Read when the wait begins. */
MAPIDEMO_API void MAPIMETHOD MapiDemoSetHangLimit(uint32_t ms);
/* The next n calls on stores, folders and inbox tables return MAPI_E_NETWORK_ERROR, for no reason of identity. */
MAPIDEMO_API void MAPIMETHOD MapiDemoFailNetwork(uint32_t n);
/* on: an OpenMsgStore or QueryRows made with a thread token ends the process on the spot, as FastFail does (004).
 * Windows: RaiseFailFastException; Linux: SIGKILL. */
MAPIDEMO_API void MAPIMETHOD MapiDemoBlockImpersonatedCallers(int on);
/* Sets the thread's last error (Linux: errno). */
MAPIDEMO_API void MAPIMETHOD MapiDemoSetLastError(uint32_t error);
/* Transport, hang limit, FailNetwork and BlockImpersonatedCallers back to their defaults. */
MAPIDEMO_API void MAPIMETHOD MapiDemoReset(void);
/* COM objects alive, and polling threads running: for tests that look for leaks. */
MAPIDEMO_API uint32_t MAPIMETHOD MapiDemoLiveObjects(void);
MAPIDEMO_API uint32_t MAPIMETHOD MapiDemoRunningPollers(void);
/* "mapidemo-source-sha256:<hex>": the sources this binary was built from (README.md has the recipe). */
extern MAPIDEMO_API const char mapidemo_source_sha256[];

/*
 * Environment
 *   MAPIDEMO_HIVE             directory that stands for the process user's HKCU hive; processes that name the same one
 *                             share profiles, marks and in-use counts (003). Unset: profiles live in this process only.
 *   MAPIDEMO_WINDOWS_SESSION  Windows session id of the process token (Linux; default 0); on Windows it replaces the
 *                             session id that the in-use block is chosen by (003, bug 2).
 *   MAPIDEMO_PROCESS_SID      SID of the process token (Linux; default S-1-5-18).
 */

#ifndef _WIN32
/*
 * ---- Win32 token functions, for machines that have none (SDK). ---------------------------------------------------
 * Names, semantics, error numbers and x64 layouts are Win32's. Last error is errno. Thread tokens belong to one thread
 * and are not inherited. A handle that is not open gives 6; missing rights 5 (TOKEN_DUPLICATE 2, IMPERSONATE 4, QUERY 8).
 * Pseudo handles: process -1, thread -2; tokens -4 (process), -5 (thread), -6 (effective).
 */
/* 1008 no thread token; 1347 anonymous level; 1346 identification level and openAsSelf FALSE. Own thread only. */
MAPIDEMO_API BOOL OpenThreadToken(HANDLE thread, DWORD access, BOOL openAsSelf, HANDLE *token);
MAPIDEMO_API BOOL OpenProcessToken(HANDLE process, DWORD access, HANDLE *token);
/* Classes: 1 User, 8 Type, 9 ImpersonationLevel (primary: 87), 10 Statistics, 12 SessionId, 18 ElevationType,
 * 20 Elevation, 25 IntegrityLevel; others 87. 122 and *returned = size needed when the buffer is too small. */
MAPIDEMO_API BOOL GetTokenInformation(HANDLE token, int tokenClass, void *buffer, DWORD size, DWORD *returned);
/* type 1 primary, 2 impersonation. New TokenId, same ModifiedId and AuthenticationId. 1346 when the level would rise. */
MAPIDEMO_API BOOL DuplicateTokenEx(HANDLE token, DWORD access, void *attributes, int level, int type, HANDLE *copy);
MAPIDEMO_API BOOL DuplicateToken(HANDLE token, int level, HANDLE *copy);
MAPIDEMO_API BOOL CloseHandle(HANDLE handle);
MAPIDEMO_API HANDLE GetCurrentThread(void);
MAPIDEMO_API HANDLE GetCurrentProcess(void);
MAPIDEMO_API DWORD GetCurrentThreadId(void);
MAPIDEMO_API DWORD GetCurrentProcessId(void);
/* A primary token is duplicated at impersonation level; an impersonation token is set as it is. */
MAPIDEMO_API BOOL ImpersonateLoggedOnUser(HANDLE token);
/* thread NULL, or points to GetCurrentThread(); token NULL reverts; a primary token gives 1309. */
MAPIDEMO_API BOOL SetThreadToken(HANDLE *thread, HANDLE token);
MAPIDEMO_API BOOL ImpersonateSelf(int level);
MAPIDEMO_API BOOL RevertToSelf(void);
/* UTF-16. Well-known SIDs and SIDs named by MapiDemoCreateToken; others FALSE and 1332. Sizes in characters: with NUL
 * when too small (122), without on success. use: 1 user, 4 alias, 5 well-known group. */
MAPIDEMO_API BOOL LookupAccountSidW(const uint16_t *system, const void *sid, uint16_t *name, DWORD *nameSize,
                                    uint16_t *domain, DWORD *domainSize, int *use);
MAPIDEMO_API DWORD GetLastError(void);
MAPIDEMO_API void SetLastError(DWORD error);
#endif

/*
 * ---- JNI face: class io.mapiaudit.demo.binding.NativeMapi (jni.c) -------------------------------------------------
 * Handles are object pointers as long; 0 is failure, and lastResult() then tells why. Sink is an interface with
 * void onNotify(long session, int eventType); it is called on the library's thread, attached to the JVM for the
 * duration of each callback; an exception thrown by it is cleared.
 *   int initialize(int flags)                void uninitialize()
 *   long logon(String profile, int flags)    int logoff(long session)
 *   long openStore(long session)             int release(long object)     references left
 *   long advise(long store, NotificationSink sink)                        connection; 0 is failure
 *   int unadvise(long store, long connection)
 *   int countMessages(long store)            rows in the inbox's contents table, or a failing (negative) HRESULT
 *   int lastResult()                         HRESULT of this thread's last call
 *   int lastError()                          GetLastError of this thread, read first thing
 *   int setConnectFlags(String profile, int flags)    makes the profile when missing
 *   int createProfile(String profile)        int deleteProfile(String profile)
 */
#endif
