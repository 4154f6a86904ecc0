import GoText
import HTTP
import JOSE

/// The JWT bearer grant, RFC 7523 section 2.1, in the order in which Hydra checks.
enum JWTBearerGrant {
    static let name = "urn:ietf:params:oauth:grant-type:jwt-bearer"

    static func respond(_ form: GoValues, _ client: Client, _ hydra: Hydra) async throws -> Response {
        try client.requireGrant(name)
        let text = form.get("assertion")
        guard !text.isEmpty else {
            throw OAuthError.invalidRequest.hint(
                "The assertion request parameter must be set when using grant_type of '\(name)'.")
        }
        guard let assertion = CompactJWS(text) else {
            throw OAuthError.invalidGrant.hint(
                "Unable to parse JSON Web Token passed in 'assertion' request parameter.")
        }
        let claims = try Claims(assertion.claims)
        let trusted = try trustedIssuer(of: assertion, claims, hydra)
        let now = hydra.clock.now()
        try claims.checkAudience(hydra.tokenURLs)
        try claims.checkTimes(now, hydra.configuration.oauth2)
        try requireUnusedID(claims, now, hydra)
        let scopes = ScopeRequest.scopes(form.get("scope"))
        for scope in scopes where !hydra.scopeStrategy.allows(scope, by: trusted.scopes) {
            throw OAuthError.invalidScope.hint(
                "The public key registered for issuer '\(claims.issuer)' and subject '\(claims.subject)' is not "
                    + "allowed to request scope '\(scope)'.")
        }
        try useUp(claims, now, hydra)
        // What the client is not registered for is left out without a word, unlike everywhere else.
        let requested = AudienceRequest.requested(form.all("audience")).filter {
            (try? AudienceRequest.granted([$0], by: client.audience)) != nil
        }
        let token = try await hydra.issueAccessToken(
            to: client, subject: claims.subject, scopes: scopes, audience: (claims.audience + requested).withoutDoubles,
            lifespan: client.lifespans[.jwtBearerGrantAccessToken] ?? hydra.configuration.lifespans.accessToken)
        return TokenEndpoint.answer(token, scopes: scopes, hydra)
    }

    /// The trust that the assertion is built on. Without a `kid` every key that is not over is tried; where the `kid` is
    /// known, Hydra does not ask whether the trust is over.
    private static func trustedIssuer(
        of assertion: CompactJWS, _ claims: Claims, _ hydra: Hydra
    ) throws -> TrustedIssuer {
        let kid = assertion.kid.flatMap { $0.isEmpty ? nil : $0 }
        let now = hydra.clock.now()
        let candidates = try hydra.store.read {
            (database) throws(StoreError) -> [(trusted: TrustedIssuer, key: JWK?)] in
            let trusts = try database.trustedIssuers(issuer: claims.issuer, subject: claims.subject, kid: kid)
            var candidates: [(trusted: TrustedIssuer, key: JWK?)] = []
            for trusted in trusts {
                candidates.append((trusted, try database.key(set: trusted.issuer, kid: trusted.kid)))
            }
            return candidates
        }
        if kid != nil, let (trusted, key) = candidates.first {
            guard verifies(assertion, key) else {
                throw OAuthError.invalidGrant.hint("Unable to verify the integrity of the 'assertion' value.")
            }
            return trusted
        }
        let alive = candidates.lazy.filter { $0.trusted.expiresAt > now }.prefix(mostKeysTried)
        guard let found = alive.first(where: { verifies(assertion, $0.key) }) else {
            throw OAuthError.invalidGrant.hint(
                "No public JWK was registered for issuer '\(claims.issuer)' and subject '\(claims.subject)', and public "
                    + "key is required to check signature of JWT in 'assertion' request parameter.")
        }
        return found.trusted
    }

    private static let mostKeysTried = 100

    /// A key that was given with its private part verifies nothing.
    private static func verifies(_ assertion: CompactJWS, _ key: JWK?) -> Bool {
        guard let key, !key.isPrivate, let verifier = try? Verifier(key) else { return false }
        return verifier.verify(assertion)
    }

    private static func requireUnusedID(_ claims: Claims, _ now: GoTime, _ hydra: Hydra) throws {
        guard let id = claims.id else { return }
        let isUsed = try hydra.store.read { (database) throws(StoreError) in
            try database.isAssertionUsed(jti: id, now: now)
        }
        if isUsed { throw OAuthError.jtiKnown }
    }

