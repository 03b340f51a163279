/* Security identifiers: the text form "S-1-5-18" and the binary form of the SID structure (SDK). */
#ifndef SID_H
#define SID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SID_MAX_BYTES 68   /* revision, count, 6 bytes of authority, 15 sub-authorities */
#define SID_MAX_TEXT  192

bool sid_parse(const char *text, uint8_t binary[SID_MAX_BYTES]);
void sid_format(const void *binary, char text[SID_MAX_TEXT]);
size_t sid_length(const void *binary);
uint32_t sid_crc(const char *text);  /* what connection lists are indexed by (001); CRC-32, the real one is not public */

#endif
