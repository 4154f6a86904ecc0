import GoText
import JOSE

/// `private_key_jwt`, RFC 7523 section 2.2, in the order in which Hydra checks.
enum ClientAssertion {
    static let type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    static func authenticate(_ form: GoValues, _ hydra: Hydra, keepsRefused: Bool) async throws -> Client {
        let text = form.get("client_assertion")
        if text.isEmpty {
            throw OAuthError.invalidRequest.hint(
                "The client_assertion request parameter must be set when using client_assertion_type of '\(type)'.")
        }
        guard let assertion = CompactJWS(text) else { throw brokenIntegrity }
        let claims = assertion.claims
        var clientID = form.get("client_id")
        if clientID.isEmpty {
            guard let subject = claims["sub"]?.stringValue, !subject.isEmpty else {
                throw OAuthError.invalidClient.hint(
                    "The claim 'sub' from the client_assertion JSON Web Token is undefined.")
            }
            clientID = subject
        }
        guard let client = try hydra.client(id: clientID) else {
            throw OAuthError.invalidClient.debug("Unable to locate the resource")
        }
        try requireMethod(of: client)
        let enforced = client.tokenEndpointAuthSigningAlg.isEmpty ? "RS256" : client.tokenEndpointAuthSigningAlg
        guard assertion.algorithm == enforced else {
            throw OAuthError.invalidClient.hint(
                "The 'client_assertion' uses signing algorithm '\(assertion.algorithm)' but the requested OAuth 2.0 "
                    + "Client enforces signing algorithm '\(enforced)'.")
        }
        try await verify(assertion, enforced, client, hydra)
        let now = hydra.clock.now()
        try checkTimes(claims, now)
        for name in ["iss", "sub"] where claims[name]?.stringValue?.isSameText(as: client.id) != true {
            throw OAuthError.invalidClient.hint(
                "Claim '\(name)' from 'client_assertion' must match the 'client_id' of the OAuth 2.0 Client.")
        }
        guard let jti = claims["jti"]?.stringValue, !jti.isEmpty else {
            throw OAuthError.invalidClient.hint("Claim 'jti' from 'client_assertion' must be set but is not.")
        }
        let expiry = try unusedExpiry(jti: jti, ClaimTime(claims["exp"]), now, hydra)
        // The token endpoint uses the jti up before it looks at the audience; revocation takes that back.
        if !keepsRefused { try checkAudience(claims["aud"], hydra) }
        let isNew = try hydra.store.write { (database) throws(StoreError) in
            try database.useAssertion(jti: jti, expiresAt: expiry, now: now)
        }
        if !isNew { throw jtiKnown }
        try checkAudience(claims["aud"], hydra)
        return client
    }

    private static let brokenIntegrity = OAuthError.invalidClient.hint(
        "Unable to verify the integrity of the 'client_assertion' value.")

    private static func requireMethod(of client: Client) throws(OAuthError) {
        let method = client.tokenEndpointAuthMethod
        switch method {
        case "private_key_jwt": return
        case "none":
            throw .invalidClient.hint(
                "This requested OAuth 2.0 client does not support client authentication, however 'client_assertion' "
                    + "was provided in the request.")
        case "client_secret_basic", "client_secret_post":
            throw .invalidClient.hint(
                "This requested OAuth 2.0 client only supports client authentication method '\(method)', however "
                    + "'client_assertion' was provided in the request.")
        default:
            throw .invalidClient.hint(
                "This requested OAuth 2.0 client only supports client authentication method '\(method)', however that "
                    + "method is not supported by this server.")
        }
    }

    private static func verify(
        _ assertion: CompactJWS, _ algorithm: String, _ client: Client, _ hydra: Hydra
    ) async throws {
        guard let algorithm = SignatureAlgorithm(rawValue: algorithm) else { throw brokenIntegrity }
        let key = try await ClientKeys.key(for: assertion, algorithm, of: client, hydra)
        guard let verifier = try? Verifier(key), verifier.verify(assertion, algorithm: algorithm) else {
            throw brokenIntegrity
        }
    }

    /// An assertion that is expired or not valid yet is an internal error to Hydra, a 500.
    private static func checkTimes(_ claims: JSONObject, _ now: GoTime) throws(OAuthError) {
        let expiry = ClaimTime(claims["exp"]).seconds
        let issued = ClaimTime(claims["iat"]).seconds
        let notBefore = ClaimTime(claims["nbf"]).seconds
        if let expiry, expiry != 0, now.seconds > expiry { throw .unrecognizable.debug("Token is expired") }
        if let issued, issued != 0, now.seconds < issued { throw .unrecognizable.debug("Token used before issued") }
        if let notBefore, notBefore != 0, now.seconds < notBefore {
            throw .unrecognizable.debug("Token is not valid yet")
        }
    }

    private static let jtiKnown = OAuthError.jtiKnown.hint(
        "Claim 'jti' from 'client_assertion' MUST only be used once.")

    /// When an assertion that was not used yet expires.
    private static func unusedExpiry(
        jti: String, _ expiry: ClaimTime, _ now: GoTime, _ hydra: Hydra
    ) throws -> GoTime {
        let isUsed = try hydra.store.read { (database) throws(StoreError) in
            try database.isAssertionUsed(jti: jti, now: now)
        }
        if isUsed { throw jtiKnown }
        guard let seconds = expiry.seconds else {
            throw OAuthError.invalidClient.hint(
                "Unable to type assert the expiry time from claims. This should not happen as we validate the expiry "
                    + "time already earlier with token.Claims.Valid()")
        }
        return GoTime(seconds: seconds)
    }

    /// The token endpoint's URL must be (in) the audience; the issuer alone is not enough.
    private static func checkAudience(_ claim: JSONValue?, _ hydra: Hydra) throws(OAuthError) {
        let given: [String] =
            claim?.stringValue.map { [$0] } ?? claim?.arrayValue?.compactMap(\.stringValue) ?? []
        let wanted = hydra.tokenURLs
        guard !wanted.contains(where: given.containsText) else { return }
        throw .invalidClient.hint(
            "Claim 'audience' from 'client_assertion' must match the authorization server's token endpoint '"
                + wanted.joined(separator: "' or '") + "'.")
    }
}

/// A time claim: seconds since 1970, fractions dropped; nil where it is no number.
struct ClaimTime {
    let seconds: Int64?

    /// Times beyond this are all the same: far enough ahead or behind, and every sum with them still fits.
    private static let farthest = 9e15

    init(_ value: JSONValue?) {
        guard case .number(let text)? = value, let number = Double(text) else {
            seconds = nil
            return
        }
        seconds = Int64(max(-Self.farthest, min(Self.farthest, number)))
    }
}

extension Hydra {
    /// The URLs by which clients may name the token endpoint in an assertion.
    package var tokenURLs: [String] {
        let own = configuration.urls.publicURL + "/oauth2/token"
        guard let configured = configuration.webfinger.tokenURL, configured != own else { return [own] }
        return [configured, own]
    }
}
