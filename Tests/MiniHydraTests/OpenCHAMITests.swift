import GoText
import Testing

@testable import MiniHydra

@Suite struct OpenCHAMITests {
    private static let configuration = """
        strategies: {access_token: jwt}
        oidc: {dynamic_client_registration: {enabled: true}}
        """
    private static let state = "12345678910"

    private struct Registered: Sendable {
        var id: String
        var secret: String
        var token: String

        var credentials: [(String, String)] { [("client_id", id), ("client_secret", secret)] }
        var header: [(String, String)] { [("Authorization", "Bearer \(token)")] }
        func authorization(_ changes: [String: String] = [:]) -> [(String, String)] {
            var fields = [
                "grant_type": "client_credentials", "scope": "read", "response_type": "token",
                "redirect_uri": "http://hydra:5555/callback", "state": state,
            ]
            for (name, value) in changes { fields[name] = value.isEmpty ? nil : value }
            return credentials + fields.map { ($0.key, $0.value) }
        }
    }

    private static func register(_ server: TestServer, _ changes: JSONObject = [:]) async throws -> Registered {
        var body: JSONObject = [
            "client_name": "bss", "token_endpoint_auth_method": "client_secret_post", "scope": "openid read",
            "grant_types": ["client_credentials"], "response_types": ["token"],
            "redirect_uris": ["http://hydra:5555/callback"], "state": .string(state),
        ]
        for (name, value) in changes { body[name] = value == .null ? nil : value }
        let answer = try await server.send("POST", .adminPort, "/admin/clients", json: .object(body)).json
        return Registered(
            id: try #require(answer["client_id"]?.stringValue),
            secret: try #require(answer["client_secret"]?.stringValue),
            token: try #require(answer["registration_access_token"]?.stringValue))
    }

    private static func run(_ body: @Sendable (TestServer) async throws -> Void) async throws {
        try await TestServer.run(configuration, profile: .openchami, body)
    }

    @Test(arguments: [TestServer.Port.publicPort, .adminPort])
    func theThreeStepsGiveAToken(_ port: TestServer.Port) async throws {
        try await Self.run { server in
            let client = try await Self.register(server)
            let early = try await server.post(
                port, "/oauth2/token", form: client.credentials + [("grant_type", "client_credentials")],
                headers: client.header)
            #expect(early.status == 400)
            #expect(early.error == "unauthorized_client")
            #expect(early.json["explanation"]?.stringValue?.contains("/oauth2/auth") == true)
            let authorized = try await server.post(
                port, "/oauth2/auth", form: client.authorization(), headers: client.header)
            #expect(authorized.status == 302)
            #expect(authorized.header("Location")?.contains("login_challenge=") == true)
            let token = try await server.post(
                port, "/oauth2/token", form: client.credentials + [("grant_type", "client_credentials")],
                headers: client.header)
            #expect(token.status == 200)
        }
    }

    @Test func theRegistrationAccessTokenIsAskedFor() async throws {
        try await Self.run { server in
            let client = try await Self.register(server)
            let other = try await Self.register(server)
            let wrong: [[(String, String)]] = [
                [], [("Authorization", "Bearer ory_at_wrong.wrong")], other.header, [("Authorization", "Basic YTpi")],
            ]
            for headers in wrong {
                for path in ["/oauth2/auth", "/oauth2/token"] {
                    let answer = try await server.post(
                        .publicPort, path, form: client.authorization(), headers: headers)
                    #expect(answer.status == 401)
                    #expect(
                        answer.description
                            == "The requested OAuth 2.0 client does not exist or you provided incorrect credentials.")
                    #expect(answer.json["explanation"]?.stringValue?.contains("registration_access_token") == true)
                }
            }
        }
    }

    @Test func aTokenIsDeadAfterAReplacement() async throws {
        try await Self.run { server in
            let client = try await Self.register(server)
            _ = try await server.send(
                "PUT", .publicPort, "/oauth2/register/\(client.id)", json: ["client_name": "bss"],
                headers: client.header)
            let answer = try await server.post(
                .publicPort, "/oauth2/auth", form: client.authorization(), headers: client.header)
            #expect(answer.status == 401)
        }
    }

