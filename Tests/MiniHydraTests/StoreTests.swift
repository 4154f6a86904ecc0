import Foundation
import GoText
import JOSE
import Testing

@testable import MiniHydra

/// A database file that goes away with its test.
final class TemporaryFile: Sendable {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("minihydra-\(UUID().uuidString).sqlite")
        .path

    deinit {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
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

    @Test func filesOfOthersAreRefusedAndLeftAlone() throws {
        let text = TemporaryFile()
        let content = Data(String(repeating: "no database at all\n", count: 100).utf8)
        try content.write(to: URL(fileURLWithPath: text.path))
        #expect(throws: StoreError.self) { try Store(.file(path: text.path)) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: text.path)) == content)

        let other = TemporaryFile()
        do {
            let database = try Database(path: other.path, flags: 6)
            try database.execute("CREATE TABLE guests (name TEXT)")
        }
        let before = try Data(contentsOf: URL(fileURLWithPath: other.path))
        #expect(throws: StoreError.self) { try Store(.file(path: other.path)) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: other.path)) == before)
    }

    @Test func aDamagedFileIsRefused() throws {
        let file = TemporaryFile()
        do {
            let store = try Store(.file(path: file.path))
            for index in 0..<200 {
                try store.write { (database) throws(StoreError) in
                    try database.insertAccessToken(token, signature: Array("\(index)".utf8))
                }
            }
        }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: file.path))
        for index in stride(from: 4096, to: bytes.count, by: 3) { bytes[index] = 0xA5 }
        try bytes.write(to: URL(fileURLWithPath: file.path))
        #expect(throws: StoreError.self) { try Store(.file(path: file.path)) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == bytes)
    }

    @Test func aFileThatCanOnlyBeReadIsRefused() throws {
        let file = TemporaryFile()
        _ = try Store(.file(path: file.path))
        for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
        var bytes = try Data(contentsOf: URL(fileURLWithPath: file.path))
        // The version that a program must know to write the file, SQLite file format section 1.3.3.
        bytes[18] = 9
        try bytes.write(to: URL(fileURLWithPath: file.path))
        #expect(throws: StoreError.self) { try Store(.file(path: file.path)) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == bytes)
    }
}
