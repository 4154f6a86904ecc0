#pragma once
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast that Swift can not import.
static inline sqlite3_destructor_type minihydra_sqlite_transient(void) { return SQLITE_TRANSIENT; }

// SQLite counts what it allocates behind a lock of the whole process, and nobody asks for the count.
static inline int minihydra_sqlite_without_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

// Extended result codes are made of others, which Swift can not import either.
static const int minihydra_constraint_primary_key = SQLITE_CONSTRAINT_PRIMARYKEY;
static const int minihydra_constraint_unique = SQLITE_CONSTRAINT_UNIQUE;
