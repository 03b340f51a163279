/* Slots, reference counts, property values, rows, and misuse. */
#include "smoke.h"

#define CALL(object, slot, type) ((type)((Unknown *)(object))->vtbl[slot])

typedef HRESULT(MAPIMETHOD *GetTable)(Unknown *, ULONG, Unknown **);
typedef HRESULT(MAPIMETHOD *QueryInterface)(Unknown *, const void *, Unknown **);
typedef HRESULT(MAPIMETHOD *GetProps)(Unknown *, const SPropTagArray *, ULONG, ULONG *, SPropValue **);
typedef HRESULT(MAPIMETHOD *SeekRow)(Unknown *, ULONG_PTR, LONG, LONG *);
typedef HRESULT(MAPIMETHOD *OpenSection)(Unknown *, const void *, const void *, ULONG, Unknown **);
typedef HRESULT(MAPIMETHOD *QueryIdentity)(Unknown *, ULONG *, void **);

#ifdef __i386__
/* Pushes so many zeros and the object, calls, and says by how many words too many or too few the callee popped. */
static long call_any(void *method, Unknown *object, long arguments, HRESULT *result)
{
    long left;
    __asm__ volatile("movl %%esp, %%esi\n"
                     "1: decl %%ecx\n\tjz 2f\n\tpushl $0\n\tjmp 1b\n"
                     "2: pushl %%edx\n\tcall *%%eax\n\tmovl %%esi, %%edi\n\tsubl %%esp, %%edi\n\tmovl %%esi, %%esp"
                     : "=a"(*result), "=D"(left), "+c"(arguments), "+d"(object)
                     : "a"(method)
                     : "esi", "memory", "cc");
    return left / 4;
}
#else
static long call_any(void *method, Unknown *object, long arguments, HRESULT *result)
{
    typedef HRESULT(MAPIMETHOD *AnySlot)(Unknown *, void *, void *, void *, void *, void *, void *, void *, void *, void *,
                                         void *, void *);
    (void)arguments;
    *result = ((AnySlot)method)(object, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    return 0;
}
#endif

/* slots: "slot:arguments ...", the object among them; on x86 the callee must take just these off the stack. */
static void unsupported(Unknown *object, const char *slots)
{
    for (char *next; *slots != 0; slots = next) {
        long slot = strtol(slots, &next, 10);
        long arguments = strtol(next + 1, &next, 10);
        HRESULT result;
        EQUALS(call_any(object->vtbl[slot], object, arguments, &result), 0);
        EQUALS(result, MAPI_E_NO_SUPPORT);
    }
}

static HRESULT query(Unknown *object, uint32_t interface, Unknown **out)
{
    uint8_t iid[16] = { 0, 0, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46 };
    memcpy(iid, &interface, 4);
    return CALL(object, 0, QueryInterface)(object, iid, out);
}

static void test_rows(Unknown *store)
{
    Unknown *table = NULL;
    SRowSet *rows = NULL;
    LONG sought;
    for (int i = 0; i < 5; i++) MapiDemoDeliver("abi");
    EQUALS(open_inbox_table(store, &table), S_OK);
    unsupported(table, "3:4 6:3 7:3 8:3 11:3 12:4 13:4 14:3 15:2 16:2 17:3 18:2 20:1 21:7 22:5 23:4 24:6 25:5");
    EQUALS(query_rows(table, 3, &rows), S_OK);
    EQUALS(rows->cRows, 3);
    EQUALS(rows->aRow[2].cValues, 2);
    EQUALS(rows->aRow[2].lpProps[0].ulPropTag, PR_SUBJECT_A);
    CHECK(strcmp(rows->aRow[2].lpProps[0].Value.lpszA, "Message 3") == 0);
    EQUALS(rows->aRow[2].lpProps[1].Value.bin.cb, 20);
    free_rows(rows);
    EQUALS(query_rows(table, 100, &rows), S_OK);
    EQUALS(rows->cRows, 2);
    free_rows(rows);
    EQUALS(query_rows(table, 100, &rows), S_OK);
    EQUALS(rows->cRows, 0);
    free_rows(rows);
    EQUALS(CALL(table, 10, SeekRow)(table, 2, -4, &sought), S_OK);
    EQUALS(sought, -4);
    EQUALS(query_rows(table, 100, &rows), S_OK);
    EQUALS(rows->cRows, 4);
    free_rows(rows);
    EQUALS(UlRelease(table), 0);
}

static void test_props(Unknown *store)
{
    union { SPropTagArray tags; ULONG raw[4]; } wanted = { .raw = { 3, PR_DISPLAY_NAME_A, 0x12340003, PR_CONTENT_COUNT } };
    SPropValue *values = NULL;
    ULONG count = 0;
    EQUALS(CALL(store, 5, GetProps)(store, &wanted.tags, 0, &count, &values), MAPI_W_ERRORS_RETURNED);
    EQUALS(count, 3);
    CHECK(strcmp(values[0].Value.lpszA, "abi") == 0);
    EQUALS(values[1].ulPropTag, 0x1234000A);
    EQUALS(values[1].Value.err, MAPI_E_NOT_FOUND);
    EQUALS(values[2].Value.l, 5);
    MAPIFreeBuffer(values);
    EQUALS(CALL(store, 5, GetProps)(store, NULL, 0, &count, &values), S_OK);
    EQUALS(count, 3);
    MAPIFreeBuffer(values);
}

static void test_session_slots(Unknown *session)
{
    const uint8_t global[] = MAPIDEMO_GLOBAL_SECTION, other[16] = { 1 };
    Unknown *out = NULL;
    ULONG size = 0;
    void *entry = NULL;
    unsupported(session, "3:4 6:5 8:3 10:7 13:5 14:5 15:4 18:4 20:12 21:4");
    EQUALS(CALL(session, 4, GetTable)(session, 0, &out), S_OK);
    EQUALS(UlRelease(out), 0);
    EQUALS(CALL(session, 7, OpenSection)(session, global, NULL, 0, &out), S_OK);
    unsupported(out, "3:4 6:3 7:6 9:3 10:10 11:8 12:6 13:5");
    EQUALS(UlRelease(out), 0);
    EQUALS(CALL(session, 7, OpenSection)(session, other, NULL, 0, &out), MAPI_E_NOT_FOUND);
    EQUALS(CALL(session, 19, GetTable)(session, 0, &out), S_OK);
    unsupported(out, "3:4 4:3 5:5 6:2 7:8 8:4 9:6 11:4 12:4 13:3 14:3");
    EQUALS(UlRelease(out), 0);
    EQUALS(CALL(session, 16, QueryIdentity)(session, &size, &entry), S_OK);
    EQUALS(size, 4 + strlen(ALICE) + 1);
    CHECK(strcmp((char *)entry + 4, ALICE) == 0);
    MAPIFreeBuffer(entry);
}

static void test_misuse(void)
{
    Unknown *session, *store = logged_on_store("misuse", &session), *out = NULL;
    uint64_t junk[32] = { 0 };
    Unknown *borrowed = (Unknown *)junk;
    ULONG count;
    UlRelease(store);
    EQUALS(UlRelease(store), 0);                               /* once too often */
    EQUALS(UlAddRef(store), 0);
    EQUALS(count_messages(store, &count), MAPI_E_INVALID_OBJECT);
    borrowed->vtbl = session->vtbl;                            /* not an object of the library's */
    EQUALS(open_store(borrowed, &out), MAPI_E_INVALID_OBJECT);
    EQUALS(session->vtbl[5] != NULL, 1);
    EQUALS(UlRelease(NULL), 0);
    EQUALS(UlRelease(session), 0);                             /* without Logoff */
    EQUALS(log_off(session), MAPI_E_INVALID_OBJECT);
    store = logged_on_store("misuse", &session);
    EQUALS(UlRelease(session), 0);                             /* the store is left over */
    EQUALS(count_messages(store, &count), MAPI_E_END_OF_SESSION);
    EQUALS(UlRelease(store), 0);
    EQUALS(MAPILogonEx(0, "tab\tname", NULL, 0, &session), MAPI_E_INVALID_PARAMETER);
}

static void test_buffers(void)
{
    void *parent = NULL, *more = NULL;
    EQUALS(MAPIAllocateBuffer(0, &parent), S_OK);
    EQUALS(MAPIFreeBuffer(parent), 0);
    EQUALS(MAPIAllocateBuffer(10, &parent), S_OK);
    for (int i = 0; i < 10; i++) EQUALS(MAPIAllocateMore(1000, parent, &more), S_OK);
    CHECK((uintptr_t)more % (2 * sizeof(void *)) == 0);       /* what malloc promises */
    memset(more, 1, 1000);
    EQUALS(MAPIFreeBuffer(parent), 0);
    EQUALS(MAPIFreeBuffer(NULL), 0);
    EQUALS(ScInitMapiUtil(0), S_OK);
    DeinitMapiUtil();
}

void test_abi(void)
{
    impersonate(ALICE);
    static const uint16_t wide[] = { 'a', 'b', 'i', 0 };
    Unknown *session = NULL, *store = NULL, *out = NULL, *admin = NULL;
    MapiDemoSetTransport(1);                                   /* the mails of test_rows are to do no harm */
    SetLastError(4711);
    EQUALS(MAPILogonEx(0, wide, NULL, MAPI_UNICODE, &session), S_OK);
    EQUALS(open_store(session, &store), S_OK);
    EQUALS(UlAddRef(store), 2);
    EQUALS(UlRelease(store), 1);
    EQUALS(query(store, 0x20306, &out), S_OK);
    CHECK(out == store);
    EQUALS(UlRelease(out), 1);
    EQUALS(query(store, 0, &out), S_OK);
    EQUALS(UlRelease(out), 1);
    EQUALS(query(store, 0x20300, &out), MAPI_E_INTERFACE_NOT_SUPPORTED);
    CHECK(out == NULL);
    EQUALS(query(session, 0x20300, &out), S_OK);
    EQUALS(UlRelease(out), 1);
    unsupported(store, "3:4 4:2 6:3 7:6 8:4 9:3 10:10 11:8 12:6 13:5 16:7 18:5 19:6 20:3 22:4 23:3 24:3 25:4 26:2");
    test_session_slots(session);
    test_rows(store);
    test_props(store);
    EQUALS(UlRelease(store), 0);
    end_session(session);
    EQUALS(MAPIAdminProfiles(0, &admin), S_OK);
    unsupported(admin, "3:4 7:5 8:6 9:6 10:3");
    EQUALS(UlRelease(admin), 0);
    EQUALS(GetLastError(), 4711);                              /* none of all that has touched it */
    MapiDemoReset();
    impersonate(NULL);
    test_misuse();
    test_buffers();
}
