#pragma once
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast that Swift can not import.
static inline sqlite3_destructor_type minihydra_sqlite_transient(void) { return SQLITE_TRANSIENT; }

// SQLite counts what it allocates behind a lock of the whole process, and nobody asks for the count.
static inline int minihydra_sqlite_without_statistics(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

// Extended result codes are made of others, which Swift can not import either.
static const int minihydra_constraint_primary_key = SQLITE_CONSTRAINT_PRIMARYKEY;
static const int minihydra_constraint_unique = SQLITE_CONSTRAINT_UNIQUE;

// Whether closing leaves the write-ahead log as it is; else it goes into the file. Variadic, as Swift can not call it.
static inline int minihydra_sqlite_keep_log(sqlite3 *database, int on) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, on, (int *)0);
}

// The size of the file of a database and its first bytes, without a lock and without a look at its journals. To open the
// file beside SQLite would take away the locks that other connections of this process have on it.
static inline int minihydra_sqlite_head(sqlite3 *database, void *bytes, int count, sqlite3_int64 *size) {
    sqlite3_file *file = 0;
    int code = sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (code != SQLITE_OK || !file || !file->pMethods) return SQLITE_CANTOPEN;
    code = file->pMethods->xFileSize(file, size);
    if (code != SQLITE_OK || *size < count) return code;
    return file->pMethods->xRead(file, bytes, count, 0);
}
