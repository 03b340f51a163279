/* sid.h */
#include "sid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t sid_length(const void *binary) { return 8 + 4 * (size_t)((const uint8_t *)binary)[1]; }

/* One decimal number up to limit; moves *text behind it. Not strtoul: its version symbol follows the C library's. */
static bool number(const char **text, uint64_t limit, uint64_t *value)
{
    const char *from = *text;
    *value = 0;
    while (**text >= '0' && **text <= '9') {
        *value = *value * 10 + (uint64_t)(*(*text)++ - '0');
        if (*value > limit) return false;
    }
    return *text > from;
}

bool sid_parse(const char *text, uint8_t binary[SID_MAX_BYTES])
{
    uint64_t value;
    if (text == NULL || strncmp(text, "S-1-", 4) != 0) return false;
    text += 4;
    if (!number(&text, UINT64_C(0xFFFFFFFFFFFF), &value)) return false;
    memset(binary, 0, SID_MAX_BYTES);
    binary[0] = 1;
    for (int i = 0; i < 6; i++) binary[2 + i] = (uint8_t)(value >> (8 * (5 - i)));
    for (; *text != 0; binary[1]++) {
        if (*text++ != '-' || binary[1] == 15 || !number(&text, UINT32_MAX, &value)) return false;
        uint32_t sub = (uint32_t)value;
        memcpy(binary + 8 + 4 * binary[1], &sub, 4);
    }
    return binary[1] > 0;
}

void sid_format(const void *sid, char text[SID_MAX_TEXT])
{
    const uint8_t *binary = sid;
    uint64_t authority = 0;
    for (int i = 0; i < 6; i++) authority = authority << 8 | binary[2 + i];
    int length = snprintf(text, SID_MAX_TEXT, "S-1-%llu", (unsigned long long)authority);
    for (int i = 0; i < binary[1] && i < 15; i++) {
        uint32_t sub;
        memcpy(&sub, binary + 8 + 4 * i, 4);
        length += snprintf(text + length, SID_MAX_TEXT - (size_t)length, "-%lu", (unsigned long)sub);
    }
}

uint32_t sid_crc(const char *text)
{
    uint32_t crc = ~0u;
    for (; *text != 0; text++) {
        crc ^= (uint8_t)*text;
        for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (0xEDB88320u & (0u - (crc & 1)));
    }
    return ~crc;
}
