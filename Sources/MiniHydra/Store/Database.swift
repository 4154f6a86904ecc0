import CSQLite

/// One SQLite connection with its prepared statements; whoever holds it is alone with it.
package struct Database: ~Copyable {
    private let handle: OpaquePointer
    private var statements: [SQL: OpaquePointer] = [:]
    /// Clients that were read; see `ClientTable.swift`.
    var keptClients: [[UInt8]: KeptClient] = [:]
    /// Whether other programs can write here, too.
    private let isFile: Bool
    private var knownVersion: Int64 = 0

    /// Opens `path`, or a new database in memory.
    package init(path: String, flags: Int32) throws(StoreError) {
        _ = Self.isLibraryPrepared
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(opened)
            throw .sqlite(code: code, message: "\(path): \(message)")
        }
        sqlite3_extended_result_codes(opened, 1)
        handle = opened
        isFile = path != ":memory:"
        waitForLocks(milliseconds: Self.lockWait)
    }

    /// Must be set before SQLite is first used; another part of the process may have used it, which does no harm.
    private static let isLibraryPrepared = minihydra_sqlite_without_statistics() == SQLITE_OK

    /// A loop waits for locks, and so do all of its connections: another program's must not hold it long.
    static var lockWait: Int32 { 200 }

    /// How long a lock of another program is waited for.
    func waitForLocks(milliseconds: Int32) { sqlite3_busy_timeout(handle, milliseconds) }

    deinit {
        for statement in statements.values { sqlite3_finalize(statement) }
        sqlite3_close_v2(handle)
    }

    /// Whether SQLite will only read: the file, its folder or its version do not allow more.
    package var isReadOnly: Bool { sqlite3_db_readonly(handle, "main") != 0 }

    /// The first bytes of the file as they are on the disk, and its size; journals are not looked at.
    func head(_ count: Int) throws(StoreError) -> (bytes: [UInt8], size: Int64) {
        var bytes = [UInt8](repeating: 0, count: count)
        var size: Int64 = 0
        let code = minihydra_sqlite_head(handle, &bytes, Int32(count), &size)
        guard code == SQLITE_OK else { throw failure(code) }
        return (bytes, size)
    }

    /// Whether closing leaves the write-ahead log beside the file as it is.
    func keepLog(_ on: Bool) { _ = minihydra_sqlite_keep_log(handle, on ? 1 : 0) }

    /// Takes back a transaction that was left open: what is written next would be part of it, and lost with it.
    mutating func endLeftTransaction() throws(StoreError) {
        if sqlite3_get_autocommit(handle) == 0 { try run("ROLLBACK") }
    }

    /// A number that changes when another connection has written to the file; then nothing is kept of it here.
    package mutating func versionByOthers() throws(StoreError) -> Int64 {
        guard isFile else { return 0 }
        let version = try number("PRAGMA data_version")
        if version != knownVersion {
            knownVersion = version
            keptClients.removeAll()
        }
        return version
    }

    /// The number that a query gives; 0 where it gives none.
    mutating func number(_ sql: SQL) throws(StoreError) -> Int64 {
        try first(sql) { $0.integer(0) } ?? 0
    }

    /// Runs a script of several statements without parameters.
    package func execute(_ script: String) throws(StoreError) {
        let code = sqlite3_exec(handle, script, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code) }
    }

    /// Runs a statement that gives no rows. Returns how many rows it changed.
    @discardableResult
    package mutating func run(_ sql: SQL, _ values: SQLValue...) throws(StoreError) -> Int {
        let statement = try bound(sql, values)
        let code = sqlite3_step(statement)
        sqlite3_reset(statement)
        guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code) }
        return Int(sqlite3_changes(handle))
    }

    /// The first row of a query, or nil.
    package mutating func first<T>(_ sql: SQL, _ values: SQLValue..., read: (SQLRow) -> T) throws(StoreError) -> T? {
        let statement = try bound(sql, values)
        defer { sqlite3_reset(statement) }
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return read(SQLRow(statement: statement))
        case SQLITE_DONE: return nil
        case let code: throw failure(code)
        }
    }

    /// All rows of a query.
    package mutating func all<T>(_ sql: SQL, _ values: SQLValue..., read: (SQLRow) -> T) throws(StoreError) -> [T] {
        let statement = try bound(sql, values)
        defer { sqlite3_reset(statement) }
        var rows: [T] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: rows.append(read(SQLRow(statement: statement)))
            case SQLITE_DONE: return rows
            case let code: throw failure(code)
            }
        }
    }

    private mutating func bound(_ sql: SQL, _ values: [SQLValue]) throws(StoreError) -> OpaquePointer {
        let statement: OpaquePointer
        if let kept = statements[sql] {
            statement = kept
        } else {
            var made: OpaquePointer?
            let code = sqlite3_prepare_v3(
                handle, sql.text.description, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &made, nil)
            guard code == SQLITE_OK, let made else { throw failure(code) }
            statements[sql] = made
            statement = made
        }
        for (index, value) in values.enumerated() {
            let code = value.bind(to: statement, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw failure(code) }
        }
        return statement
    }

    private func failure(_ code: Int32) -> StoreError {
        switch code {
        case minihydra_constraint_primary_key, minihydra_constraint_unique: .conflict
        default: .sqlite(code: code, message: String(cString: sqlite3_errmsg(handle)) + cause(of: code))
        }
    }

    /// What the system said, where SQLite does not tell.
    private func cause(of code: Int32) -> String {
        let error = sqlite3_system_errno(handle)
        guard [SQLITE_IOERR, SQLITE_CANTOPEN].contains(code & 0xFF), error != 0 else { return "" }
        return ": " + SystemReason.text(error)
    }
}

/// The text of a statement, known by its place in the program, so that finding its prepared form costs no hashing of text.
package struct SQL: Hashable, Sendable, ExpressibleByStringLiteral {
    let text: StaticString

    package init(stringLiteral text: StaticString) { self.text = text }

    package static func == (a: SQL, b: SQL) -> Bool { a.text.utf8Start == b.text.utf8Start }

    package func hash(into hasher: inout Hasher) { hasher.combine(text.utf8Start) }
}

/// A parameter of a statement.
package enum SQLValue: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int64) { self = .integer(value) }

    fileprivate func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
        switch self {
        case .null: return sqlite3_bind_null(statement, index)
        case .integer(let value): return sqlite3_bind_int64(statement, index, value)
        case .text(let value):
            var value = value
            return value.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    // An empty buffer has no address, and SQLite takes that for NULL.
                    $0.baseAddress.map {
                        sqlite3_bind_text(statement, index, $0, Int32(bytes.count), minihydra_sqlite_transient())
                    } ?? sqlite3_bind_text(statement, index, "", 0, minihydra_sqlite_transient())
                }
            }
        case .blob(let value):
            return value.withUnsafeBytes { bytes in
                bytes.baseAddress.map {
                    sqlite3_bind_blob(statement, index, $0, Int32(bytes.count), minihydra_sqlite_transient())
                } ?? sqlite3_bind_zeroblob(statement, index, 0)
            }
        }
    }
}

/// The row that a query stands at.
package struct SQLRow {
    fileprivate let statement: OpaquePointer

    package func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    package func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    package func text(_ column: Int32) -> String {
        String(decoding: bytes(column, of: sqlite3_column_text(statement, column)), as: UTF8.self)
    }

    package func blob(_ column: Int32) -> [UInt8] {
        Array(bytes(column, of: sqlite3_column_blob(statement, column)?.assumingMemoryBound(to: UInt8.self)))
    }

    private func bytes(_ column: Int32, of start: UnsafePointer<UInt8>?) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }
}