    @Test func aReplacedClientMustBeAuthorizedAnew() async throws {
        try await Self.run { server in
            let client = try await Self.register(server)
            _ = try await server.post(.publicPort, "/oauth2/auth", form: client.authorization(), headers: client.header)
            let replaced = try await server.send(
                "PUT", .publicPort, "/oauth2/register/\(client.id)",
                json: ["grant_types": ["client_credentials"], "token_endpoint_auth_method": "client_secret_post"],
                headers: client.header)
            let token = try #require(replaced.json["registration_access_token"]?.stringValue)
            let answer = try await server.post(
                .publicPort, "/oauth2/token", form: client.credentials + [("grant_type", "client_credentials")],
                headers: [("Authorization", "Bearer \(token)")])
            #expect(answer.error == "unauthorized_client")
        }
    }

    @Test func registrationMustBeOpen() async throws {
        try await TestServer.run("oidc: {dynamic_client_registration: {enabled: false}}", profile: .openchami) {
            server in
            let client = try await Self.register(server)
            let answer = try await server.post(
                .publicPort, "/oauth2/auth", form: client.authorization(), headers: client.header)
            #expect(answer.status == 404)
            #expect(answer.description == "Dynamic registration is not enabled.")
            #expect(answer.json["explanation"]?.stringValue?.contains("dynamic_client_registration") == true)
        }
    }

    @Test func theSecretMustBeRight() async throws {
        try await Self.run { server in
            let client = try await Self.register(server)
            let answer = try await server.post(
                .publicPort, "/oauth2/auth", form: client.authorization(["client_secret": "x"]) + [],
                headers: client.header)
            #expect(answer.status == 302, "the first client_secret counts")
            var wrong = client
            wrong.secret = "wrong-secret"
            let refused = try await server.post(
                .publicPort, "/oauth2/auth", form: wrong.authorization(), headers: client.header)
            #expect(refused.status == 401)
            #expect(refused.error == "invalid_client")
            #expect(refused.json["explanation"]?.stringValue?.contains("client_secret") == true)
        }
    }

    @Test(arguments: [
        (["redirect_uri": "", "redirect_uris": "http://hydra:5555/callback"], "redirect_uri (singular)"),
        (["redirect_uri": ""], "redirect_uri (singular)"),
        (["redirect_uri": "http://elsewhere/"], "http://hydra:5555/callback"),
    ])
    func theRedirectURIMustBeRegistered(_ changes: [String: String], _ explanation: String) async throws {
        try await Self.run { server in
            let client = try await Self.register(server)
            let answer = try await server.post(
                .publicPort, "/oauth2/auth", form: client.authorization(changes), headers: client.header)
            #expect(answer.status == 400)
            #expect(answer.error == "invalid_request")
            #expect(answer.json["explanation"]?.stringValue?.contains(explanation) == true)
        }
    }

    @Test func aClientRegisteredWithTheSingularIsTold() async throws {
        try await Self.run { server in
            let client = try await Self.register(
                server, ["redirect_uris": .null, "redirect_uri": "http://hydra:5555/callback"])
            let answer = try await server.post(
                .publicPort, "/oauth2/auth", form: client.authorization(), headers: client.header)
            #expect(answer.status == 400)
            #expect(answer.json["explanation"]?.stringValue?.contains("redirect_uris (plural") == true)
        }
    }

    @Test(arguments: ["", "1234567", "another-state"])
    func theStateMustBeThatOfTheRegistration(_ state: String) async throws {
        try await Self.run { server in
            let client = try await Self.register(server)
            let answer = try await server.post(
                .publicPort, "/oauth2/auth", form: client.authorization(["state": state]), headers: client.header)
            #expect(answer.status == 400)
            #expect(answer.error == "invalid_state")
            #expect(answer.json["explanation"]?.stringValue?.contains("state") == true)
        }
    }

    @Test(arguments: [("scope", "write", "invalid_scope"), ("response_type", "code", "unsupported_response_type")])
    func hydrasOwnRulesComeAsJSON(_ name: String, _ value: String, _ error: String) async throws {
        try await Self.run { server in
            let client = try await Self.register(server)
            let answer = try await server.post(
                .publicPort, "/oauth2/auth", form: client.authorization([name: value]), headers: client.header)
            #expect(answer.status == 400)
            #expect(answer.error == error)
            #expect(answer.json["explanation"] != nil)
        }
    }

    @Test func otherRequestsAreAsInHydra() async throws {
        try await Self.run { server in
            let client = try await Self.register(server)
            let browser = try await server.get(
                .publicPort,
                "/oauth2/auth?client_id=\(client.id)&response_type=token&scope=read&state=\(Self.state)")
            #expect(browser.status == 302)
            let basic = try await server.post(.adminPort, "/oauth2/token", form: [("grant_type", "client_credentials")])
            #expect(basic.status == 404)
            #expect(basic.text == "404 page not found\n")
        }
    }
}
