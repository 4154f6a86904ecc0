import GoText
import JOSE
import Testing

@testable import MiniHydra

@Suite struct UserInfoTests {
    private static let unauthorized =
        "The request could not be authorized. Check that you provided valid credentials in the right format."

    private func bearer(_ token: String) -> [(String, String)] { [("Authorization", "Bearer \(token)")] }

    private func accessToken(_ server: TestServer) async throws -> String {
        try #require(try await server.token().json["access_token"]?.stringValue)
    }

    @Test func aClientsOwnTokenHasNoSubject() async throws {
        try await TestServer.run { server in
            try await server.createClient()
            let token = try await accessToken(server)
            let answer = try await server.get(.publicPort, "/userinfo", headers: bearer(token))
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "application/json; charset=utf-8")
            #expect(answer.json["aud"] == ["app"])
            #expect(answer.json["iss"]?.stringValue == server.server.hydra.configuration.urls.issuer)
            #expect(answer.json["iat"] != nil)
            #expect(answer.json["sub"] == nil)
        }
    }

    @Test(arguments: ["opaque", "jwt"]) func everyWayToShowTheToken(strategy: String) async throws {
        try await TestServer.run("strategies: {access_token: \(strategy)}") { server in
            try await server.createClient()
            let token = try await accessToken(server)
            let query = "/userinfo?access_token=\(token)"
            let form = [("access_token", token)]
            #expect(try await server.get(.publicPort, query).status == 200)
            #expect(try await server.post(.publicPort, "/userinfo", form: form).status == 200)
            let lower = [("Authorization", "bearer \(token)")]
            #expect(try await server.send("POST", .publicPort, "/userinfo", headers: lower).status == 200)
            let basic = [("Authorization", "Basic eDp5")]
            #expect(try await server.get(.publicPort, query, headers: basic).status == 200)
            #expect(try await server.get(.publicPort, query, headers: bearer("garbage")).status == 401)
            #expect(try await server.get(.publicPort, "/userinfo", headers: [("Authorization", token)]).status == 401)
        }
    }

    @Test func signed() async throws {
        try await TestServer.run { server in
            try await server.createClient(["userinfo_signed_response_alg": "RS256"])
            let token = try await accessToken(server)
            let answer = try await server.get(.publicPort, "/userinfo", headers: bearer(token))
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "application/jwt")
            let jws = try #require(CompactJWS(answer.text))
            #expect(try await server.server.hydra.keys.verifies(jws, set: .idToken))
            let claims = try #require(try JSONValue.decodeWhole(jws.payload).objectValue)
            #expect(claims["aud"] == ["app"])
            #expect(claims["jti"] != nil)
            #expect(claims["iat"] != nil)
            #expect(claims["exp"] == nil)
        }
    }

    @Test(arguments: ["", "garbage", "ory_at_unknown.unknown", "a.b.c"]) func unknownTokens(token: String) async throws
    {
        try await TestServer.run { server in
            let answer = try await server.get(.publicPort, "/userinfo", headers: bearer(token))
            #expect(answer.status == 401)
            #expect(answer.header("Content-Type") == "application/json")
            #expect(answer.error == "request_unauthorized")
            #expect(answer.description == Self.unauthorized)
            #expect(
                answer.header("WWW-Authenticate")
                    == "Bearer error=\"request_unauthorized\",error_description=\"\(Self.unauthorized)\"")
        }
    }

    @Test func anExpiredToken() async throws {
        try await TestServer.run { server in
            try await server.createClient()
            let token = try await accessToken(server)
            server.clock.advance(bySeconds: 3601)
            let answer = try await server.get(.publicPort, "/userinfo", headers: bearer(token))
            #expect(answer.status == 401)
            #expect(answer.error == "invalid_token")
            let description = try #require(answer.description)
            #expect(description.hasPrefix("Token expired. Access token expired at '20"))
            #expect(description.hasSuffix(" +0000 UTC'."))
            #expect(
                answer.header("WWW-Authenticate")
                    == "Bearer error=\"invalid_token\",error_description=\"\(description)\"")
        }
    }

    @Test func anExpiredJWT() async throws {
        try await TestServer.run("strategies: {access_token: jwt}") { server in
            try await server.createClient()
            let token = try await accessToken(server)
            server.clock.advance(bySeconds: 3601)
            let answer = try await server.get(.publicPort, "/userinfo", headers: bearer(token))
            #expect(answer.status == 401)
            #expect(answer.description == "Token expired. The token expired.")
        }
    }

    /// The signature is known, but what stands in front of it is not what was signed.
    @Test(arguments: [
        ("x", 400, "token_signature_mismatch"), ("xxx", 500, "error"), ("é", 500, "error"),
    ])
    func aChangedToken(prefix: String, status: Int, error: String) async throws {
        try await TestServer.run { server in
            try await server.createClient()
            let token = try await accessToken(server)
            let answer = try await server.get(
                .publicPort, "/userinfo", headers: bearer(prefix + token))
            #expect(answer.status == status)
            #expect(answer.error == error)
            #expect(answer.header("WWW-Authenticate") == nil)
        }
    }

    @Test func aTokenWithoutItsRandomPart() async throws {
        try await TestServer.run { server in
            try await server.createClient()
            let token = try await accessToken(server)
            let signature = try #require(token.split(separator: ".").last)
            let answer = try await server.get(.publicPort, "/userinfo", headers: bearer(".\(signature)"))
            #expect(answer.status == 400)
            #expect(answer.error == "invalid_token")
        }
    }

    @Test func aRevokedToken() async throws {
        try await TestServer.run { server in
            try await server.createClient()
            let token = try await accessToken(server)
            _ = try await server.post(
                .publicPort, "/oauth2/revoke",
                form: [("token", token), ("client_id", "app"), ("client_secret", "app-secret")])
            #expect(try await server.get(.publicPort, "/userinfo", headers: bearer(token)).status == 401)
        }
    }

    /// No endpoint takes a JWT with blanks around it for the token.
    @Test(arguments: [" ", "\n", "\t "]) func blanksAroundAToken(blank: String) async throws {
        try await TestServer.run("strategies: {access_token: jwt}") { server in
            try await server.createClient()
            let token = try await accessToken(server)
            for text in [blank + token, token + blank] {
                let shown = try await server.post(.publicPort, "/userinfo", form: [("access_token", text)])
                #expect(shown.status >= 400)
                let active = try await server.post(.adminPort, "/admin/oauth2/introspect", form: [("token", text)])
                #expect(active.json == ["active": false])
            }
        }
    }
}
