import GoText
import JOSE
import Testing

@testable import MiniHydra

@Suite struct SchemaTests {
    /// A file of every older version takes the steps that it lacks, and keeps what it has.
    @Test(arguments: 1..<Int(Schema.version)) func olderFilesAreBroughtUpToDate(version: Int) throws {
        let file = TemporaryFile()
        let key = try PublishedTestKeys.idToken()
        do {
            var database = try Database(path: file.path, flags: 6)
            let steps = Schema.steps.prefix(version).joined()
            try database.execute(
                "\(steps) PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(version)")
            try database.insertKey(key, set: "issuer")
        }
        let trusted = TrustedIssuer(
            id: "0123abcd-4567-89ab-cdef-0123456789ab", issuer: "issuer", subject: "alice", allowsAnySubject: false,
            scopes: ["read"], kid: key.kid, createdAt: GoTime(seconds: 1), expiresAt: GoTime(seconds: 2))
        for isFirst in [true, false] {
            let store = try Store(.file(path: file.path))
            if isFirst {
                try store.write { (database) throws(StoreError) in try database.insertTrustedIssuer(trusted) }
            }
            let found = try store.read { (database) throws(StoreError) in try database.trustedIssuer(id: trusted.id) }
            #expect(found?.scopes == ["read"])
        }
    }
}
