import CSQLite
import Synchronization

/// The state of one server: one connection that writes, and for a file another that reads beside it.
///
/// Nothing is answered before it is committed; an error leaves nothing half done.
package final class Store: Sendable {
    private let writer: Connection
    private let reader: Connection
    private let isFile: Bool

    private final class Connection: Sendable {
        let database: Mutex<Database>

        init(_ database: consuming sending Database) { self.database = Mutex(database) }
    }

    /// Opens the state.
    ///
    /// A file that is there and is no database of this program, or is damaged, is refused and left as it is.
    package init(_ source: Configuration.DataSource) throws(StoreError) {
        switch source {
        case .memory, .external:
            let database = try Database(
                path: ":memory:", flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX)
            try database.execute(Schema.text)
            writer = Connection(database)
            reader = writer
            isFile = false
        case .file(let path):
            let file = DatabaseFile(path: path)
            writer = Connection(try file.open())
            reader = Connection(try file.openBeside())
            isFile = true
        }
    }

    /// Reads; nothing else may be done in `body`.
    package func read<T: Sendable>(_ body: (inout Database) throws(StoreError) -> T) throws(StoreError) -> T {
        try reader.database.withLock { (database) throws(StoreError) in try body(&database) }
    }

    /// Asks the database for an answer.
    package func check() throws(StoreError) {
        try read { (database) throws(StoreError) in _ = try database.number("SELECT 1") }
    }

    /// Runs one statement that writes, committed when this returns.
    package func write<T: Sendable>(_ body: (inout Database) throws(StoreError) -> T) throws(StoreError) -> T {
        try writer.database.withLock { (database) throws(StoreError) in
            try database.endLeftTransaction()
            return try body(&database)
        }
    }

    /// A number that changes when another program has written to the file: what is kept in memory may be wrong then.
    package func versionByOthers() throws(StoreError) -> Int64 {
        guard isFile else { return 0 }
        return try write { (database) throws(StoreError) in try database.versionByOthers() }
    }

    /// Closes the file, so that everything is in it and nothing beside it. What still comes finds no state.
    package func close() {
        guard isFile else { return }
        for connection in [reader, writer] {
            connection.database.withLock { database in
                if let nothing = try? Database(path: ":memory:", flags: SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX) {
                    database = nothing
                }
            }
        }
    }

    /// Runs several statements that are committed together, or not at all.
    package func transaction<T: Sendable, E: Error>(_ body: (inout Database) throws(E) -> T) throws -> T {
        try writer.database.withLock { database in
            try database.endLeftTransaction()
            try database.run("BEGIN IMMEDIATE")
            do {
                let result = try body(&database)
                try database.run("COMMIT")
                return result
            } catch {
                // The first error is the one to tell; what a failed rollback leaves open is ended before the next write.
                _ = try? database.run("ROLLBACK")
                throw error
            }
        }
    }
}
