/* table.h */
#include "table.h"

#include "memory.h"
#include "profiles.h"
#include "server.h"

#include <stdlib.h>
#include <string.h>

#define MAX_COLUMNS 3

typedef enum Source { INBOX, STORES, PROFILES } Source;

/* The cursor, and for profiles the names as they were when the table was opened. */
struct Rows { Source source; ULONG position, nameCount; char **names; };

void rows_free(Rows *rows)
{
    if (rows == NULL) return;
    for (ULONG i = 0; i < rows->nameCount; i++) free(rows->names[i]);
    free(rows->names);
    free(rows);
}

static ULONG row_count(const Object *table)
{
    switch (table->rows->source) {
    case INBOX: return server_messages(table->session->profile);
    case STORES: return 1;
    default: return table->rows->nameCount;
    }
}

/* The columns of one row; text and entry are the caller's, for values that have no home of their own. */
static ULONG columns(const Object *table, ULONG row, SPropValue *out, char text[64], uint8_t entry[20])
{
    memset(entry, 0, 20);
    memcpy(entry + 16, &row, 4);
    switch (table->rows->source) {
    case INBOX:
        snprintf(text, 64, "Message %lu", (unsigned long)row + 1);
        out[0] = prop_text(PR_SUBJECT_A, text);
        out[1] = prop_binary(PR_ENTRYID, entry, 20);
        return 2;
    case STORES:
        out[0] = prop_text(PR_DISPLAY_NAME_A, table->session->profile);
        out[1] = prop_binary(PR_ENTRYID, entry, 20);
        out[2] = prop_bool(PR_DEFAULT_STORE, true);
        return 3;
    default:
        out[0] = prop_text(PR_DISPLAY_NAME_A, table->rows->names[row]);
        return 1;
    }
}

/* Tables of profiles are local; the others ask the server. */
static HRESULT check(Call *call, const Object *table)
{
    if (table->rows->source == INBOX) return server_request(call, table->session);
    return table->session != NULL && table->session->ended ? MAPI_E_END_OF_SESSION : S_OK;
}

static HRESULT MAPIMETHOD get_row_count(Object *self, ULONG flags, ULONG *count)
{
    (void)flags;
    Call call;
    if (!call_enter(&call, self, KIND_TABLE)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    if (count == NULL) return call_leave(&call, MAPI_E_INVALID_PARAMETER);
    HRESULT result = check(&call, self);
    if (result == S_OK) *count = row_count(self);
    return call_leave(&call, result);
}

static HRESULT MAPIMETHOD seek_row(Object *self, ULONG_PTR bookmark, LONG rows, LONG *sought)
{
    Call call;
    if (!call_enter(&call, self, KIND_TABLE)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    if (bookmark > 2) return call_leave(&call, MAPI_E_INVALID_PARAMETER);
    HRESULT result = check(&call, self);
    if (result == S_OK) {
        int64_t end = row_count(self), from = bookmark == 0 ? 0 : bookmark == 1 ? self->rows->position : end;
        int64_t to = from + rows < 0 ? 0 : from + rows > end ? end : from + rows;
        self->rows->position = (ULONG)to;
        if (sought != NULL) *sought = (LONG)(to - from);
    }
    return call_leave(&call, result);
}

static void free_rows(SRowSet *set)
{
    for (ULONG i = 0; i < set->cRows; i++) MAPIFreeBuffer(set->aRow[i].lpProps);
    MAPIFreeBuffer(set);
}

static HRESULT read_rows(Object *table, ULONG wanted, SRowSet **out)
{
    ULONG position = table->rows->position, all = row_count(table), left = position < all ? all - position : 0;
    ULONG rows = wanted < left ? wanted : left;
    if (rows > 100000) rows = 100000;
    void *buffer;
    HRESULT result = MAPIAllocateBuffer((ULONG)(offsetof(SRowSet, aRow) + rows * sizeof(SRow)), &buffer);
    if (result != S_OK) return result;
    SRowSet *set = buffer;
    set->cRows = 0;
    for (; set->cRows < rows && result == S_OK; set->cRows += result == S_OK) {
        SPropValue values[MAX_COLUMNS];
        char text[64];
        uint8_t entry[20];
        ULONG count = columns(table, position + set->cRows, values, text, entry);
        SRow *row = &set->aRow[set->cRows];
        row->ulAdrEntryPad = 0;
        result = props_give(NULL, values, count, &row->cValues, &row->lpProps);
    }
    if (result != S_OK) {
        free_rows(set);
        return result;
    }
    table->rows->position += rows;
    *out = set;
    return S_OK;
}

static HRESULT MAPIMETHOD query_rows(Object *self, LONG count, ULONG flags, SRowSet **out)
{
    (void)flags;
    Call call;
    if (out != NULL) *out = NULL;
    if (!call_enter(&call, self, KIND_TABLE)) return call_leave(&call, MAPI_E_INVALID_OBJECT);
    if (out == NULL || count < 0) return call_leave(&call, MAPI_E_INVALID_PARAMETER);
    server_refuse_impersonated();
    HRESULT result = check(&call, self);
    if (result == S_OK) result = read_rows(self, (ULONG)count, out);
    return call_leave(&call, result);
}

static void *const vtable[26] = {
    UNKNOWN_SLOTS, NO(4) /* GetLastError */, (void *)table_advise, (void *)object_unadvise,
    NO(3), NO(3), NO(3) /* GetStatus, SetColumns, QueryColumns */, (void *)get_row_count, (void *)seek_row,
    NO(3), NO(4), NO(4), NO(3), NO(2), NO(2), NO(3), NO(2) /* SeekRowApprox .. QuerySortOrder */, (void *)query_rows,
    NO(1), NO(7), NO(5), NO(4), NO(6), NO(5) /* Abort .. SetCollapseState */
};

static Object *table_new(Source source, Session *session)
{
    Rows *rows = calloc(1, sizeof *rows);
    if (rows == NULL) return NULL;
    Object *table = session ? object_of_session(KIND_TABLE, vtable, session) : object_new(KIND_TABLE, vtable);
    if (table == NULL) {
        free(rows);
        return NULL;
    }
    rows->source = source;
    table->rows = rows;
    return table;
}

Object *inbox_table_new(Session *session) { return table_new(INBOX, session); }
Object *stores_table_new(Session *session) { return table_new(STORES, session); }

static void take_name(void *context, const char *name)
{
    Rows *rows = context;
    char **names = realloc(rows->names, (rows->nameCount + 1) * sizeof *names);
    if (names == NULL) return;
    rows->names = names;
    names[rows->nameCount] = text_in(name, 0);
    if (names[rows->nameCount] != NULL) rows->nameCount++;
}

Object *profiles_table_new(void)
{
    Object *table = table_new(PROFILES, NULL);
    if (table != NULL) profiles_list(take_name, table->rows);
    return table;
}
