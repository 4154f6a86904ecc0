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

    static let foreignKeys = "PRAGMA foreign_keys = ON;"

    /// Gives a file the tables that it lacks, unless another program has done so meanwhile.
    static func complete(_ database: inout Database) throws(StoreError) {
        try database.run("BEGIN IMMEDIATE")
        let isOurs = try database.number("PRAGMA application_id") == applicationID
        let found = isOurs ? try database.number("PRAGMA user_version") : 0
        if found < version {
            try database.execute(
                "\(steps.dropFirst(Int(found)).joined()) PRAGMA application_id = \(applicationID); "
                    + "PRAGMA user_version = \(version)")
        }
        try database.run("COMMIT")
    }
}
