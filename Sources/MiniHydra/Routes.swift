import GoText
import HTTP

/// A route: method, path with `{name}` parts, and what answers it.
package struct Route: Sendable {
    package typealias Endpoint = @Sendable (Call, Hydra) async throws -> Response

    /// Who words an error that the endpoint throws.
    package enum ErrorWriter: Sendable {
        /// Hydra's own writer.
        case admin
        /// fosite's writer, for the OAuth endpoints.
        case oauth
    }

    package let method: String
    package let path: String
    package let writer: ErrorWriter
    /// Bytes of a body that are read; nil: all of them.
    package let maximumBodySize: Int?
    /// Without `secrets.system` these routes answer 500.
    package let needsSystemSecret: Bool
    package let endpoint: Endpoint

    init(
        _ method: String, _ path: String, writer: ErrorWriter = .admin, maximumBodySize: Int? = 0,
        needsSystemSecret: Bool = false, _ endpoint: @escaping Endpoint
    ) {
        self.method = method
        self.path = path
        self.writer = writer
        self.maximumBodySize = maximumBodySize
        self.needsSystemSecret = needsSystemSecret
        self.endpoint = endpoint
    }
}

/// Every route of both ports.
package enum Routes {
    private static let form = FormBody.maximumSize

    package static let publicPort: [Route] =
        [
            Route("GET", "/oauth2/auth", writer: .oauth, needsSystemSecret: true, AuthorizeEndpoint.authorize),
            Route(
                "POST", "/oauth2/auth", writer: .oauth, maximumBodySize: form, needsSystemSecret: true,
                AuthorizeEndpoint.authorize),
            Route(
                "POST", "/oauth2/token", writer: .oauth, maximumBodySize: form, needsSystemSecret: true,
                TokenEndpoint.token),
            Route(
                "POST", "/oauth2/register", maximumBodySize: nil, needsSystemSecret: true,
                OpenCHAMIContract.recording(RegistrationEndpoints.create)),
            Route("GET", "/oauth2/register/{id}", RegistrationEndpoints.get),
            Route(
                "PUT", "/oauth2/register/{id}", maximumBodySize: nil, needsSystemSecret: true,
                OpenCHAMIContract.recording(RegistrationEndpoints.replace)),
            Route("DELETE", "/oauth2/register/{id}", maximumBodySize: form, RegistrationEndpoints.delete),
            Route("GET", "/.well-known/jwks.json", needsSystemSecret: true, JWKSEndpoint.jwks),
            Route("GET", "/.well-known/openid-configuration", needsSystemSecret: true, DiscoveryEndpoint.document),
            Route(
                "GET", "/.well-known/oauth-authorization-server", needsSystemSecret: true, DiscoveryEndpoint.document),
            Route(
                "POST", "/oauth2/revoke", writer: .oauth, maximumBodySize: form, needsSystemSecret: true,
                RevocationEndpoints.revoke),
            Route("GET", "/userinfo", maximumBodySize: form, UserInfoEndpoint.userInfo),
            Route("POST", "/userinfo", maximumBodySize: form, UserInfoEndpoint.userInfo),
            Route("GET", "/health/alive", HealthEndpoints.alive),
            Route("GET", "/health/ready", HealthEndpoints.ready),
        ] + FallbackPages.settings.map { Route("GET", $0.path, FallbackPages.page(key: $0.key)) }
        + clientOriginPaths.map { Route("OPTIONS", $0) { _, _ in .empty(status: 200) } }

    /// Paths that answer OPTIONS, and whose CORS filter knows the origins of clients.
    private static let clientOriginPaths = [
        "/oauth2/token", "/oauth2/revoke", "/userinfo", "/credentials", "/.well-known/jwks.json",
        "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server",
    ]

    /// Whether the CORS filter of this path knows the origins of clients.
    package static func knowsClientOrigins(_ path: String, on port: Pipeline.Port) -> Bool {
        port == .publicPort && clientOriginPaths.contains(path)
    }

    package static let adminPort: [Route] = [
        Route("GET", "/admin/clients", ClientEndpoints.list),
        Route(
            "POST", "/admin/clients", maximumBodySize: nil, needsSystemSecret: true,
            OpenCHAMIContract.recording(ClientEndpoints.create)),
        Route("GET", "/admin/clients/{id}", ClientEndpoints.get),
        Route("PUT", "/admin/clients/{id}", maximumBodySize: nil, OpenCHAMIContract.recording(ClientEndpoints.replace)),
        Route("PATCH", "/admin/clients/{id}", maximumBodySize: nil, ClientEndpoints.patch),
        Route("DELETE", "/admin/clients/{id}", ClientEndpoints.delete),
        Route("PUT", "/admin/clients/{id}/lifespans", maximumBodySize: nil, ClientEndpoints.setLifespans),
        Route("GET", "/admin/keys/{set}", KeyEndpoints.getSet),
        Route("POST", "/admin/keys/{set}", maximumBodySize: nil, KeyEndpoints.create),
        Route("PUT", "/admin/keys/{set}", maximumBodySize: nil, KeyEndpoints.replaceSet),
        Route("DELETE", "/admin/keys/{set}", KeyEndpoints.deleteSet),
        Route("GET", "/admin/keys/{set}/{kid}", KeyEndpoints.getKey),
        Route("PUT", "/admin/keys/{set}/{kid}", maximumBodySize: nil, KeyEndpoints.replaceKey),
        Route("DELETE", "/admin/keys/{set}/{kid}", KeyEndpoints.deleteKey),
        Route("GET", TrustedIssuerEndpoints.path, TrustedIssuerEndpoints.list),
        Route("POST", TrustedIssuerEndpoints.path, maximumBodySize: nil, TrustedIssuerEndpoints.create),
        Route("GET", TrustedIssuerEndpoints.path + "/{id}", TrustedIssuerEndpoints.get),
        Route("DELETE", TrustedIssuerEndpoints.path + "/{id}", TrustedIssuerEndpoints.delete),
        Route("DELETE", "/admin/oauth2/tokens", RevocationEndpoints.deleteTokens),
        Route(
            "POST", "/admin/oauth2/introspect", writer: .oauth, maximumBodySize: form, IntrospectionEndpoint.introspect),
        Route("GET", "/admin/health/alive", HealthEndpoints.alive),
        Route("GET", "/admin/health/ready", HealthEndpoints.ready),
        Route("GET", "/admin/version", HealthEndpoints.version),
    ]

    /// MiniHydra's own powers, on the admin port. Their paths begin with `/mock/`, and get no `/admin` in front.
    package static let mock: [Route] = [
        Route("GET", "/mock/openapi.yaml", OpenAPIEndpoint.document)
    ]

    /// What the admin port has beside that under profile `openchami`.
    package static let openCHAMIAdminPort: [Route] = [
        Route(
            "POST", "/admin/oauth2/auth", writer: .oauth, maximumBodySize: form, OpenCHAMIContract.authorizeOnAdminPort),
        Route("POST", "/admin/oauth2/token", writer: .oauth, maximumBodySize: form, OpenCHAMIContract.tokenOnAdminPort),
    ]
}
