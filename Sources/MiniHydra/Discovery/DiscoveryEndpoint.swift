import GoText
import HTTP

/// `GET /.well-known/openid-configuration`: OpenID Connect Discovery 1.0, section 4.
package enum DiscoveryEndpoint {
    package static func document(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let algorithm = try await hydra.keys.signer(.idToken).algorithm.rawValue
        return .admin(.object(document(hydra.configuration, signingAlgorithm: algorithm)))
    }

    /// The document. Its settings change what is told, not what is served.
    static func document(_ configuration: Configuration, signingAlgorithm: String) -> JSONObject {
        let settings = configuration.webfinger
        let issuer = configuration.urls.issuer
        let base = configuration.urls.issuerBase
        let publicURL = configuration.urls.publicURL
        let url = { (setting: String?, fallback: String) in JSONValue.string(setting ?? fallback) }
        let algorithm = JSONValue.string(signingAlgorithm)

        var document: JSONObject = ["issuer": .string(issuer)]
        document["authorization_endpoint"] = url(settings.authURL, publicURL + "/oauth2/auth")
        document["token_endpoint"] = url(settings.tokenURL, publicURL + "/oauth2/token")
        document["device_authorization_endpoint"] = url(
            settings.deviceAuthorizationURL, publicURL + "/oauth2/device/auth")
        document["userinfo_endpoint"] = url(settings.userinfoURL, publicURL + "/userinfo")
        document["credentials_endpoint_draft_00"] = .string(publicURL + "/credentials")
        document["jwks_uri"] = url(settings.jwksURL, base + "/.well-known/jwks.json")
        document["revocation_endpoint"] = .string(base + "/oauth2/revoke")
        document["end_session_endpoint"] = .string(base + "/oauth2/sessions/logout")
        // Hydra tells of registration only where a URL is configured, even where registration is open.
        if let registration = settings.clientRegistrationURL {
            document["registration_endpoint"] = .string(registration)
        }
        document["subject_types_supported"] = texts(subjectTypes(configuration))
        document["response_types_supported"] = [
            "code", "code id_token", "id_token", "token id_token", "token", "token id_token code",
        ]
        document["grant_types_supported"] = [
            "authorization_code", "implicit", "client_credentials", "refresh_token",
            "urn:ietf:params:oauth:grant-type:device_code",
        ]
        document["response_modes_supported"] = ["query", "fragment", "form_post"]
        document["token_endpoint_auth_methods_supported"] = [
            "client_secret_post", "client_secret_basic", "private_key_jwt", "none",
        ]
        document["claims_supported"] = texts((["sub"] + settings.supportedClaims).withoutDoubles)
        document["scopes_supported"] = texts(
            (["offline_access", "offline", "openid"] + settings.supportedScope).withoutDoubles)
        document["id_token_signing_alg_values_supported"] = [algorithm]
        document["id_token_signed_response_alg"] = [algorithm]
        document["userinfo_signed_response_alg"] = [algorithm]
        document["userinfo_signing_alg_values_supported"] = ["none", algorithm]
        document["request_object_signing_alg_values_supported"] = ["none", "RS256", "ES256"]
        document["code_challenge_methods_supported"] = ["plain", "S256"]
        for name in [
            "request_parameter_supported", "request_uri_parameter_supported", "require_request_uri_registration",
            "backchannel_logout_supported", "backchannel_logout_session_supported", "frontchannel_logout_supported",
            "frontchannel_logout_session_supported",
        ] {
            document[name] = true
        }
        document["claims_parameter_supported"] = false
        document["credentials_supported_draft_00"] = [credentials]
        return document
    }

    /// `public` always stands first; where the server's access tokens are JWTs, pairwise is not supported.
    static func subjectTypes(_ configuration: Configuration) -> [String] {
        let configured = configuration.oidc.subjectTypes
        if configuration.strategies.accessToken == .jwt { return ["public"] }
        return ["public", "pairwise"].filter(configured.contains)
    }

    private static let credentials: JSONValue = [
        "format": "jwt_vc_json", "types": ["VerifiableCredential", "UserInfoCredential"],
        "cryptographic_binding_methods_supported": ["jwk"],
        "cryptographic_suites_supported": [
            "PS256", "RS256", "ES256", "PS384", "RS384", "ES384", "PS512", "RS512", "ES512", "EdDSA",
        ],
    ]

    private static func texts(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }
}
