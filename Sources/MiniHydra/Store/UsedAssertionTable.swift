import GoText

extension Database {
    /// Remembers the `jti` of a client assertion until the assertion expires. Returns false where it is known already.
    package mutating func useAssertion(jti: String, expiresAt: GoTime, now: GoTime) throws(StoreError) -> Bool {
        try run("DELETE FROM used_assertion WHERE expires_at < ?", .integer(now.seconds))
        return try run(
            "INSERT OR IGNORE INTO used_assertion (jti, expires_at) VALUES (?, ?)", .text(jti),
            .integer(expiresAt.seconds)) == 1
    }

    /// Whether the `jti` was used, and its assertion has not expired.
    package mutating func isAssertionUsed(jti: String, now: GoTime) throws(StoreError) -> Bool {
        try first(
            "SELECT 1 FROM used_assertion WHERE jti = ? AND expires_at >= ?", .text(jti), .integer(now.seconds)
        ) { _ in true } ?? false
    }
}
