import HTTP

/// `/oauth2/register`: clients that register and look after themselves, RFC 7591 and RFC 7592.
package enum RegistrationEndpoints {
    /// Whether registration is open; checked before anything else.
    static func requireOpen(_ hydra: Hydra) throws(AdminError) {
        if !hydra.configuration.oidc.allowsRegistration { throw .notFound("Dynamic registration is not enabled.") }
    }

    /// What the admin API alone may decide.
    static func checkFields(_ body: ClientBody) throws(AdminError) {
        if body.metadata != nil { throw .metadata("'metadata' cannot be set for dynamic client registration") }
        if !body.accessTokenStrategy.isEmpty {
            throw .badRequest("It is not allowed to choose your own access token strategy.")
        }
        if body.client.skipConsent { throw unsettable("skip_consent") }
        if body.client.skipLogoutConsent == true { throw unsettable("skip_logout_consent") }
    }

    static let secretIsForbidden = "It is not allowed to choose your own OAuth2 Client secret."

    private static func unsettable(_ field: String) -> AdminError {
        AdminError(
            status: 400, error: "invalid_request",
            description: "'\(field)' cannot be set for dynamic client registration")
    }
}
