import GoText
import HTTP
import Testing

@testable import MiniHydra

/// Texts that look the same and are other bytes are other texts, as they are in Go.
@Suite struct ExactTextTests {
    private static let composed = "Z\u{FC}"
    private static let decomposed = "Zu\u{308}"

    @Test func clientsOfLookalikeIdsAreTwo() async throws {
        try await TestServer.run { server in
            for (id, name) in [(Self.composed, "first"), (Self.decomposed, "second")] {
                try await server.createClient([
                    "client_id": .string(id), "client_name": .string(name), "client_secret": .string("secret-\(name)"),
                ])
            }
            for (id, own, other) in [(Self.composed, "first", "second"), (Self.decomposed, "second", "first")] {
                let shown = try await server.get(.adminPort, "/admin/clients/" + GoEscape.pathEscape(id))
                #expect(shown.json["client_name"]?.stringValue == own)
                for (secret, status) in [(own, 200), (other, 401)] {
                    let answer = try await server.post(
                        .publicPort, "/oauth2/token",
                        form: [
                            ("grant_type", "client_credentials"), ("client_id", id),
                            ("client_secret", "secret-\(secret)"),
                        ])
                    #expect(answer.status == status)
                }
            }
        }
    }

    @Test func scopesAudiencesAndRedirectURIsCompareByteByByte() {
        let registered = ["sc\u{E9}"]
        for strategy in [Configuration.Strategies.Scope.wildcard, .exact] {
            #expect(strategy.allows("sc\u{E9}", by: registered))
            #expect(!strategy.allows("sce\u{301}", by: registered))
        }
        #expect((try? AudienceRequest.granted(["https://a/e\u{301}"], by: ["https://a/\u{E9}"])) == nil)
        #expect(RedirectURIs.match("https://a/e\u{301}", registered: ["https://a/\u{E9}"]) == nil)
        #expect(RedirectURIs.match("https://a/\u{E9}", registered: ["https://a/\u{E9}"]) != nil)
    }

    @Test func aBlankDividesWhateverStandsBehindIt() {
        #expect(ScopeRequest.scopes("x \u{301}y").count == 2)
    }
}

@Suite struct RaceTests {
    /// Between the reading of a client and the keeping of its token the client may be deleted, or made anew.
    @Test(arguments: [false, true])
    func aDeletedClientGetsNoToken(_ isMadeAnew: Bool) async throws {
        try await TestServer.run { server in
            try await server.createClient()
            let hydra = server.server.hydra
            let client = try #require(try hydra.client(id: "app"))
            _ = try await server.send("DELETE", .adminPort, "/admin/clients/app")
            if isMadeAnew { try await server.createClient() }
            await #expect(throws: OAuthError.self) {
                try await hydra.issueAccessToken(
                    to: client, subject: "app", scopes: [], audience: [], lifespan: .hours(1))
            }
        }
    }

    @Test(arguments: ["RSA-OAEP", "none", "ES256", ""])
    func aKeyThatCanNotSignIsShownAllTheSame(_ algorithm: String) async throws {
        try await TestServer.run("strategies: {access_token: jwt}") { server in
            try await server.createClient()
            var key = try PublishedTestKeys.accessToken()
            key.alg = algorithm
            let put = try await server.send(
                "PUT", .adminPort, "/admin/keys/hydra.jwt.access-token", json: ["keys": [key.json]])
            #expect(put.status == 200)
            #expect(try await server.get(.publicPort, "/.well-known/jwks.json").status == 200)
            let token = try await server.token()
            #expect(token.status == 500)
            #expect(token.header("Content-Type") == "application/json;charset=UTF-8")
            let inactive = try await server.post(
                .adminPort, "/admin/oauth2/introspect", form: [("token", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA")])
            #expect(inactive.text == "{\"active\":false}\n")
        }
    }
}