    private static func useUp(_ claims: Claims, _ now: GoTime, _ hydra: Hydra) throws {
        guard let id = claims.id, let expiry = claims.expiry else { return }
        let isNew = try hydra.store.write { (database) throws(StoreError) in
            try database.useAssertion(jti: id, expiresAt: GoTime(seconds: expiry), now: now)
        }
        if !isNew { throw OAuthError.jtiKnown }
    }
}

extension JWTBearerGrant {
    /// The claims of an assertion, RFC 7523 section 3. An empty text is no claim.
    struct Claims {
        let issuer: String
        let subject: String
        let audience: [String]
        /// Seconds since 1970, as the two below.
        let expiry: Int64?
        let issuedAt: Int64?
        let notBefore: Int64?
        /// `jti`
        let id: String?

        /// - Throws: `invalid_grant` where a claim is of a wrong kind, or issuer or subject are missing.
        init(_ claims: JSONObject) throws(OAuthError) {
            let none = OAuthError.invalidGrant.hint(
                "Looks like there are no claims in JWT in 'assertion' request parameter.")
            func text(_ name: String) throws(OAuthError) -> String {
                guard let value = claims[name], !value.isNull else { return "" }
                guard let text = value.stringValue else { throw none }
                return text
            }
            func time(_ name: String) throws(OAuthError) -> Int64? {
                guard let value = claims[name], !value.isNull else { return nil }
                guard let seconds = ClaimTime(value).seconds else { throw none }
                return seconds
            }
            let (issuer, subject, id) = (try text("iss"), try text("sub"), try text("jti"))
            (expiry, issuedAt, notBefore) = (try time("exp"), try time("iat"), try time("nbf"))
            switch claims["aud"] {
            case nil, .null: audience = []
            case .string(let one): audience = [one]
            case .array(let several):
                audience = several.compactMap(\.stringValue)
                if audience.count < several.count { throw none }
            default: throw none
            }
            if issuer.isEmpty { throw Self.missing("an 'iss' (issuer)") }
            if subject.isEmpty { throw Self.missing("a 'sub' (subject)") }
            self.issuer = issuer
            self.subject = subject
            self.id = id.isEmpty ? nil : id
        }

        /// The token endpoint must be among the audiences, letter by letter; the issuer does not stand for it.
        func checkAudience(_ tokenURLs: [String]) throws(OAuthError) {
            if audience.isEmpty { throw Self.missing("an 'aud' (audience)") }
            guard !tokenURLs.contains(where: audience.containsText) else { return }
            throw Self.refused(
                "MUST contain an 'aud' (audience) claim containing a value '" + tokenURLs.joined(separator: "' or '")
                    + "' that identifies the authorization server as an intended audience.")
        }

        func checkTimes(_ now: GoTime, _ settings: Configuration.OAuth2) throws(OAuthError) {
            guard let expiry else { throw Self.missing("an 'exp' (expiration time)") }
            if GoTime(seconds: expiry) <= now { throw Self.refused("expired.") }
            if let notBefore, GoTime(seconds: notBefore) >= now {
                throw Self.refused(
                    "contains an 'nbf' (not before) claim, that identifies the time '"
                        + "\(LocalTime.text(seconds: notBefore))' before which the token MUST NOT be accepted.")
            }
            if issuedAt == nil && !settings.isAssertionIssueTimeOptional { throw Self.missing("an 'iat' (issued at)") }
            let begin = issuedAt.map { GoTime(seconds: $0) } ?? now
            if GoTime(seconds: expiry).since(begin).nanoseconds > settings.maximumAssertionLifespan.nanoseconds {
                throw Self.refused(
                    "contains an 'exp' (expiration time) claim with value '\(LocalTime.text(seconds: expiry))' that is "
                        + "unreasonably far in the future, considering token issued at "
                        + "'\(LocalTime.text(seconds: begin.seconds))'.")
            }
            if id == nil && !settings.isAssertionIDOptional { throw Self.missing("an 'jti' (JWT ID)") }
        }

        private static func missing(_ claim: String) -> OAuthError { refused("MUST contain \(claim) claim.") }

        private static func refused(_ reason: String) -> OAuthError {
            .invalidGrant.hint("The JWT in 'assertion' request parameter \(reason)")
        }
    }
}
