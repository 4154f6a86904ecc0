import GoText
import JOSE
import Testing

@testable import MiniHydra

@Suite("How clients are shown and kept")
struct ClientsViewsTests {
    private let random = SeededRandomSource(seed: 7)

    private func members(_ value: JSONValue) -> JSONObject { value.objectValue ?? [:] }

    @Test func a_plain_client() {
        let shown = members(Client().json())
        #expect(shown["redirect_uris"] == [])
        #expect(shown["jwks"] == .object([:]))
        #expect(shown["client_secret_expires_at"] == 0)
        #expect(shown["skip_logout_consent"] == .null)
        #expect(shown["implicit_grant_id_token_lifespan"] == .null)
        for absent in [
            "client_secret", "registration_access_token", "registration_client_uri", "sector_identifier_uri",
            "jwks_uri",
            "token_endpoint_auth_signing_alg", "request_uris", "request_object_signing_alg", "frontchannel_logout_uri",
            "frontchannel_logout_session_required", "post_logout_redirect_uris", "backchannel_logout_uri",
            "backchannel_logout_session_required", "access_token_strategy",
        ] {
            #expect(shown[absent] == nil, "\(absent)")
        }
    }

    @Test func views() {
        var view = ClientView()
        view.nullLists = ["redirect_uris"]
        view.secret = "s"
        view.registrationToken = "t"
        view.registrationURI = "u"
        view.createdAt = GoTime(seconds: 0, nanoseconds: 5_000_000)
        view.showsMetadata = false
        let shown = members(Client().json(showing: view))
        #expect(shown["redirect_uris"] == .null)
        #expect(shown["contacts"] == [])
        #expect(shown["client_secret"] == "s")
        #expect(shown["registration_access_token"] == "t")
        #expect(shown["registration_client_uri"] == "u")
        #expect(shown["created_at"] == "1970-01-01T00:00:00.005Z")
        #expect(shown["metadata"] == nil)
    }

    @Test func what_is_kept_comes_back() throws {
        var client = Client()
        client.subjectType = "public"
        client.tokenEndpointAuthMethod = "client_secret_basic"
        client.userinfoSignedResponseAlg = "none"
        client.updatedAt = GoTime(seconds: 1_700_000_000, nanoseconds: 123_456_000)
        var plain = Client()
        let isRead = plain.restore(from: client.stored)
        #expect(isRead)
        #expect(plain == client)
        #expect(client.stored.count < 40)

        client.redirectURIs = ["a"]
        client.grantTypes = ["b"]
        client.responseTypes = ["c"]
        client.scope = "d"
        client.audience = ["e"]
        client.policyURI = "f"
        client.allowedCORSOrigins = ["g"]
        client.tosURI = "h"
        client.clientURI = "i"
        client.logoURI = "j"
        client.contacts = ["k"]
        client.subjectType = "pairwise"
        client.sectorIdentifierURI = "l"
        client.jwks = ["keys": []]
        client.jwksURI = "m"
        client.tokenEndpointAuthMethod = ""
        client.tokenEndpointAuthSigningAlg = "n"
        client.requestURIs = ["o"]
        client.requestObjectSigningAlg = "p"
        client.userinfoSignedResponseAlg = "RS256"
        client.frontchannelLogoutURI = "q"
        client.frontchannelLogoutSessionRequired = true
        client.postLogoutRedirectURIs = ["r"]
        client.backchannelLogoutURI = "s"
        client.backchannelLogoutSessionRequired = true
        client.metadata = .null
        client.skipConsent = true
        client.skipLogoutConsent = false
        client.accessTokenStrategy = .jwt
        for (index, name) in ClientLifespans.Name.allCases.enumerated() {
            client.lifespans[name] = .seconds(Int64(index) - 3)
        }
        var full = Client()
        let isFullRead = full.restore(from: client.stored)
        #expect(isFullRead && full == client)
        let isBrokenRead = full.restore(from: Array("{".utf8))
        #expect(!isBrokenRead)
    }

    @Test func secrets() {
        let digest = SecretDigest(of: "my-secret", random: random)
        #expect(digest.matches("my-secret"))
        #expect(!digest.matches("my-secreT"))
        #expect(!digest.matches(""))
        #expect(digest != SecretDigest(of: "my-secret", random: random))
        #expect(SecretDigest(stored: digest.stored).matches("my-secret"))
        #expect(!SecretDigest.none.matches(""))
        #expect(!SecretDigest(stored: [1, 2, 3]).matches(""))
    }

    @Test func generated_secrets() {
        let secrets = (0..<200).map { _ in GeneratedSecret.make(random) }
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.~")
        #expect(secrets.allSatisfy { $0.count == 26 && allowed.isSuperset(of: $0) })
        #expect(Set(secrets).count == 200)
        #expect(Set(secrets.joined()) == allowed)
    }

    @Test(arguments: [
        ("my client", "my%2520client"), ("a/b", "a%252Fb"), ("100%", "100%2525"), ("büro", "b%25C3%25BCro"),
        ("a:b+c=d$e&f@g", "a:b+c=d$e&f@g"),
        (
            "https://app.example.com/?x=1#y",
            "https:%252F%252Fapp.example.com%252F%253Fx=1%2523y"
        ),
    ])
    func ids_in_locations(id: String, text: String) { #expect(ClientEndpoints.escapedTwice(id) == text) }
}
