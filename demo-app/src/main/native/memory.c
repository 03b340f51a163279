/* memory.h, and MAPIAllocateBuffer, -More, MAPIFreeBuffer. */
#include "memory.h"

#include "platform.h"

#include <stdlib.h>
#include <string.h>

/* One layout for 8-byte pointers, one for 4-byte pointers. */
#define BY_POINTER(x64, x86) (sizeof(void *) == 8 ? (x64) : (x86))
_Static_assert(sizeof(HRESULT) == 4 && sizeof(ULONG) == 4 && sizeof(MAPIINIT_0) == 8, "ABI");
_Static_assert(sizeof(SBinary) == BY_POINTER(16, 8) && sizeof(SRow) == BY_POINTER(16, 12), "ABI");
_Static_assert(sizeof(SPropValue) == BY_POINTER(24, 16) && offsetof(SPropValue, Value) == 8, "ABI");
_Static_assert(offsetof(SRowSet, aRow) == BY_POINTER(8, 4), "ABI");
_Static_assert(sizeof(NOTIFICATION) == BY_POINTER(88, 64) && offsetof(NOTIFICATION, info) == 8, "ABI");
_Static_assert(sizeof(NEWMAIL_NOTIFICATION) == BY_POINTER(56, 28), "ABI");
_Static_assert(sizeof(TABLE_NOTIFICATION) == BY_POINTER(80, 56), "ABI");
_Static_assert(offsetof(TABLE_NOTIFICATION, row) == BY_POINTER(56, 40), "ABI");

#define MAGIC 0x4D415049u  /* "MAPI" */

/* Sits in front of every buffer; the buffers of MAPIAllocateMore hang on their parent and go with it. */
typedef union Block {
    struct { union Block *more; uint32_t magic; } head;
    long double align[2];
} Block;

static HRESULT allocate(ULONG size, void **buffer, Block **block)
{
    uint32_t error = last_error();
    *block = malloc(sizeof **block + size);
    set_last_error(error);
    *buffer = NULL;
    if (*block == NULL) return MAPI_E_NOT_ENOUGH_MEMORY;
    (*block)->head.more = NULL;
    (*block)->head.magic = MAGIC;
    *buffer = *block + 1;
    return S_OK;
}

HRESULT MAPIMETHOD MAPIAllocateBuffer(ULONG size, void **buffer)
{
    Block *block;
    return buffer ? allocate(size, buffer, &block) : MAPI_E_INVALID_PARAMETER;
}

HRESULT MAPIMETHOD MAPIAllocateMore(ULONG size, void *parent, void **buffer)
{
    Block *owner = (Block *)parent - 1, *block;
    if (buffer == NULL || parent == NULL || owner->head.magic != MAGIC) return MAPI_E_INVALID_PARAMETER;
    HRESULT result = allocate(size, buffer, &block);
    if (result == S_OK) {  /* two threads may add to one buffer at a time */
        block->head.more = __atomic_load_n(&owner->head.more, __ATOMIC_RELAXED);
        while (!__atomic_compare_exchange_n(&owner->head.more, &block->head.more, block, false, __ATOMIC_ACQ_REL,
                                            __ATOMIC_RELAXED)) { }
    }
    return result;
}

ULONG MAPIMETHOD MAPIFreeBuffer(void *buffer)
{
    uint32_t error = last_error();
    Block *block = buffer ? (Block *)buffer - 1 : NULL;
    if (block != NULL && block->head.magic != MAGIC) return (ULONG)MAPI_E_INVALID_PARAMETER;
    while (block != NULL) {
        Block *more = block->head.more;
        block->head.magic = 0;
        free(block);
        block = more;
    }
    set_last_error(error);
    return 0;
}

