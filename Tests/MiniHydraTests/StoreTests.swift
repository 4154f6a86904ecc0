import Foundation
import GoText
import JOSE
import Testing

@testable import MiniHydra

/// A database file that goes away with its test.
final class TemporaryFile: Sendable {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("minihydra-\(UUID().uuidString).sqlite")
        .path

    private static let suffixes = ["", "-wal", "-shm", "-journal"]

    deinit {
        for suffix in Self.suffixes { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    /// The bytes of the file and of those that SQLite has beside it, by what their names end with.
    func contents() throws -> [String: Data] {
        var result: [String: Data] = [:]
        for suffix in Self.suffixes where FileManager.default.fileExists(atPath: path + suffix) {
            result[suffix] = try Data(contentsOf: URL(fileURLWithPath: path + suffix))
        }
        return result
    }
}

/// The same behaviour for every place where the state can be.
@Suite struct StoreTests {
    enum Backend: String, CaseIterable, Sendable { case memory, file }

    private func withStore(_ backend: Backend, _ body: (Store) throws -> Void) throws {
        let file = TemporaryFile()
        try body(Store(backend == .memory ? .memory : .file(path: file.path)))
    }

    private func kept(_ signature: [UInt8], in store: Store) throws -> AccessToken? {
        try store.read { (database) throws(StoreError) in try database.accessToken(signature: signature) }
    }

    private let token = AccessToken(
        clientID: "app", subject: "app", scopes: ["read", "write"], audience: ["https://api"],
        issuedAt: GoTime(seconds: 1_700_000_000), expiresAt: GoTime(seconds: 1_700_003_600), strategy: .jwt,
        extra: ["a": 1])

    @Test(arguments: Backend.allCases)
    func accessTokensAreKeptAndDeleted(_ backend: Backend) throws {
        try withStore(backend) { store in
            try store.write { (database) throws(StoreError) in
                try database.insertAccessToken(token, signature: [1, 2, 3])
            }
            let found = try #require(try kept([1, 2, 3], in: store))
            #expect(found.clientID == "app")
            #expect(found.subject == "app")
            #expect(found.scopes == ["read", "write"])
            #expect(found.audience == ["https://api"])
            #expect(found.issuedAt == token.issuedAt)
            #expect(found.expiresAt == token.expiresAt)
            #expect(found.strategy == .jwt)
            #expect(found.extra == ["a": 1])
            try store.write { (database) throws(StoreError) in try database.deleteAccessToken(signature: [1, 2, 3]) }
            #expect(try kept([1, 2, 3], in: store) == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func aTransactionIsAllOrNothing(_ backend: Backend) throws {
        struct Trouble: Error {}
        try withStore(backend) { store in
            #expect(throws: Trouble.self) {
                try store.transaction { database in
                    try database.insertAccessToken(token, signature: [9])
                    throw Trouble()
                }
            }
            let left = try kept([9], in: store)
            #expect(left == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func aTakenKeyIsAConflict(_ backend: Backend) throws {
        try withStore(backend) { store in
            let key = try PublishedTestKeys.idToken()
            try store.write { (database) throws(StoreError) in try database.insertKey(key, set: "a") }
            #expect(throws: StoreError.self) {
                try store.write { (database) throws(StoreError) in try database.insertKey(key, set: "a") }
            }
            try store.write { (database) throws(StoreError) in try database.insertKey(key, set: "b") }
            let kept = try store.read { (database) throws(StoreError) in try database.keys(ofSet: "a") }
            #expect(kept.map(\.kid) == [key.kid])
        }
    }

    @Test(arguments: Backend.allCases)
    func anAssertionIsUsedOnceUntilItExpires(_ backend: Backend) throws {
        try withStore(backend) { store in
            let now = GoTime(seconds: 1000)
            func use(at time: GoTime) throws -> Bool {
                try store.write { (database) throws(StoreError) in
                    try database.useAssertion(jti: "j", expiresAt: time.adding(.seconds(10)), now: time)
                }
            }
            let first = try use(at: now)
            let again = try use(at: now.adding(.seconds(5)))
            #expect(first)
            #expect(!again)
            let isUsed = try store.read { (database) throws(StoreError) in
                try database.isAssertionUsed(jti: "j", now: now)
            }
            #expect(isUsed)
            let afterExpiry = try use(at: now.adding(.seconds(11)))
            #expect(afterExpiry)
        }
    }

    @Test func whatWasAnsweredIsThereAfterAReopening() throws {
        let file = TemporaryFile()
        try Store(.file(path: file.path)).write { (database) throws(StoreError) in
            try database.insertAccessToken(token, signature: [7])
        }
        let reopened = try Store(.file(path: file.path))
        #expect(try kept([7], in: reopened) != nil)
    }

    /// A rollback that failed, too: what is written next must not become part of what was left open.
    @Test(arguments: Backend.allCases)
    func aTransactionThatWasLeftOpenIsTakenBack(_ backend: Backend) throws {
        let file = TemporaryFile()
        let source = backend == .memory ? Configuration.DataSource.memory : .file(path: file.path)
        let store = try Store(source)
        func leaveOpen(_ signature: [UInt8]) throws {
            try store.write { (database) throws(StoreError) in
                try database.run("BEGIN IMMEDIATE")
                try database.insertAccessToken(token, signature: signature)
            }
        }
        try leaveOpen([1])
        try store.write { (database) throws(StoreError) in try database.insertAccessToken(token, signature: [2]) }
        try leaveOpen([3])
        try store.transaction { (database) throws(StoreError) in
            try database.insertAccessToken(token, signature: [4])
        }
        let left = try [1, 2, 3, 4].map { try kept([$0], in: store) != nil }
        #expect(left == [false, true, false, true])
        guard backend == .file else { return }
        let copy = TemporaryFile()
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: file.path + suffix, toPath: copy.path + suffix)
        }
        let again = try Store(.file(path: copy.path))
        let found = try [1, 2, 3, 4].map { try kept([$0], in: again) != nil }
        #expect(found == [false, true, false, true])
    }

