import GoText
import JOSE

/// An OAuth 2.0 client, RFC 7591, as Hydra keeps it.
package struct Client: Sendable, Hashable {
    package var id = ""
    package var name = ""
    package var redirectURIs: [String] = []
    package var grantTypes: [String] = []
    package var responseTypes: [String] = []
    /// Names divided by blanks.
    package var scope = ""
    package var audience: [String] = []
    package var owner = ""
    package var policyURI = ""
    package var allowedCORSOrigins: [String] = []
    package var tosURI = ""
    package var clientURI = ""
    package var logoURI = ""
    package var contacts: [String] = []
    package var subjectType = ""
    package var sectorIdentifierURI = ""
    /// The client's own key set, as it is shown; nil: none.
    package var jwks: JSONValue?
    package var jwksURI = ""
    /// Any word; `none` for public clients.
    package var tokenEndpointAuthMethod = ""
    package var tokenEndpointAuthSigningAlg = ""
    package var requestURIs: [String] = []
    package var requestObjectSigningAlg = ""
    package var userinfoSignedResponseAlg = ""
    /// Whole seconds.
    package var createdAt = GoTime.never
    /// Whole microseconds.
    package var updatedAt = GoTime.never
    package var frontchannelLogoutURI = ""
    package var frontchannelLogoutSessionRequired = false
    package var postLogoutRedirectURIs: [String] = []
    package var backchannelLogoutURI = ""
    package var backchannelLogoutSessionRequired = false
    /// Any JSON value.
    package var metadata: JSONValue = .object([:])
    package var skipConsent = false
    package var skipLogoutConsent: Bool?
    /// nil: what the configuration says.
    package var accessTokenStrategy: AccessTokenStrategy?
    package var lifespans = ClientLifespans()
    package var secret = SecretDigest.none
    /// The signature of the registration access token; empty when there is none that is good.
    package var registrationToken: [UInt8] = []

    package init() {}

    /// The names in ``scope``.
    package var scopes: [String] { scope.words }

    /// Whether the client authenticates itself with nothing (`none`).
    package var isPublic: Bool { tokenEndpointAuthMethod == "none" }

    package var effectiveGrantTypes: [String] { grantTypes.isEmpty ? ["authorization_code"] : grantTypes }

    package var effectiveResponseTypes: [String] { responseTypes.isEmpty ? ["code"] : responseTypes }

    /// ``jwks``, read; nil when the client has none.
    package var keySet: JWKSet? { jwks.flatMap { try? JWKSet(json: $0) } }
}

extension GoTime {
    /// Go's zero time, which stands for "not set".
    package static let never = GoTime(seconds: -62_135_596_800, nanoseconds: 0)
}
