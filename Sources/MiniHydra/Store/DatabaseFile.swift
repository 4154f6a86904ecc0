import CSQLite

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The file of a database, and how it is told from any other file.
///
/// What is no database of this program, or is damaged, is refused and left byte for byte as it is, with whatever journals
/// stand beside it.
struct DatabaseFile {
    let path: String

    /// Programs that start on one file at the same time wait for each other.
    private static let startingLockWait: Int32 = 5_000

    /// Opens the database, or makes it, for the connection that writes.
    func open() throws(StoreError) -> Database {
        // Before anything else: a server that makes the file at this moment makes its log behind it.
        let hadLog = hasContent("-wal")
        try checkPlace(hadLog: hadLog)
        let hadIndex = exists("-shm")
        let start = ContinuousClock.now
        do throws(StoreError) {
            while true {
                do throws(StoreError) {
                    return try openChecked(hadLog: hadLog)
                } catch .sqlite(let code, _)
                    where code & 0xFF == SQLITE_BUSY
                    && ContinuousClock.now - start < .milliseconds(Self.startingLockWait)
                {
                    // SQLite waits for most locks by itself, but not where the mode of the journal changes.
                    usleep(10_000)
                }
            }
        } catch {
            // SQLite makes the index to read a log, and leaves it where it has to leave the log.
            if hadLog, !hadIndex { unlink(path + "-shm") }
            throw named(error)
        }
    }

    /// Opens the database once more, for reading beside the connection that writes.
    func openBeside() throws(StoreError) -> Database {
        do throws(StoreError) {
            var database = try Database(path: path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX)
            // Opens the log: later there may be no descriptors left.
            _ = try database.number("PRAGMA user_version")
            return database
        } catch {
            throw named(error)
        }
    }

    private func openChecked(hadLog: Bool) throws(StoreError) -> Database {
        var database = try Database(
            path: path, flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX)
        if database.isReadOnly { throw refusal("the file can not be written") }
        database.waitForLocks(milliseconds: Self.startingLockWait)
        if hadLog { database.keepLog(true) }
        switch try owner(of: database) {
        case .thisProgram:
            try check(&database)
            if try database.number("PRAGMA user_version") < Schema.version { try Schema.complete(&database) }
        case .nobody: try Schema.complete(&database)
        case .another:
            // A log or journal belongs to a database that is there, and SQLite would work it in at the first look.
            guard !hadLog, !hasContent("-journal"), try isEmpty(&database) else {
                throw refusal("a database of another program; it was left as it is")
            }
            try Schema.complete(&database)
        }
        database.keepLog(false)
        // Without files for what is sorted or collected on the way: there may be no room or no descriptors for them.
        try database.execute(
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; \(Schema.foreignKeys)
            """)
        if database.isReadOnly { throw refusal("the file can not be written") }
        database.waitForLocks(milliseconds: Database.lockWait)
        return database
    }

    private enum Owner { case nobody, thisProgram, another }

    /// Reads the header, SQLite file format section 1.3.
    private func owner(of database: borrowing Database) throws(StoreError) -> Owner {
        let (head, size) = try database.head(100)
        guard size > 0 else { return .nobody }
        guard size >= 100, head.starts(with: "SQLite format 3\0".utf8) else { throw noDatabase }
        let mark = head[68..<72].reduce(0) { $0 << 8 | Int64($1) }
        return mark == Schema.applicationID ? .thisProgram : .another
    }

    /// A file with nothing but a header, which is free to be used.
    private func isEmpty(_ database: inout Database) throws(StoreError) -> Bool {
        do throws(StoreError) {
            let marks = [
                try database.number("PRAGMA application_id"), try database.number("PRAGMA user_version"),
                try database.number("SELECT count(*) FROM sqlite_master"),
            ]
            // Another server may have made the tables since the header was read.
            return marks == [0, 0, 0] || marks[0] == Schema.applicationID
        } catch {
            throw damage(error)
        }
    }

    private func check(_ database: inout Database) throws(StoreError) {
        do throws(StoreError) {
            let version = try database.number("PRAGMA user_version")
            guard (1...Schema.version).contains(version) else {
                throw refusal(
                    "its tables have version \(version), this program knows version \(Schema.version); "
                        + "it was left as it is")
            }
            let state = try database.first("PRAGMA quick_check(1)") { $0.text(0) }
            guard state == "ok" else {
                throw refusal("the database is damaged (\(state ?? "no answer")); it was left as it is")
            }
        } catch {
            throw damage(error)
        }
    }

    /// Why no database can be here at all, in clearer words than SQLite's.
    private func checkPlace(hadLog: Bool) throws(StoreError) {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        var status = stat()
        if stat(path, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFDIR { throw refusal("a folder, not a file") }
            guard status.st_mode & S_IFMT == S_IFREG else { throw refusal("no regular file") }
            // SQLite takes a single byte for an empty file.
            if status.st_size == 1 { throw noDatabase }
            guard access(path, R_OK | W_OK) == 0 else { throw refusal("the file can not be written\(reason)") }
        } else if errno != ENOENT {
            throw refusal(String(reason.dropFirst(2)))
        } else if stat(folder, &status) != 0 {
            throw refusal("the folder \(folder) can not be used\(reason)")
        }
        if hadLog, stat(path, &status) != 0 || status.st_size == 0 {
            // SQLite would delete it.
            throw refusal("its log \(path)-wal is there without it")
        }
        // A database needs two more files beside its own.
        guard access(folder, W_OK | X_OK) == 0 else {
            throw refusal("no files can be made in the folder \(folder)\(reason)")
        }
    }

    /// The last error of the system, to stand behind something.
    private var reason: String { ": " + SystemReason.text(errno) }

    private func exists(_ suffix: String) -> Bool {
        var status = stat()
        return stat(path + suffix, &status) == 0
    }

    private func hasContent(_ suffix: String) -> Bool {
        var status = stat()
        return stat(path + suffix, &status) == 0 && status.st_size > 0
    }

    private var noDatabase: StoreError { refusal("no SQLite database; it was left as it is") }

    private func refusal(_ reason: String) -> StoreError { .unusableFile(path: path, reason: reason) }

    private func damage(_ error: StoreError) -> StoreError {
        guard case .sqlite(let code, let message) = error, [SQLITE_NOTADB, SQLITE_CORRUPT].contains(code & 0xFF) else {
            return error
        }
        return refusal("the database is damaged (\(message)); it was left as it is")
    }

    private func named(_ error: StoreError) -> StoreError {
        if case .sqlite = error { refusal("\(error)") } else { error }
    }
}
