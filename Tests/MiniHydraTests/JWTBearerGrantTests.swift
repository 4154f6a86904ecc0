import GoText
import JOSE
import Testing

@testable import MiniHydra

@Suite struct JWTBearerGrantTests {
    private static let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"

    /// An identity provider that the server trusts for alice.
    private struct Provider {
        let server: TestServer
        let key: JWK

        init(
            _ server: TestServer, algorithm: SignatureAlgorithm = .ES256, kid: String = "idp-1",
            _ members: JSONObject = [:]
        ) async throws {
            self.server = server
            key = try JWK.generate(algorithm, kid: kid)
            var trust: JSONObject = [
                "issuer": "https://idp.example.com", "subject": "alice", "scope": ["read", "write"],
                "jwk": key.publicPart.json, "expires_at": "2099-01-01T00:00:00Z",
            ]
            for (name, value) in members { trust[name] = value }
            let answer = try await server.send(
                "POST", .adminPort, "/admin/trust/grants/jwt-bearer/issuers", json: .object(trust))
            try #require(answer.status == 201, "\(answer.text)")
        }

        func claims(_ changes: JSONObject) -> JSONObject {
            let now = Int(server.clock.now().seconds)
            var claims: JSONObject = [
                "iss": "https://idp.example.com", "sub": "alice",
                "aud": .string(server.server.publicURL + "/oauth2/token"), "iat": .integer(now - 5),
                "exp": .integer(now + 300), "jti": .string(server.server.hydra.random.uuid()),
            ]
            for (name, value) in changes {
                claims[name] = value.isNull ? nil : value
            }
            return claims
        }

        func assertion(_ changes: JSONObject = [:]) throws -> String {
            let payload = JSONValue.object(claims(changes)).encode()
            return String(decoding: try Signer(key).sign(payload: payload), as: UTF8.self)
        }

        func exchange(_ assertion: String, _ further: [(String, String)] = []) async throws -> TestServer.Answer {
            try await server.post(
                .publicPort, "/oauth2/token",
                form: [
                    ("grant_type", JWTBearerGrantTests.grant), ("client_id", "app"), ("client_secret", "app-secret"),
                    ("assertion", assertion),
                ] + further)
        }
    }

    private func run(
        _ configuration: String = "", client: JSONObject = [:],
        _ body: @Sendable (Provider) async throws -> Void
    ) async throws {
        try await TestServer.run(configuration) { server in
            var members: JSONObject = ["grant_types": [.string(Self.grant)]]
            for (name, value) in client { members[name] = value }
            try await server.createClient(members)
            try await body(try await Provider(server))
        }
    }