    /// A commit for which there is no room leaves nothing, and what comes after it works.
    @Test(arguments: Backend.allCases)
    func aFullDatabaseTakesNothing(_ backend: Backend) throws {
        try withStore(backend) { store in
            func limit(_ pages: StaticString) throws {
                try store.write { (database) throws(StoreError) in
                    _ = try database.first(SQL(stringLiteral: pages)) { $0.integer(0) }
                }
            }
            func insert(_ number: Int) throws {
                var token = token
                token.extra = ["text": .string(String(repeating: "t", count: 3000))]
                let signature = Array("\(number)".utf8)
                try store.transaction { (database) throws(StoreError) in
                    try database.insertAccessToken(token, signature: signature)
                }
            }
            try limit("PRAGMA max_page_count = 40")
            var count = 0
            while (try? insert(count)) != nil { count += 1 }
            #expect((1..<40).contains(count))
            let last = try kept(Array("\(count)".utf8), in: store)
            #expect(last == nil)
            try limit("PRAGMA max_page_count = 1000")
            for number in count..<(count + 50) { try insert(number) }
            let all = try (0..<(count + 50)).allSatisfy { try kept(Array("\($0)".utf8), in: store) != nil }
            #expect(all)
        }
    }

    /// The files of a database as a killed server leaves them.
    private func copyOfOpenFile(_ write: (Store) throws -> Void) throws -> TemporaryFile {
        let file = TemporaryFile()
        let store = try Store(.file(path: file.path))
        try write(store)
        let copy = TemporaryFile()
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: file.path + suffix, toPath: copy.path + suffix)
        }
        return copy
    }

    private func insertTokens(_ numbers: Range<Int>, in store: Store) throws {
        for index in numbers {
            try store.write { (database) throws(StoreError) in
                try database.insertAccessToken(token, signature: Array("\(index)".utf8))
            }
        }
    }

    private func expectRefusal(
        _ file: TemporaryFile, says reason: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let before = try file.contents()
        let error = #expect(throws: StoreError.self, sourceLocation: sourceLocation) {
            try Store(.file(path: file.path))
        }
        let text = try #require(error).description
        #expect(text.hasPrefix(file.path + ": "), "\(text)", sourceLocation: sourceLocation)
        #expect(text.contains(reason), "\(text)", sourceLocation: sourceLocation)
        let after = try file.contents()
        #expect(after == before, "\(after.keys)", sourceLocation: sourceLocation)
    }

    @Test func aClosedStoreLeavesOneFile() throws {
        let file = TemporaryFile()
        let store = try Store(.file(path: file.path))
        try insertTokens(0..<10, in: store)
        store.close()
        #expect(try file.contents().keys.sorted() == [""])
        #expect(throws: StoreError.self) { try insertTokens(10..<11, in: store) }
        #expect(try file.contents().keys.sorted() == [""])
        let again = try Store(.file(path: file.path))
        #expect(try kept(Array("9".utf8), in: again) != nil)
    }

    @Test func whatIsNoDatabaseIsRefused() throws {
        for content in ["x", "no database at all\n", String(repeating: "no database at all\n", count: 1000)] {
            let file = TemporaryFile()
            try Data(content.utf8).write(to: URL(fileURLWithPath: file.path))
            try expectRefusal(file, says: "no SQLite database; it was left as it is")
        }
    }

    @Test func anEmptyFileIsTaken() throws {
        let file = TemporaryFile()
        try Data().write(to: URL(fileURLWithPath: file.path))
        try insertTokens(0..<1, in: Store(.file(path: file.path)))
        let empty = TemporaryFile()
        try Database(path: empty.path, flags: 6).execute("CREATE TABLE a (b); DROP TABLE a; VACUUM")
        try insertTokens(0..<1, in: Store(.file(path: empty.path)))
    }

    @Test func databasesOfOtherProgramsAreRefused() throws {
        let scripts = [
            "CREATE TABLE guests (name TEXT)", "PRAGMA application_id = 7; CREATE TABLE guests (name TEXT)",
            "PRAGMA user_version = 3; VACUUM", "PRAGMA journal_mode = WAL; CREATE TABLE guests (name TEXT)",
        ]
        for script in scripts {
            let file = TemporaryFile()
            do { try Database(path: file.path, flags: 6).execute(script) }
            try expectRefusal(file, says: "a database of another program; it was left as it is")
        }
    }

    /// What a program that was killed has left for SQLite to finish is not finished for it.
    @Test func journalsOfOtherProgramsAreLeft() throws {
        let file = TemporaryFile()
        let copy = TemporaryFile()
        let database = try Database(path: file.path, flags: 6)
        try database.execute(
            "PRAGMA journal_mode = WAL; CREATE TABLE guests (name TEXT); INSERT INTO guests VALUES ('a')")
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: file.path + suffix, toPath: copy.path + suffix)
        }
        try expectRefusal(copy, says: "a database of another program")

        let old = TemporaryFile()
        do { try Database(path: old.path, flags: 6).execute("CREATE TABLE guests (name TEXT)") }
        try Data(repeating: 1, count: 512).write(to: URL(fileURLWithPath: old.path + "-journal"))
        try expectRefusal(old, says: "a database of another program")
    }

    /// SQLite deletes a log that it finds beside an empty file.
    @Test func aLogWithoutItsFileIsLeft() throws {
        let file = try copyOfOpenFile { try insertTokens(0..<10, in: $0) }
        try FileManager.default.removeItem(atPath: file.path)
        try expectRefusal(file, says: "its log \(file.path)-wal is there without it")
        try Data().write(to: URL(fileURLWithPath: file.path))
        try expectRefusal(file, says: "its log \(file.path)-wal is there without it")
    }

    @Test func aDatabaseOfAnotherVersionIsRefused() throws {
        let file = TemporaryFile()
        do { try Store(.file(path: file.path)).close() }
        do { try Database(path: file.path, flags: 6).execute("PRAGMA user_version = 9") }
        try expectRefusal(file, says: "its tables have version 9, this program knows version \(Schema.version)")
    }

    /// Each with the write-ahead log of a killed server beside it, and without.
    @Test(arguments: [false, true]) func damagedFilesAreRefused(_ hasLog: Bool) throws {
        func damaged(_ damage: (inout Data) -> Void) throws -> TemporaryFile {
            let file = try copyOfOpenFile { try insertTokens(0..<500, in: $0) }
            if !hasLog {
                try Store(.file(path: file.path)).close()
            } else {
                let store = try Store(.file(path: file.path))
                try store.write { (database) throws(StoreError) in
                    _ = try database.all("PRAGMA wal_checkpoint(TRUNCATE)") { _ in }
                }
                try insertTokens(500..<501, in: store)
                let copy = TemporaryFile()
                for suffix in ["", "-wal"] {
                    try FileManager.default.copyItem(atPath: file.path + suffix, toPath: copy.path + suffix)
                }
                var bytes = try Data(contentsOf: URL(fileURLWithPath: copy.path))
                damage(&bytes)
                try bytes.write(to: URL(fileURLWithPath: copy.path))
                return copy
            }
            var bytes = try Data(contentsOf: URL(fileURLWithPath: file.path))
            damage(&bytes)
            try bytes.write(to: URL(fileURLWithPath: file.path))
            return file
        }
        let page = 4096
        try expectRefusal(damaged { $0[3] = 0 }, says: "no SQLite database")
        try expectRefusal(damaged { $0[68] = 0 }, says: "a database of another program")
        try expectRefusal(
            damaged { data in for index in 0..<page { data[10 * page + index] = 0xA5 } }, says: "damaged")
        try expectRefusal(
            damaged { data in for index in stride(from: page, to: data.count, by: 3) { data[index] = 0xA5 } },
            says: "damaged")
        try expectRefusal(damaged { $0 = $0.prefix(50) }, says: "no SQLite database")
        try expectRefusal(damaged { $0 = $0.prefix(3 * page) }, says: "damaged")
        try expectRefusal(damaged { $0 = $0.prefix(5 * page + 100) }, says: "damaged")
    }

    /// A log counts up to its first damage, as after a crash; what is before it is there.
    @Test func aDamagedLogIsCutThere() throws {
        let file = try copyOfOpenFile { try insertTokens(0..<100, in: $0) }
        var log = try Data(contentsOf: URL(fileURLWithPath: file.path + "-wal"))
        for index in (log.count / 2)..<(log.count / 2 + 100) { log[index] ^= 0xFF }
        try log.write(to: URL(fileURLWithPath: file.path + "-wal"))
        let store = try Store(.file(path: file.path))
        let found = try (0..<100).map { try kept(Array("\($0)".utf8), in: store) != nil }
        let count = found.prefix { $0 }.count
        #expect((20...80).contains(count))
        #expect(!found[count...].contains(true))
        try insertTokens(count..<100, in: store)
    }

    @Test func aFileOfANewerFormatIsRefused() throws {
        let file = TemporaryFile()
        do { try Store(.file(path: file.path)).close() }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: file.path))
        // The version that a program must know to write the file, SQLite file format section 1.3.3.
        bytes[18] = 9
        try bytes.write(to: URL(fileURLWithPath: file.path))
        try expectRefusal(file, says: "the file can not be written")
    }

    /// A key set keeps its published key, though there was no room for it at first.
    @Test func thePublishedKeyWaitsForRoom() async throws {
        try await TestServer.run("strategies: {access_token: jwt}") { server in
            try await server.createClient()
            let store = server.server.hydra.store
            try store.write { (database) throws(StoreError) in
                _ = try database.first("PRAGMA query_only = ON") { $0.integer(0) }
            }
            let refused = try await server.token()
            #expect(refused.status == 500)
            #expect(refused.description == "The error is unrecognizable")
            try store.write { (database) throws(StoreError) in
                _ = try database.first("PRAGMA query_only = OFF") { $0.integer(0) }
            }
            #expect(try await server.token().status == 200)
            let keys = try store.read { (database) throws(StoreError) in
                try database.keys(ofSet: SigningKeys.SetName.accessToken.rawValue)
            }
            #expect(try keys.map(\.kid) == [PublishedTestKeys.accessToken().kid])
        }
    }
}
