/* IMAPITable, over the inbox's messages, the session's stores or the profiles. Under the lock. */
#ifndef TABLE_H
#define TABLE_H

#include "session.h"

Object *inbox_table_new(Session *session);
Object *stores_table_new(Session *session);
Object *profiles_table_new(void);
void rows_free(Rows *rows);

#endif
