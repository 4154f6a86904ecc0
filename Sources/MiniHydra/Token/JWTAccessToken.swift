import GoText
import JOSE

extension AccessToken {
    /// Names that `oauth2.allowed_top_level_claims` can not give to a claim of the session. `scope` is not among them.
    private static let reservedClaims: Set<String> = [
        "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "client_id", "scp", "ext",
    ]

    /// The claims of a JWT access token (RFC 9068 in spirit, Hydra's in spelling).
    package func claims(configuration: Configuration, jti: String) -> JSONValue {
        let settings = configuration.oauth2
        let scopeClaim = configuration.strategies.jwtScopeClaim
        var claims: JSONObject = [
            "aud": .array(audience.map(JSONValue.string)), "client_id": .string(clientID),
            "exp": .integer(Int(expiresAt.seconds)),
        ]
        if settings.mirrorsTopLevelClaims { claims["ext"] = .object(extra ?? [:]) }
        claims["iat"] = .integer(Int(issuedAt.seconds))
        claims["iss"] = .string(configuration.urls.issuer)
        claims["jti"] = .string(jti)
        if !settings.excludesNotBeforeClaim { claims["nbf"] = .integer(Int(issuedAt.seconds)) }
        if scopeClaim != .string { claims["scp"] = .array(scopes.map(JSONValue.string)) }
        if scopeClaim != .list { claims["scope"] = .string(scopes.joined(separator: " ")) }
        claims["sub"] = .string(subject)
        for name in settings.allowedTopLevelClaims where !Self.reservedClaims.contains(name) {
            if name == "scope" && scopeClaim != .list { continue }
            if let value = extra?[name] { claims[name] = value }
        }
        return .object(claims)
    }
}
