import GoText

/// How long what a client is given lives, grant by grant; what is not set follows the configuration (`ttl`).
package struct ClientLifespans: Sendable, Hashable {
    /// What a lifespan is for; the raw value is the name of its member in a client's JSON.
    package enum Name: String, Sendable, CaseIterable {
        case authorizationCodeGrantAccessToken = "authorization_code_grant_access_token_lifespan"
        case authorizationCodeGrantIDToken = "authorization_code_grant_id_token_lifespan"
        case authorizationCodeGrantRefreshToken = "authorization_code_grant_refresh_token_lifespan"
        case clientCredentialsGrantAccessToken = "client_credentials_grant_access_token_lifespan"
        case implicitGrantAccessToken = "implicit_grant_access_token_lifespan"
        case implicitGrantIDToken = "implicit_grant_id_token_lifespan"
        case jwtBearerGrantAccessToken = "jwt_bearer_grant_access_token_lifespan"
        case refreshTokenGrantIDToken = "refresh_token_grant_id_token_lifespan"
        case refreshTokenGrantAccessToken = "refresh_token_grant_access_token_lifespan"
        case refreshTokenGrantRefreshToken = "refresh_token_grant_refresh_token_lifespan"
        case deviceAuthorizationGrantIDToken = "device_authorization_grant_id_token_lifespan"
        case deviceAuthorizationGrantAccessToken = "device_authorization_grant_access_token_lifespan"
        case deviceAuthorizationGrantRefreshToken = "device_authorization_grant_refresh_token_lifespan"
    }

    private var durations: [Name: GoDuration] = [:]

    package init() {}

    /// Whether none is set.
    package var isEmpty: Bool { durations.isEmpty }

    /// One lifespan; nil: not set. Negative ones pass, as Hydra lets them.
    package subscript(_ name: Name) -> GoDuration? {
        get { durations[name] }
        set { durations[name] = newValue }
    }
}
