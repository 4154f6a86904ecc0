import GoText
import JOSE
import Synchronization
import Testing

@testable import MiniHydra

@Suite struct OpaqueTokensTests {
    private let tokens = OpaqueTokens(secrets: ["first-system-secret", "second-system-secret"])

    @Test func aTokenIsKnownByItsSignature() {
        let (text, signature) = tokens.make(.accessToken, random: SystemRandomSource())
        #expect(text.utf8.count == 94)
        #expect(text.hasPrefix("ory_at_"))
        #expect(tokens.signature(of: text, prefix: .accessToken) == signature)
        #expect(tokens.signature(of: String(text.dropFirst(7)), prefix: .accessToken) == signature)
    }

    @Test func allSecretsVerify() {
        let (text, _) = OpaqueTokens(secrets: ["second-system-secret"]).make(.accessToken, random: SystemRandomSource())
        #expect(tokens.signature(of: text, prefix: .accessToken) != nil)
        let (foreign, _) = OpaqueTokens(secrets: ["another-secret"]).make(.accessToken, random: SystemRandomSource())
        #expect(tokens.signature(of: foreign, prefix: .accessToken) == nil)
    }

    @Test(arguments: ["", "ory_at_", ".", "ory_at_a.b", "a.b.c", "ory_rt_a.b"])
    func whatIsNoTokenIsRefused(_ text: String) {
        #expect(tokens.signature(of: text, prefix: .accessToken) == nil)
    }

    @Test func aChangedTokenIsRefused() {
        let (text, _) = tokens.make(.accessToken, random: SystemRandomSource())
        var changed = Array(text)
        changed[10] = changed[10] == "A" ? "B" : "A"
        #expect(tokens.signature(of: String(changed), prefix: .accessToken) == nil)
    }
}

@Suite struct FlowCodecTests {
    private let codec = FlowCodec(secrets: ["a-system-secret-of-tests"])

    @Test func onlyTheSameKindIsRead() throws {
        let text = try codec.encode([1, 2, 3], kind: .loginChallenge, random: SystemRandomSource())
        #expect(codec.decode(text, kind: .loginChallenge) == [1, 2, 3])
        #expect(codec.decode(text, kind: .csrfCookie) == nil)
        #expect(FlowCodec(secrets: ["another-secret"]).decode(text, kind: .loginChallenge) == nil)
        #expect(
            FlowCodec(secrets: ["another-secret", "a-system-secret-of-tests"]).decode(text, kind: .loginChallenge) == [
                1, 2, 3,
            ])
        #expect(codec.decode("garbage", kind: .loginChallenge) == nil)
    }
}

