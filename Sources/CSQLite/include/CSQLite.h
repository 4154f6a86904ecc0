#pragma once
#include <sqlite3.h>

// SQLITE_TRANSIENT is a cast that Swift can not import.
static inline sqlite3_destructor_type minihydra_sqlite_transient(void) { return SQLITE_TRANSIENT; }

// Extended result codes are made of others, which Swift can not import either.
static const int minihydra_constraint_primary_key = SQLITE_CONSTRAINT_PRIMARYKEY;
static const int minihydra_constraint_unique = SQLITE_CONSTRAINT_UNIQUE;