    @Test func aTokenForTheSubject() async throws {
        try await run(client: ["audience": ["https://api.example.com"], "scope": "other"]) { provider in
            let answer = try await provider.exchange(
                provider.assertion(),
                [("scope", "read"), ("audience", "https://api.example.com"), ("audience", "https://else.example.com")])
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json["scope"] == "read")
            let token = try #require(answer.json["access_token"]?.stringValue)
            let shown = try await provider.server.post(
                .adminPort, "/admin/oauth2/introspect", form: [("token", token)])
            #expect(shown.json["sub"] == "alice")
            #expect(
                shown.json["aud"]
                    == [.string(provider.server.server.publicURL + "/oauth2/token"), "https://api.example.com"])
        }
    }

    @Test func anAssertionIsUsedOnce() async throws {
        try await run { provider in
            let assertion = try provider.assertion()
            let refused = try await provider.exchange(assertion, [("scope", "admin")])
            #expect(refused.error == "invalid_scope")
            #expect(
                refused.description?.hasSuffix(
                    "The public key registered for issuer 'https://idp.example.com' and subject 'alice' is not allowed "
                        + "to request scope 'admin'.") == true)
            #expect(try await provider.exchange(assertion).status == 200)
            let again = try await provider.exchange(assertion)
            #expect(again.status == 400)
            #expect(again.error == "jti_known")
        }
    }

    @Test(
        arguments: [
            (["iss": .null], "MUST contain an 'iss' (issuer) claim."),
            (["sub": ""], "MUST contain a 'sub' (subject) claim."),
            (["aud": .null], "MUST contain an 'aud' (audience) claim."),
            (["exp": .null], "MUST contain an 'exp' (expiration time) claim."),
            (["exp": 1], "The JWT in 'assertion' request parameter expired."),
            (["iat": .null], "MUST contain an 'iat' (issued at) claim."),
            (["jti": .null], "MUST contain an 'jti' (JWT ID) claim."),
            (["exp": "soon"], "Looks like there are no claims in JWT in 'assertion' request parameter."),
            (["aud": [1]], "Looks like there are no claims in JWT in 'assertion' request parameter."),
            (
                ["sub": "bob"],
                "No public JWK was registered for issuer 'https://idp.example.com' and subject 'bob', and public key is "
                    + "required to check signature of JWT in 'assertion' request parameter."
            ),
            (["nbf": 4_070_908_800], "before which the token MUST NOT be accepted."),
        ] as [(JSONObject, String)])
    func refusedClaims(changes: JSONObject, end: String) async throws {
        try await run { provider in
            let answer = try await provider.exchange(provider.assertion(changes))
            #expect(answer.status == 400)
            #expect(answer.error == "invalid_grant")
            #expect(answer.description?.hasSuffix(end) == true, "\(answer.text)")
        }
    }

    @Test func theIssuerIsNoAudience() async throws {
        try await run { provider in
            let answer = try await provider.exchange(
                provider.assertion(["aud": .string(provider.server.server.publicURL)]))
            #expect(
                answer.description?.contains(
                    "claim containing a value '\(provider.server.server.publicURL)/oauth2/token' that identifies")
                    == true)
        }
    }

    @Test func tooLong() async throws {
        try await run("oauth2: {grant: {jwt: {max_ttl: 5m}}}") { provider in
            let now = Int(provider.server.clock.now().seconds)
            let changes: JSONObject = ["iat": .integer(now), "exp": .integer(now + 301)]
            let refused = try await provider.exchange(provider.assertion(changes))
            #expect(refused.description?.contains("that is unreasonably far in the future") == true)
            let taken = try await provider.exchange(
                provider.assertion(["iat": .integer(now), "exp": .integer(now + 300)]))
            #expect(taken.status == 200)
        }
    }

    @Test func optionalClaims() async throws {
        try await run("oauth2: {grant: {jwt: {jti_optional: true, iat_optional: true}}}") { provider in
            let assertion = try provider.assertion(["iat": .null, "jti": .null])
            #expect(try await provider.exchange(assertion).status == 200)
            #expect(try await provider.exchange(assertion).status == 200)
        }
    }

    /// Where the kid is known the trust's end does not count; without a kid it does.
    @Test func theEndOfATrust() async throws {
        try await TestServer.run { server in
            try await server.createClient(["grant_types": [.string(Self.grant)]])
            let over: JSONObject = ["expires_at": "2001-01-01T00:00:00Z"]
            let provider = try await Provider(server, over)
            #expect(try await provider.exchange(provider.assertion()).status == 200)
            let payload = JSONValue.object(provider.claims([:])).encode()
            var key = provider.key
            key.kid = ""
            let unnamed = String(decoding: try Signer(key).sign(payload: payload), as: UTF8.self)
            let answer = try await provider.exchange(unnamed)
            #expect(answer.description?.contains("No public JWK was registered") == true)
        }
    }

    @Test func aForeignSignature() async throws {
        try await run { provider in
            let other = try JWK.generate(.ES256, kid: "idp-1")
            let payload = JSONValue.object(provider.claims([:])).encode()
            let forged = String(decoding: try Signer(other).sign(payload: payload), as: UTF8.self)
            let answer = try await provider.exchange(forged)
            #expect(answer.description?.hasSuffix("Unable to verify the integrity of the 'assertion' value.") == true)
            let garbage = try await provider.exchange("garbage")
            #expect(
                garbage.description?.hasSuffix(
                    "Unable to parse JSON Web Token passed in 'assertion' request parameter.") == true)
        }
    }

    @Test func clientsWithoutTheGrant() async throws {
        try await TestServer.run { server in
            try await server.createClient()
            let answer = try await Provider(server).exchange("x")
            #expect(answer.error == "unauthorized_client")
        }
    }
}
