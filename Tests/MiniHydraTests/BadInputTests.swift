import GoText
import HTTP
import Testing

@testable import MiniHydra

/// Input that is broken in ways that no recording has: a clear answer, and the server goes on.
@Suite struct BadInputTests {
    private func isWell(_ server: TestServer) async throws -> Bool {
        let ready = try await server.get(.publicPort, "/health/ready").status
        let made = try await server.send("POST", .adminPort, "/admin/clients", json: [:]).status
        return ready == 200 && made == 201
    }

    @Test func invalidUTF8IsReadAsReplacementCharacters() async throws {
        try await TestServer.run { server in
            let body = Array("{\"client_id\":\"bad\",\"client_name\":\"".utf8) + [0xFF, 0xC3] + Array("\"}".utf8)
            let answer = try await server.send("POST", .adminPort, "/admin/clients", body: body)
            #expect(answer.status == 201)
            #expect(answer.json["client_name"]?.stringValue == "\u{FFFD}\u{FFFD}")
            let form = Array("grant_type=client_credentials&client_id=".utf8) + [0xFF, 0xFE]
            let token = try await server.send(
                "POST", .publicPort, "/oauth2/token",
                headers: [("Content-Type", "application/x-www-form-urlencoded")], body: form)
            #expect(token.error == "invalid_client")
            #expect(try await isWell(server))
        }
    }

    @Test(arguments: [("[", "]"), ("{\"a\":", "}")])
    func deepJSONIsRefused(_ opening: String, _ closing: String) async throws {
        try await TestServer.run { server in
            let deep = String(repeating: opening, count: 10_001) + "1" + String(repeating: closing, count: 10_001)
            for path in ["/admin/clients", "/admin/keys/a"] {
                let answer = try await server.send("POST", .adminPort, path, body: Array(deep.utf8))
                #expect(answer.status == 400)
            }
            let metadata = String(repeating: opening, count: 9_000) + "1" + String(repeating: closing, count: 9_000)
            let kept = try await server.send(
                "POST", .adminPort, "/admin/clients",
                body: Array("{\"client_id\":\"deep\",\"metadata\":\(metadata)}".utf8))
            #expect(kept.status == 201)
            #expect(try await server.get(.adminPort, "/admin/clients/deep").status == 200)
            let patch = try await server.send("PATCH", .adminPort, "/admin/clients/deep", body: Array(deep.utf8))
            #expect(patch.status == 500)
            #expect(try await isWell(server))
        }
    }

    @Test func aHundredMegabytesAreReadWhereHydraReadsThem() async throws {
        try await TestServer.run { server in
            let filling = [UInt8](repeating: UInt8(ascii: "a"), count: 100 << 20)
            let body = Array("{\"client_id\":\"big\",\"unknown\":\"".utf8) + filling + Array("\"}".utf8)
            let answer = try await server.send("POST", .adminPort, "/admin/clients", body: body)
            #expect(answer.status == 201)
            #expect(try await isWell(server))
        }
    }

    @Test(arguments: [
        "ory_at_", ".", "..", "a.b.c", "ory_at_\u{FFFD}.\u{FFFD}", "eyJhbGciOiJub25lIn0.e30.",
        "eyJhbGciOiJub25lIn0.e30",
    ])
    func whatIsNoTokenIsInactive(_ token: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.post(.adminPort, "/admin/oauth2/introspect", form: [("token", token)])
            #expect(answer.status == 200)
            #expect(answer.text == "{\"active\":false}\n")
        }
    }

    @Test(arguments: ["Basic", "Basic !!!", "Basic YQ==", "Bearer", "\u{1F600}", "basic YTpi"])
    func strangeAuthorizationHeadersAreNoFault(_ header: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.post(
                .publicPort, "/oauth2/token", form: [("grant_type", "client_credentials")],
                headers: [("Authorization", header)])
            #expect([400, 401].contains(answer.status))
        }
    }

    @Test func aKeyEndpointThatIsNotThereIsTold() async throws {
        try await TestServer.run { server in
            try await server.createClient([
                "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": "http://127.0.0.1:9/keys",
            ])
            let assertion = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhcHAifQ.AAAA"
            let answer = try await server.post(
                .publicPort, "/oauth2/token",
                form: [
                    ("grant_type", "client_credentials"), ("client_assertion", assertion),
                    ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                ])
            #expect(answer.status == 500)
            #expect(answer.error == "server_error")
        }
    }

    @Test func tenServersRunSideBySide() async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<10 {
                group.addTask {
                    try await TestServer.run("strategies: {access_token: \(index % 2 == 0 ? "jwt" : "opaque")}") {
                        server in
                        try await server.createClient()
                        let token = try await server.token().json["access_token"]?.stringValue ?? ""
                        return token.hasPrefix("ory_at_") == (index % 2 == 1)
                    }
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
