import GoText
import HTTP

/// The client credentials grant, RFC 6749 section 4.4.
enum ClientCredentialsGrant {
    static let name = "client_credentials"

    static func respond(_ form: GoValues, _ client: Client, _ hydra: Hydra) async throws -> Response {
        let requested = ScopeRequest.scopes(form.get("scope"))
        for scope in requested where !hydra.scopeStrategy.allows(scope, by: client.scopes) {
            throw OAuthError.invalidScope.hint("The OAuth 2.0 Client is not allowed to request scope '\(scope)'.")
        }
        let audience = try AudienceRequest.granted(form.all("audience"), by: client.audience)
        if client.isPublic {
            throw OAuthError.invalidGrant.hint(
                "The OAuth 2.0 Client is marked as public and is thus not allowed to use authorization grant "
                    + "'client_credentials'.")
        }
        try client.requireGrant(name)
        let takesAll = requested.isEmpty && hydra.configuration.oauth2.grantsAllowedScopeByDefault
        let scopes = takesAll ? client.scopes : requested
        let lifespan =
            client.lifespans[.clientCredentialsGrantAccessToken] ?? hydra.configuration.lifespans.accessToken
        let token = try await hydra.issueAccessToken(
            to: client, subject: client.id, scopes: scopes, audience: audience, lifespan: lifespan)
        return TokenEndpoint.answer(token, scopes: scopes, hydra)
    }
}
