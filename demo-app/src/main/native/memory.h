/* MAPI buffers, strings and property arrays. */
#ifndef MEMORY_H
#define MEMORY_H

#include "mapidemo.h"

#include <stdbool.h>

/* A malloc'ed UTF-8 copy of an LPTSTR, UTF-16 when flags hold MAPI_UNICODE; NULL stays NULL. */
char *text_in(const void *text, ULONG flags);

/*
 * GetProps: copies, into one MAPI buffer, the wanted properties out of those there are (all when wanted is NULL). What
 * is missing becomes PT_ERROR with MAPI_E_NOT_FOUND, and the result MAPI_W_ERRORS_RETURNED.
 */
HRESULT props_give(const SPropTagArray *wanted, const SPropValue *there, ULONG thereCount, ULONG *count, SPropValue **out);
SPropValue prop_long(ULONG tag, LONG value);
SPropValue prop_bool(ULONG tag, bool value);
SPropValue prop_text(ULONG tag, const char *value);
SPropValue prop_binary(ULONG tag, const void *value, ULONG size);

#endif
