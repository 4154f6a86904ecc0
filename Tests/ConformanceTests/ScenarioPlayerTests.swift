import GoText
import HTTP
import JOSE
import Testing

@testable import Conformance

@Suite struct ScenarioPlayerTests {
    /// Plays a scenario against a table server on free ports.
    private func play(
        _ yaml: String, table: [String: Response] = [:], clock: TableServer.ManualClock = .init()
    ) async throws -> [StepResult] {
        let group = try EventLoopGroup(threads: 1)
        try group.start()
        let handler = TableServer(table: table, client: group.client)
        let address = ListenAddress.tcp(host: "127.0.0.1", port: 0)
        let publicServer = try HTTPServer(group: group, address: address, limits: ServerLimits(), handler: handler)
        let adminServer = try HTTPServer(group: group, address: address, limits: ServerLimits(), handler: handler)
        let hooks = try HookServer(group: group, port: 0, clock: clock)
        let ports = PortMap(publicPort: publicServer.port, adminPort: adminServer.port, hookPort: hooks.port)
        let suite = try RecordedSuite(directory: Fixtures.directory)
        let player = ScenarioPlayer(suite: suite, ports: ports, hooks: hooks, group: group, clock: clock)
        let results = await player.play(try Fixtures.scenario(yaml))
        await hooks.stop()
        _ = await publicServer.stop(gracePeriod: .seconds(1))
        _ = await adminServer.stop(gracePeriod: .seconds(1))
        await group.stop()
        return results
    }

    private func body(_ result: StepResult) throws -> JSONObject {
        try #require(result.content["body"]?.objectValue, "\(result.content)")
    }

    @Test func requestsAreSentAsWritten() async throws {
        let results = try await play(
            """
            scenario: test.requests
            steps:
              - {step: get, to: public, path: "/echo?a=b", query: {c: [1, x y], d: true}, headers: {Cookie: own=1}}
              - {step: json, to: admin, method: POST, path: /echo, json: {a: "${run}", b: [1, null]},
                 basic: ["a b", "c:d"]}
              - {step: form, to: public, method: PUT, path: /echo, form: {a: [b, "c&"], e: ""}, bearer: token}
              - {step: text, to: url, method: POST, path: "http://localhost:4445/echo?x=%zz", text: "raw",
                 headers: {content-type: text/x}}
              - {step: empty, to: public, method: POST, path: /echo}
            """)
        #expect(results.map(\.step) == ["get", "json", "form", "text", "empty"])
        #expect(results.allSatisfy { $0.content["status"] == 200 && $0.sentAt == 1_800_000_000 })
        let get = try body(results[0])
        #expect(get["target"] == "/echo?a=b&c=1&c=x+y&d=True")
        #expect(get["host"] == "localhost:4444" && get["cookie"] == "own=1")
        let json = try body(results[1])
        #expect(json["body"] == #"{"a": "${run}", "b": [1, null]}"#)
        #expect(json["host"] == "localhost:4445" && json["type"] == "application/json")
        #expect(json["authorization"] == .string("Basic YStiOmMlM0Fk"))
        let form = try body(results[2])
        #expect(form["method"] == "PUT" && form["body"] == "a=b&a=c%26&e=" && form["authorization"] == "Bearer token")
        let text = try body(results[3])
        #expect(text["target"] == "/echo?x=%zz" && text["host"] == "localhost:4445")
        #expect(text["type"] == "text/x" && text["body"] == "raw")
        #expect(try body(results[4])["body"] == "")
    }

