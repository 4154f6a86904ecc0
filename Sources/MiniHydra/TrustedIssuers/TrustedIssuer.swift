import GoText

/// An issuer whose assertions are exchanged for tokens, RFC 7523 section 2.1: for which subject, which scopes, until when.
package struct TrustedIssuer: Sendable {
    package var id: String
    package var issuer: String
    /// Empty where every subject is trusted.
    package var subject: String
    package var allowsAnySubject: Bool
    package var scopes: [String]
    /// The key's name in the key set that is called like the issuer.
    package var kid: String
    package var createdAt: GoTime
    package var expiresAt: GoTime

    /// As the admin API shows it.
    package var json: JSONValue {
        [
            "id": .string(id), "issuer": .string(issuer), "subject": .string(subject),
            "allow_any_subject": .bool(allowsAnySubject), "scope": .array(scopes.map(JSONValue.string)),
            "public_key": ["set": .string(issuer), "kid": .string(kid)], "created_at": .string(createdAt.rfc3339),
            "expires_at": .string(expiresAt.rfc3339),
        ]
    }
}
