import GoText
import JOSE

extension Hydra {
    /// What is told of an access token that was just made.
    package struct IssuedToken: Sendable {
        package var text: String
        /// Seconds that are left; fractions are cut towards zero.
        package var expiresIn: Int
    }

    /// The kind of token that a client gets: its own choice, else the server's.
    package func strategy(of client: Client) -> AccessTokenStrategy {
        client.accessTokenStrategy ?? configuration.strategies.accessToken
    }

    /// Makes an access token and keeps it.
    package func issueAccessToken(
        to client: Client, subject: String, scopes: [String], audience: [String], lifespan: GoDuration,
        extra: JSONObject? = nil
    ) async throws -> IssuedToken {
        let now = clock.now()
        // Hydra rounds the expiry to whole seconds, so a little less than the lifespan is left.
        let token = AccessToken(
            clientID: client.id, subject: subject, scopes: scopes, audience: audience,
            issuedAt: GoTime(seconds: now.seconds), expiresAt: GoTime(seconds: now.seconds).adding(lifespan),
            strategy: strategy(of: client), extra: extra)
        let text: String
        let signature: [UInt8]
        switch token.strategy {
        case .opaque:
            (text, signature) = tokens.make(.accessToken, random: random)
        case .jwt:
            let signer = try await keys.signer(.accessToken)
            let claims = token.claims(configuration: configuration, jti: random.uuid())
            let bytes = try signer.sign(payload: claims.encode())
            text = String(decoding: bytes, as: UTF8.self)
            signature = Self.signature(ofJWT: bytes)
        }
        let isKept = try store.write { (database) throws(StoreError) in
            // Signing takes a while: a client that was deleted meanwhile, or made anew, must not get the token.
            guard try database.isUnchanged(client) else { return false }
            try database.insertAccessToken(token, signature: signature)
            return true
        }
        if !isKept { throw OAuthError.invalidClient.debug("Unable to locate the resource") }
        let left = GoDuration(nanoseconds: lifespan.nanoseconds - Int64(now.nanoseconds))
        return IssuedToken(text: text, expiresIn: Int(left.nanoseconds / 1_000_000_000))
    }

    /// The signature by which an access token is kept; nil for a text that this server has not made.
    package func signature(ofAccessToken text: String) async throws -> [UInt8]? {
        guard Self.isJWT(text) else { return tokens.signature(of: text, prefix: .accessToken) }
        guard try await hasSigned(accessToken: text) else { return nil }
        return Self.signature(ofJWT: Array(text.utf8))
    }

    private func hasSigned(accessToken text: String) async throws -> Bool {
        // Of what stands around a token, or between its parts, blanks alone would not disturb the signature.
        let hasBlank = text.utf8.contains { $0 <= UInt8(ascii: " ") }
        guard !hasBlank, let jws = CompactJWS(text) else { return false }
        return try await keys.verifies(jws, set: .accessToken)
    }

    /// The access token that a text stands for: made here, alive, and of the kind that its client uses now.
    package func activeAccessToken(_ text: String) async throws -> (token: AccessToken, client: Client)? {
        guard let signature = try await signature(ofAccessToken: text),
            let found = try keptAccessToken(text, signature: signature), found.token.expiresAt > clock.now()
        else { return nil }
        return found
    }

    /// The access token that a bearer shows, in the order in which Hydra checks it: a token that was never kept is told
    /// apart from one that is over, and that from one that was tampered with.
    ///
    /// - Throws: ``OAuthError``.
    package func presentedAccessToken(_ text: String) async throws -> (token: AccessToken, client: Client) {
        let parts = OpaqueTokens.Parts(text, prefix: .accessToken)
        let isJWT = Self.isJWT(text)
        guard let signature = isJWT ? Self.signature(ofJWT: Array(text.utf8)) : parts?.signature,
            let found = try keptAccessToken(text, signature: signature)
        else { throw OAuthError.requestUnauthorized }
        if isJWT, !(try await hasSigned(accessToken: text)) { throw OAuthError.tokenSignatureMismatch }
        if found.token.expiresAt <= clock.now() {
            throw OAuthError.tokenExpired.hint(
                isJWT ? "The token expired." : "Access token expired at '\(found.token.expiresAt.goText)'.")
        }
        if let parts, !isJWT { try tokens.authenticate(parts) }
        return found
    }

    private func keptAccessToken(
        _ text: String, signature: [UInt8]
    ) throws -> (token: AccessToken, client: Client)? {
        let found = try store.read { (database) throws(StoreError) -> (token: AccessToken, client: Client)? in
            guard let token = try database.accessToken(signature: signature),
                let client = try database.client(id: token.clientID)
            else { return nil }
            return (token, client)
        }
        guard let found, (found.token.strategy == .jwt) == Self.isJWT(text),
            strategy(of: found.client) == found.token.strategy
        else { return nil }
        return found
    }

    private static func isJWT(_ text: String) -> Bool {
        text.utf8.count(where: { $0 == UInt8(ascii: ".") }) == 2
    }

    /// A JWT is kept by the digest of its signature.
    private static func signature(ofJWT bytes: [UInt8]) -> [UInt8] {
        let start = bytes.lastIndex(of: UInt8(ascii: ".")).map { $0 + 1 } ?? 0
        return Digest.sha256(Array(bytes[start...]))
    }
}