    @Test func valuesAndCookiesAreCarriedOn() async throws {
        let location = "http://localhost:4444/echo?login_verifier=secret-verifier&x=1"
        let table = [
            "GET /start": Response(
                status: 302,
                headers: HeaderFields([
                    ("Location", location),
                    ("Set-Cookie", "csrf=abc; Path=/; HttpOnly; Expires=Mon, 01 Jan 2035 00:00:00 GMT"),
                    ("X-Other", "1"), ("Cache-Control", "no-store"), ("Content-Type", "text/html"),
                ]), body: Array("<html><form action='/a'><input name=user_code value=ABCDEFGH></form>".utf8)),
            "GET /end": Response(status: 204, headers: ["Set-Cookie": "csrf=; Max-Age=0"]),
        ]
        let results = try await play(
            """
            scenario: test.values
            steps:
              - step: start
                to: public
                path: /start
                jar: browser
                save:
                  next: header Location
                  verifier: query Location login_verifier
                  code: form user_code
                  no: header X-No
              - {step: follow, to: url, path: "${next}", jar: browser, save: {short: json /cookie}}
              - {step: other, to: public, path: "/echo?${code}&${short}", jar: other}
              - {step: end, to: public, path: /end, jar: browser}
              - {step: after, to: public, path: /echo, jar: browser}
              - {step: missing, to: public, path: "/echo?${no}"}
              - {step: gone, to: url, path: "http://localhost:1/"}
            """, table: table)
        #expect(results.map(\.step) == ["start", "start", "follow", "other", "end", "after", "missing", "gone"])
        let start = results[0].content
        let wanted = try Fixtures.json(
            #"""
            {"status": 302, "body": {"html_form": {"action": "/a", "inputs": {"user_code": "${code}"}}},
             "headers": {"content-type": "text/html", "cache-control": "no-store",
             "location": {"url": "http://localhost:4444/echo", "query": {"login_verifier": "${verifier}", "x": "1"}}},
             "cookies": {"csrf": {"path": "/", "httponly": ""}}}
            """#)
        #expect(Comparing.areEqual(.object(start), wanted), "\(start)")
        #expect(results[1].unplayable == "no header X-No")
        #expect(try body(results[2])["target"] == "/echo?login_verifier=${verifier}&x=1")
        #expect(try body(results[2])["cookie"] == "${short}" && body(results[3])["cookie"] == .null)
        #expect(try body(results[3])["target"] == "/echo?${code}&${short}")
        #expect(results[4].content["body"] == .null)
        #expect(try body(results[5])["cookie"] == .null)
        #expect(results[6].unplayable == "no value for ${no}")
        #expect(results[7].unplayable?.contains("localhost:1/") == true)
    }

    @Test func hooksAreAnsweredAndRemembered() async throws {
        let results = try await play(
            """
            scenario: test.hooks
            steps:
              - {step: unset, to: public, method: POST, path: /call, form: {hook: "http://localhost:5556/other"}}
              - serve: {path: /hook, status: 201, json: {a: "${run}"}}
              - {step: call, to: public, method: POST, path: /call,
                 form: {hook: "http://localhost:5556/hook", token: "x"}}
              - {step: seen, received: {path: /hook, headers: [X-Other]}, save: {sent: json /hook}}
              - {step: never, received: {path: /never, within: 0.05}}
              - {step: saved, to: public, path: "/echo?${sent}"}
              - serve: {path: /hook, status: 204}
              - {step: empty, to: public, method: POST, path: /call, form: {hook: "http://localhost:5556/hook"}}
            """)
        #expect(results.map(\.step) == ["unset", "call", "seen", "never", "saved", "empty"])
        #expect(results[0].content["status"] == 404)
        #expect(results[1].content["status"] == 201 && results[1].content["body"] == ["a": "${run}"])
        let wanted = try Fixtures.json(
            #"""
            {"request": {"method": "POST", "calls": 1, "body": {"token": "x", "hook": "${sent}"},
             "headers": {"content-type": "application/json", "authorization": "Bearer x", "x-other": "1"}}}
            """#)
        #expect(Comparing.areEqual(.object(results[2].content), wanted), "\(results[2].content)")
        #expect(results[3].content == ["request": .null])
        #expect(try body(results[4])["target"] == "/echo?${sent}")
        #expect(results[5].content["status"] == 204)
    }

    @Test func timeIsMovedInsteadOfWaitedFor() async throws {
        let results = try await play(
            """
            scenario: test.time
            steps:
              - {step: before, to: public, path: "/echo?${now}"}
              - wait: 3600
              - {step: after, to: public, path: "/echo?${now-60}"}
            """)
        #expect(try body(results[0])["target"] == "/echo?1800000000")
        #expect(try body(results[1])["target"] == "/echo?1800003540")
        #expect(results[1].sentAt == 1_800_003_600)
    }

    @Test func macrosHaveParametersAndNames() async throws {
        let results = try await play(
            """
            scenario: test.macros
            steps:
              - use: c_client
                as: first
                with: {client: {client_id: "app-${run}"}}
              - use: client
              - use: nothing
            """, table: ["POST /admin/clients": Response(body: Array(#"{"client_id": "c-123456"}"#.utf8))])
        #expect(results.map(\.step) == ["first.create", "first.create", "client.create", "client.create", "nothing"])
        #expect(results[0].content["body"] == ["client_id": "${id}"])
        #expect(results[1].unplayable == "nothing at /client_secret")
        #expect(results[4].unplayable == "no macro nothing")
    }

    @Test(arguments: ["RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA"])
    func tokensAreSignedAndVerified(algorithm: String) async throws {
        let key = try ScenarioKey(["alg": .string(algorithm), "kid": "server"])
        let token = try key.sign(header: ["kid": "server"], claims: ["sub": "alice"], algorithm: nil)
        let keys: JSONValue = ["keys": [.object(key.publicJSON)]]
        let table = [
            "GET /.well-known/jwks.json": Response(body: keys.encode()),
            "GET /token": Response(body: JSONValue.object(["id_token": .string(token), "other": "x"]).encode()),
        ]
        let results = try await play(
            """
            scenario: test.tokens
            steps:
              - {step: token, to: public, path: /token, decode: [json /id_token, json /other, json /none],
                 save: {t: json /id_token}}
              - {key: {name: k1, alg: \(algorithm)}}
              - sign: {key: k1, save: mine, header: {typ: null, jwk: "${k1.jwk}"}, claims: {exp: "${now+300}"}}
              - sign: {key: k1, save: bare, header: {alg: none}, claims: {}}
              - {step: mine, to: public, method: POST, path: /echo,
                 json: {jwks: "${k1.jwks}", token: "${mine}", none: "${bare}"}}
            """, table: table)
        let decoded = try #require(results[0].content["decoded"]?.objectValue)
        let verified = try Fixtures.json(
            #"""
            {"header": {"alg": "\#(algorithm)", "typ": "JWT", "kid": "server"}, "claims": {"sub": "alice"},
             "verified": true}
            """#)
        #expect(Comparing.areEqual(try #require(decoded["json /id_token"]), verified), "\(decoded)")
        #expect(decoded["json /other"] == "no: not a JWT: x")
        #expect(decoded["json /none"] == "no: nothing at /none")
        let sent = try Fixtures.json(try #require(try body(results[1])["body"]?.stringValue))
        let mine = try TokenText(sent.objectValue?["token"] ?? .null)
        #expect(mine.header.objectValue?["alg"] == .string(algorithm))
        #expect(mine.header.objectValue?["typ"] == nil)
        #expect(mine.claims == ["exp": 1_800_000_300])
        let jwk = try #require(mine.header.objectValue?["jwk"]?.objectValue)
        #expect(jwk["d"] == nil && jwk["kid"] == nil && jwk["use"] == "sig" && jwk["alg"] == .string(algorithm))
        let member = algorithm.hasSuffix("S256") && !algorithm.hasPrefix("E") ? "n" : "x"
        #expect(jwk[member] != nil)
        #expect(sent.objectValue?["none"]?.stringValue?.hasSuffix(".e30.") == true)
    }

    @Test func foreignTokensAreNotVerified() throws {
        let key = try ScenarioKey(["alg": "ES256", "kid": "server"])
        let other = try ScenarioKey(["alg": "ES256", "kid": "server"])
        let keys: JSONValue = ["keys": [.object(key.publicJSON)]]
        func verified(_ token: String, keys: JSONValue?) throws -> JSONValue? {
            try TokenVerification.decoded(.string(token), keys: keys).objectValue?["verified"]
        }
        let good = try key.sign(header: ["kid": "server"], claims: [:], algorithm: nil)
        #expect(try verified(good, keys: keys) == true)
        #expect(try verified(try key.sign(header: [:], claims: [:], algorithm: nil), keys: keys) == true)
        let bad = [
            try other.sign(header: ["kid": "server"], claims: [:], algorithm: nil),
            try key.sign(header: ["kid": "unknown"], claims: [:], algorithm: nil),
            try key.sign(header: ["kid": "server"], claims: [:], algorithm: "none"),
        ]
        for token in bad { #expect(try verified(token, keys: keys)?.stringValue?.hasPrefix("no: ") == true) }
        #expect(try verified(good, keys: nil)?.stringValue?.hasPrefix("no: ") == true)
    }
}
