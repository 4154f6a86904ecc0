import GoText

extension Database {
    /// Keeps an access token by its signature.
    package mutating func insertAccessToken(_ token: AccessToken, signature: [UInt8]) throws(StoreError) {
        try run(
            "INSERT INTO access_token (signature, client_id, expires_at, data) VALUES (?, ?, ?, ?)", .blob(signature),
            .text(token.clientID), .integer(token.expiresAt.seconds), .blob(token.stored))
    }

    /// The access token with this signature.
    package mutating func accessToken(signature: [UInt8]) throws(StoreError) -> AccessToken? {
        let found = try first(
            "SELECT client_id, expires_at, data FROM access_token WHERE signature = ?", .blob(signature)
        ) { AccessToken(stored: $0.blob(2), clientID: $0.text(0), expiresAt: $0.integer(1)) }
        return found ?? nil
    }

    /// Takes the access token with this signature away.
    package mutating func deleteAccessToken(signature: [UInt8]) throws(StoreError) {
        try run("DELETE FROM access_token WHERE signature = ?", .blob(signature))
    }

    /// Takes all access tokens of a client away.
    package mutating func deleteAccessTokens(clientID: String) throws(StoreError) {
        try run("DELETE FROM access_token WHERE client_id = ?", .text(clientID))
    }
}