@Suite struct TokenEndpointTests {
    @Test func anOpaqueTokenIsActiveUntilItExpires() async throws {
        try await TestServer.run { server in
            try await server.createClient()
            let answer = try await server.token([("scope", "read")])
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "application/json;charset=UTF-8")
            #expect(answer.header("Cache-Control") == "no-store")
            #expect(answer.header("Pragma") == "no-cache")
            #expect(answer.json["expires_in"]?.intValue == 3599)
            #expect(answer.json["token_type"]?.stringValue == "bearer")
            #expect(!answer.text.hasSuffix("\n"))
            let token = try #require(answer.json["access_token"]?.stringValue)
            let active = try await server.post(.adminPort, "/admin/oauth2/introspect", form: [("token", token)])
            #expect(active.json["active"]?.boolValue == true)
            #expect(active.json["sub"]?.stringValue == "app")
            #expect(active.header("Cache-Control") == nil)
            let other = try await server.post(
                .adminPort, "/admin/oauth2/introspect", form: [("token", token), ("scope", "write")])
            #expect(other.text == "{\"active\":false}\n")
            server.clock.advance(bySeconds: 3601)
            let late = try await server.post(.adminPort, "/admin/oauth2/introspect", form: [("token", token)])
            #expect(late.text == "{\"active\":false}\n")
        }
    }

    @Test func aJWTVerifiesAgainstTheJWKS() async throws {
        try await TestServer.run("strategies: {access_token: jwt}") { server in
            try await server.createClient()
            let token = try #require(try await server.token().json["access_token"]?.stringValue)
            let jws = try #require(CompactJWS(token))
            let keys = try await server.get(.publicPort, "/.well-known/jwks.json")
            let set = try JWKSet(json: JSONValue.decodeWhole(keys.response.body))
            let key = try #require(set.keys.first { $0.kid == jws.kid })
            #expect(!key.isPrivate)
            #expect(try Verifier(key).verify(jws, algorithm: .RS256))
            #expect(jws.claims["client_id"]?.stringValue == "app")
            #expect(jws.claims["scp"] == [])
            #expect(jws.claims["ext"] == [:])
            let active = try await server.post(.adminPort, "/admin/oauth2/introspect", form: [("token", token)])
            #expect(active.json["active"]?.boolValue == true)
            let longer = try await server.post(
                .adminPort, "/admin/oauth2/introspect", form: [("token", token + "AAAA")])
            #expect(longer.json["active"]?.boolValue == false)
        }
    }

    @Test func theOrderOfChecks() async throws {
        try await TestServer.run { server in
            try await server.createClient()
            let unknownGrant = try await server.post(.publicPort, "/oauth2/token", form: [("grant_type", "password")])
            #expect(unknownGrant.error == "invalid_request")
            let noCredentials = try await server.post(
                .publicPort, "/oauth2/token", form: [("grant_type", "client_credentials")])
            #expect(noCredentials.status == 400)
            let wrongSecret = try await server.post(
                .publicPort, "/oauth2/token",
                form: [
                    ("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "nope"),
                    ("scope", "unregistered"),
                ])
            #expect(wrongSecret.status == 401)
            #expect(wrongSecret.error == "invalid_client")
            #expect(try await server.token([("scope", "unregistered")]).error == "invalid_scope")
            let otherGrant = try await server.post(
                .publicPort, "/oauth2/token",
                form: [("grant_type", "refresh_token"), ("client_id", "app"), ("client_secret", "app-secret")])
            #expect(otherGrant.error == "unauthorized_client")
        }
    }

    @Test func aFormBeyondItsLimitCountsAsNone() async throws {
        try await TestServer.run { server in
            let answer = try await server.post(
                .publicPort, "/oauth2/token", form: [("grant_type", String(repeating: "a", count: 11 << 20))])
            #expect(answer.status == 400)
            #expect(answer.description?.hasSuffix("The POST body can not be empty.") == true)
            #expect(try await server.get(.publicPort, "/health/ready").status == 200)
        }
    }

    @Test func tokensOfADeletedClientAreInactive() async throws {
        try await TestServer.run { server in
            try await server.createClient()
            let token = try #require(try await server.token().json["access_token"]?.stringValue)
            #expect(try await server.send("DELETE", .adminPort, "/admin/clients/app").status == 204)
            try await server.createClient()
            let answer = try await server.post(.adminPort, "/admin/oauth2/introspect", form: [("token", token)])
            #expect(answer.json["active"]?.boolValue == false)
        }
    }

    @Test func freshKeysAreMadeOnceAndKept() async throws {
        var options = ServerOptions()
        options.freshKeys = true
        options.writeLog = { _ in }
        let server = try await MiniHydra.start(configuration: "", options: options)
        let first = try await server.hydra.keys.keys(ofSet: "hydra.jwt.access-token")
        let second = try await server.hydra.keys.keys(ofSet: "hydra.jwt.access-token")
        await server.stop()
        #expect(first.count == 1)
        #expect(first.map(\.kid) == second.map(\.kid))
        #expect(first.first?.kid.hasPrefix("7e57ab1e") == false)
    }
}

@Suite struct SigningKeysTests {
    /// Requests that all need the set at once, on several loops, must find one key in it.
    @Test func aSetIsMadeOnceHoweverManyNeedIt() async throws {
        for _ in 0..<20 {
            var options = ServerOptions()
            options.threads = 4
            options.writeLog = { _ in }
            let server = try await MiniHydra.start(configuration: "", options: options)
            let keys = server.hydra.keys
            let kids = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<16 { group.addTask { try await keys.keys(ofSet: "hydra.jwt.access-token").map(\.kid) } }
                var all: Set<[String]> = []
                for try await kids in group { all.insert(kids) }
                return all
            }
            await server.stop()
            #expect(kids == [["7e57ab1e-0000-4000-8000-000000000002"]])
        }
    }
}

@Suite struct MissingHookTests {
    private final class LogLines: Sendable {
        private let lines = Mutex("")

        var text: String { lines.withLock { $0 } }

        func append(_ text: String) { lines.withLock { $0 += text } }
    }

    /// Whoever configures a hook must not take it for called.
    @Test func aHookThatIsNotCalledIsTold() async throws {
        let lines = LogLines()
        var options = ServerOptions()
        options.writeLog = { lines.append(String(decoding: $0, as: UTF8.self)) }
        let server = try await MiniHydra.start(
            configuration: "{log: {level: warn}, oauth2: {token_hook: http://localhost:9/hook}}", options: options)
        await server.stop()
        #expect(lines.text.contains("The setting oauth2.token_hook has no effect yet"))
        #expect(!lines.text.contains("refresh_token_hook"))
    }
}