static size_t put_utf8(uint32_t code, char *out)
{
    if (code < 0x80) return *out = (char)code, 1;
    size_t tail = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const uint8_t lead[] = { 0, 0xC0, 0xE0, 0xF0 };
    out[0] = (char)(lead[tail] | code >> (6 * tail));
    for (size_t i = 1; i <= tail; i++) out[i] = (char)(0x80 | (code >> (6 * (tail - i)) & 0x3F));
    return tail + 1;
}

char *text_in(const void *text, ULONG flags)
{
    if (text == NULL) return NULL;
    if (!(flags & MAPI_UNICODE)) {
        size_t length = strlen(text) + 1;
        char *copy = malloc(length);
        return copy ? memcpy(copy, text, length) : NULL;
    }
    const uint16_t *from = text;
    size_t units = 0, at = 0;
    while (from[units] != 0) units++;
    char *copy = malloc(3 * units + 1);
    for (size_t i = 0; copy != NULL && i < units; i++) {
        uint32_t code = from[i];
        bool pair = (code & 0xFC00) == 0xD800 && (from[i + 1] & 0xFC00) == 0xDC00;
        if (pair) code = 0x10000 + ((code & 0x3FF) << 10 | (from[++i] & 0x3FF));
        at += put_utf8(code, copy + at);
    }
    if (copy != NULL) copy[at] = 0;
    return copy;
}

SPropValue prop_long(ULONG tag, LONG value) { return (SPropValue){ tag, 0, { .l = value } }; }
SPropValue prop_bool(ULONG tag, bool value) { return (SPropValue){ tag, 0, { .b = value } }; }
SPropValue prop_text(ULONG tag, const char *value) { return (SPropValue){ tag, 0, { .lpszA = (char *)(uintptr_t)value } }; }

SPropValue prop_binary(ULONG tag, const void *value, ULONG size)
{
    return (SPropValue){ tag, 0, { .bin = { size, (void *)(uintptr_t)value } } };
}

static HRESULT copy_into(void *parent, SPropValue *to, const SPropValue *from)
{
    *to = *from;
    ULONG type = from->ulPropTag & 0xFFFF;
    bool text = type == 0x1E, binary = type == 0x102;
    if (!text && !binary) return S_OK;
    ULONG size = text ? (ULONG)strlen(from->Value.lpszA) + 1 : from->Value.bin.cb;
    void *copy;
    HRESULT result = MAPIAllocateMore(size, parent, &copy);
    if (result != S_OK) return result;
    memcpy(copy, text ? from->Value.lpszA : from->Value.bin.lpb, size);
    if (text) to->Value.lpszA = copy; else to->Value.bin.lpb = copy;
    return S_OK;
}

HRESULT props_give(const SPropTagArray *wanted, const SPropValue *there, ULONG thereCount, ULONG *count, SPropValue **out)
{
    if (count == NULL || out == NULL) return MAPI_E_INVALID_PARAMETER;
    ULONG wantedCount = wanted ? wanted->cValues : thereCount;
    *out = NULL;
    *count = 0;
    if (wantedCount > 4096) return MAPI_E_INVALID_PARAMETER;
    void *buffer;
    HRESULT result = MAPIAllocateBuffer(wantedCount * (ULONG)sizeof **out, &buffer), missing = S_OK;
    if (result != S_OK) return result;
    SPropValue *values = buffer;
    for (ULONG i = 0; i < wantedCount && result == S_OK; i++) {
        ULONG tag = wanted ? wanted->aulPropTag[i] : there[i].ulPropTag, at = 0;
        while (at < thereCount && there[at].ulPropTag != tag) at++;
        if (at < thereCount) {
            result = copy_into(buffer, &values[i], &there[at]);
        } else {
            values[i] = (SPropValue){ (tag & 0xFFFF0000u) | PT_ERROR, 0, { .err = MAPI_E_NOT_FOUND } };
            missing = MAPI_W_ERRORS_RETURNED;
        }
    }
    if (result != S_OK) {
        MAPIFreeBuffer(buffer);
        return result;
    }
    *count = wantedCount;
    *out = values;
    return missing;
}
