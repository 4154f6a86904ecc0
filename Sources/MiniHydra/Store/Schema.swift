import CSQLite

/// The tables, and how a database file is told from any other file.
enum Schema {
    /// `application_id`: "MHyd".
    static let applicationID: Int64 = 0x4D48_7964

    /// `user_version` of a file with these tables.
    static var version: Int64 { Int64(steps.count) }

    /// How an empty database becomes one with all tables, version by version: a file of an older version takes those
    /// steps that it lacks.
    ///
    /// Access tokens have no index by client: it would cost every token a third of its time, and the rare deletion of a
    /// client's tokens can look through all.
    static let steps = [
        """
        CREATE TABLE client (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, owner TEXT NOT NULL, data BLOB NOT NULL,
            secret BLOB NOT NULL, registration_token BLOB NOT NULL, created_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE access_token (
            signature BLOB PRIMARY KEY, client_id TEXT NOT NULL, expires_at INTEGER NOT NULL, data BLOB NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE used_assertion (
            jti TEXT PRIMARY KEY, expires_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE key (
            id INTEGER PRIMARY KEY AUTOINCREMENT, key_set TEXT NOT NULL, kid TEXT NOT NULL, data BLOB NOT NULL,
            UNIQUE (key_set, kid)
        );
        CREATE TABLE authorized_client (
            client_id TEXT PRIMARY KEY, state TEXT, is_authorized INTEGER NOT NULL
        ) WITHOUT ROWID;
        """,
        """
        CREATE TABLE trusted_issuer (
            id TEXT PRIMARY KEY, issuer TEXT NOT NULL, subject TEXT NOT NULL, allows_any_subject INTEGER NOT NULL,
            scopes BLOB NOT NULL, kid TEXT NOT NULL, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
            UNIQUE (issuer, subject, kid),
            FOREIGN KEY (issuer, kid) REFERENCES key (key_set, kid) ON DELETE CASCADE
        ) WITHOUT ROWID;
        """,
    ]

    /// All tables, for a database in memory.
    static var text: String { steps.joined() + foreignKeys }

    private static let foreignKeys = "PRAGMA foreign_keys = ON;"

    /// Opens or makes a database file; whatever is there and is not ours stays untouched.
    static func openFile(_ path: String) throws(StoreError) -> Database {
        var database = try Database(
            path: path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX)
        let found: (application: Int64, version: Int64, tables: Int64)
        do throws(StoreError) {
            found = (
                try database.number("PRAGMA application_id"), try database.number("PRAGMA user_version"),
                try database.number("SELECT count(*) FROM sqlite_master")
            )
            if found.application == applicationID {
                let state = try database.first("PRAGMA quick_check(1)") { $0.text(0) }
                guard state == "ok" else {
                    throw StoreError.foreignFile(
                        path: path, reason: "the database is damaged (\(state ?? "no answer")); it was left as it is")
                }
            }
        } catch .sqlite(let code, let message) where code & 0xFF == SQLITE_NOTADB || code & 0xFF == SQLITE_CORRUPT {
            throw .foreignFile(
                path: path, reason: "no SQLite database, or a damaged one (\(message)); it was left as it is")
        }
        switch found {
        case (applicationID, version, _): break
        case (applicationID, let older, _) where (1..<version).contains(older):
            try upgrade(&database, from: older)
        case (applicationID, let other, _):
            throw .foreignFile(
                path: path,
                reason: "its tables have version \(other), this program knows version \(version); "
                    + "it was left as it is")
        case (0, 0, 0):
            try upgrade(&database, from: 0)
        default:
            throw .foreignFile(path: path, reason: "a database of another program; it was left as it is")
        }
        try database.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; \(foreignKeys)")
        if database.isReadOnly { throw .foreignFile(path: path, reason: "the file can not be written") }
        return database
    }
}

extension Schema {
    private static func upgrade(_ database: inout Database, from version: Int64) throws(StoreError) {
        let steps = steps.dropFirst(Int(version)).joined()
        try database.execute(
            "BEGIN IMMEDIATE; \(steps) PRAGMA application_id = \(applicationID); "
                + "PRAGMA user_version = \(self.version); COMMIT")
    }
}

extension Database {
    fileprivate mutating func number(_ sql: SQL) throws(StoreError) -> Int64 {
        try first(sql) { $0.integer(0) } ?? 0
    }
}
