import GoText
import JOSE

extension Database {
    /// The keys of a set, newest first.
    package mutating func keys(ofSet name: String) throws(StoreError) -> [JWK] {
        try all("SELECT data FROM key WHERE key_set = ? ORDER BY id DESC", .text(name)) { $0.blob(0) }
            .compactMap(Self.key)
    }

    /// One key of a set.
    package mutating func key(set name: String, kid: String) throws(StoreError) -> JWK? {
        let found = try first("SELECT data FROM key WHERE key_set = ? AND kid = ?", .text(name), .text(kid)) {
            Self.key($0.blob(0))
        }
        return found ?? nil
    }

    private static func key(_ data: [UInt8]) -> JWK? {
        (try? JSONValue.decodeWhole(data)).flatMap { try? JWK(json: $0) }
    }

    /// Adds a key to its set.
    ///
    /// - Throws: ``StoreError/conflict`` where the set has a key of that `kid`.
    package mutating func insertKey(_ key: JWK, set name: String) throws(StoreError) {
        try run(
            "INSERT INTO key (key_set, kid, data) VALUES (?, ?, ?)", .text(name), .text(key.kid),
            .blob(key.json.encode(escapingHTML: false)))
    }

    /// Takes a key away, if it is there.
    package mutating func deleteKey(set name: String, kid: String) throws(StoreError) {
        try run("DELETE FROM key WHERE key_set = ? AND kid = ?", .text(name), .text(kid))
    }

    /// Takes a whole set away.
    package mutating func deleteKeys(set name: String) throws(StoreError) {
        try run("DELETE FROM key WHERE key_set = ?", .text(name))
    }
}
