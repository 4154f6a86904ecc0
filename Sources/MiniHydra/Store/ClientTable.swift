import CSQLite
import GoText

extension Database {
    /// The client with this id.
    package mutating func client(id: String) throws(StoreError) -> Client? {
        var client = Client()
        // Filled in place: a client is large to hand around, and every token request reads one.
        let isReadable = try first(
            "SELECT id, name, owner, data, secret, registration_token, created_at FROM client WHERE id = ?", .text(id)
        ) { client.fill(from: $0) }
        guard let isReadable else { return nil }
        guard isReadable else { throw Self.damage(id) }
        return client
    }

    /// The client with this id, read from the table once until it is changed. Every token request asks for one.
    ///
    /// Not for transactions, which may be taken back, and only on the connection that writes, which knows of changes.
    package mutating func keptClient(id: String) throws(StoreError) -> Client? {
        try kept(id)?.client
    }

    /// Whether the client is still the one that was read: neither deleted, nor made anew, nor given another secret.
    package mutating func isUnchanged(_ client: Client) throws(StoreError) -> Bool {
        guard let kept = try kept(client.id) else { return false }
        return kept.client.secret == client.secret
    }

    private mutating func kept(_ id: String) throws(StoreError) -> KeptClient? {
        _ = try versionByOthers()
        // By its bytes: Swift takes ids that only look the same for equal.
        let key = Array(id.utf8)
        if let kept = keptClients[key] { return kept }
        guard let client = try client(id: id) else { return nil }
        if keptClients.count >= Self.mostKeptClients { keptClients.removeAll() }
        let kept = KeptClient(client)
        keptClients[key] = kept
        return kept
    }

    private static var mostKeptClients: Int { 1000 }

    /// Keeps a new client.
    ///
    /// - Throws: ``StoreError/conflict`` where the id is taken.
    package mutating func insertClient(_ client: Client) throws(StoreError) {
        keptClients.removeValue(forKey: Array(client.id.utf8))
        try run(
            """
            INSERT INTO client (id, name, owner, data, secret, registration_token, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            .text(client.id), .text(client.name), .text(client.owner), .blob(client.stored),
            .blob(client.secret.stored), .blob(client.registrationToken), .integer(client.createdAt.seconds))
    }

    /// Replaces everything that is kept of a client but the time of its creation. Returns false where there is none.
    @discardableResult
    package mutating func updateClient(_ client: Client) throws(StoreError) -> Bool {
        keptClients.removeValue(forKey: Array(client.id.utf8))
        return try run(
            "UPDATE client SET name = ?, owner = ?, data = ?, secret = ?, registration_token = ? WHERE id = ?",
            .text(client.name), .text(client.owner), .blob(client.stored), .blob(client.secret.stored),
            .blob(client.registrationToken), .text(client.id)) > 0
    }

    /// Takes a client away, and its access tokens and authorization with it. Returns false where there is none.
    package mutating func deleteClient(id: String) throws(StoreError) -> Bool {
        keptClients.removeValue(forKey: Array(id.utf8))
        try deleteAccessTokens(clientID: id)
        try deauthorizeClient(id: id)
        return try run("DELETE FROM client WHERE id = ?", .text(id)) > 0
    }

    /// A client of the OpenCHAMI profile has to authorize itself again.
    package mutating func deauthorizeClient(id: String) throws(StoreError) {
        try run("DELETE FROM authorized_client WHERE client_id = ?", .text(id))
    }

    /// The clients behind the id `last`, by id, byte by byte.
    ///
    /// - Parameters:
    ///   - name: only those with exactly this name; empty: all.
    ///   - owner: only those with exactly this owner; empty: all.
    package mutating func clients(
        after last: String, limit: Int, name: String, owner: String
    ) throws(StoreError) -> [Client] {
        let found = try all(
            """
            SELECT id, name, owner, data, secret, registration_token, created_at FROM client
            WHERE id > ?1 AND (?2 = '' OR name = ?2) AND (?3 = '' OR owner = ?3) ORDER BY id LIMIT ?4
            """,
            .text(last), .text(name), .text(owner), .integer(Int64(limit))
        ) { row in
            var client = Client()
            return client.fill(from: row) ? client : nil
        }
        return try found.map { (client) throws(StoreError) in
            guard let client else { throw Self.damage(last) }
            return client
        }
    }

    private static func damage(_ id: String) -> StoreError {
        .sqlite(code: SQLITE_CORRUPT, message: "a client at or behind '\(id)' can not be read")
    }
}

/// A client that was read; a class, because a client is large to hand around.
final class KeptClient: Sendable {
    let client: Client

    init(_ client: Client) { self.client = client }
}

extension Client {
    /// Takes over a row of the table. Returns false where it is no client's.
    fileprivate mutating func fill(from row: SQLRow) -> Bool {
        guard restore(from: row.blob(3)) else { return false }
        id = row.text(0)
        name = row.text(1)
        owner = row.text(2)
        secret = SecretDigest(stored: row.blob(4))
        registrationToken = row.blob(5)
        createdAt = GoTime(seconds: row.integer(6), nanoseconds: 0)
        return true
    }
}
