import GoText

extension Database {
    /// Keeps a trust whose key is kept already.
    ///
    /// - Throws: ``StoreError/conflict`` where issuer, subject and kid are trusted together already.
    package mutating func insertTrustedIssuer(_ trusted: TrustedIssuer) throws(StoreError) {
        try run(
            """
            INSERT INTO trusted_issuer (
                id, issuer, subject, allows_any_subject, scopes, kid, created_at, expires_at
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            .text(trusted.id), .text(trusted.issuer), .text(trusted.subject),
            .integer(trusted.allowsAnySubject ? 1 : 0),
            .blob(JSONValue.array(trusted.scopes.map(JSONValue.string)).encode(escapingHTML: false)),
            .text(trusted.kid), .integer(trusted.createdAt.seconds), .integer(trusted.expiresAt.seconds))
    }

    /// The trust with this id.
    package mutating func trustedIssuer(id: String) throws(StoreError) -> TrustedIssuer? {
        try first(
            """
            SELECT id, issuer, subject, allows_any_subject, scopes, kid, created_at, expires_at
            FROM trusted_issuer WHERE id = ?
            """, .text(id), read: TrustedIssuer.init)
    }

    /// Trusts by id, behind `last`, of one issuer or, for the empty text, of all.
    package mutating func trustedIssuers(
        after last: String, limit: Int, issuer: String
    ) throws(StoreError) -> [TrustedIssuer] {
        try all(
            """
            SELECT id, issuer, subject, allows_any_subject, scopes, kid, created_at, expires_at
            FROM trusted_issuer WHERE id > ?1 AND (?3 = '' OR issuer = ?3) ORDER BY id LIMIT ?2
            """, .text(last), .integer(Int64(limit)), .text(issuer), read: TrustedIssuer.init)
    }

    /// The trusts that cover a subject of an issuer, the newest first.
    ///
    /// - Parameter kid: only the one with this key.
    package mutating func trustedIssuers(
        issuer: String, subject: String, kid: String? = nil
    ) throws(StoreError) -> [TrustedIssuer] {
        try all(
            """
            SELECT id, issuer, subject, allows_any_subject, scopes, kid, created_at, expires_at
            FROM trusted_issuer WHERE issuer = ?1 AND (subject = ?2 OR allows_any_subject) AND (?3 IS NULL OR kid = ?3)
            ORDER BY created_at DESC
            """, .text(issuer), .text(subject), kid.map(SQLValue.text) ?? .null, read: TrustedIssuer.init)
    }
}

extension TrustedIssuer {
    fileprivate init(_ row: SQLRow) {
        let scopes = (try? JSONValue.decodeWhole(row.blob(4)))?.arrayValue ?? []
        self.init(
            id: row.text(0), issuer: row.text(1), subject: row.text(2), allowsAnySubject: row.integer(3) != 0,
            scopes: scopes.compactMap(\.stringValue), kid: row.text(5), createdAt: GoTime(seconds: row.integer(6)),
            expiresAt: GoTime(seconds: row.integer(7)))
    }
}
