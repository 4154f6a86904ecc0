import GoText
import JOSE
import Testing

@testable import MiniHydra

@Suite struct TrustedIssuerTests {
    private static let path = "/admin/trust/grants/jwt-bearer/issuers"

    private func body(_ members: JSONObject = [:]) throws -> JSONValue {
        var body: JSONObject = [
            "issuer": "https://idp.example.com", "subject": "alice", "scope": ["read"],
            "jwk": try JWK.generate(.ES256, kid: "key-1").publicPart.json, "expires_at": "2099-01-01T00:00:00.5Z",
        ]
        for (name, value) in members { body[name] = value }
        return .object(body)
    }

    @Test func createdAndShown() async throws {
        try await TestServer.run { server in
            let made = try await server.send("POST", .adminPort, Self.path, json: body())
            #expect(made.status == 201)
            let id = try #require(made.json["id"]?.stringValue)
            #expect(made.header("Location") == "/trust/grants/jwt-bearer/issuers/\(id)")
            #expect(made.json["public_key"] == ["set": "https://idp.example.com", "kid": "key-1"])
            #expect(made.json["expires_at"] == "2099-01-01T00:00:01Z")
            let shown = try await server.get(.adminPort, "\(Self.path)/\(id.uppercased())")
            #expect(shown.status == 200)
            #expect(shown.json == made.json)
            let keys = try await server.get(.adminPort, "/admin/keys/https:%2F%2Fidp.example.com")
            #expect(keys.status == 200)
        }
    }

    @Test func withoutScopes() async throws {
        try await TestServer.run { server in
            let made = try await server.send("POST", .adminPort, Self.path, json: body(["scope": .null]))
            #expect(made.json["scope"] == .null)
            let id = try #require(made.json["id"]?.stringValue)
            let shown = try await server.get(.adminPort, "\(Self.path)/\(id)")
            #expect(shown.json["scope"] == [])
        }
    }

    /// The first thing that is missing is told.
    @Test(
        arguments: [
            (["issuer": ""], "Field 'issuer' is required."),
            (["subject": ""], "One of 'subject' or 'allow_any_subject' field must be set."),
            (
                ["allow_any_subject": true],
                "Both 'subject' and 'allow_any_subject' fields cannot be set at the same time."
            ),
            (["expires_at": .null, "jwk": ["kty": "oct", "k": "AA"]], "Field 'expires_at' is required."),
            (["jwk": ["kty": "oct", "k": "AA"]], "Field 'jwk' must contain JWK with kid header."),
        ] as [(JSONObject, String)])
    func missing(members: JSONObject, hint: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.send("POST", .adminPort, Self.path, json: body(members))
            #expect(answer.status == 400)
            #expect(answer.error == "missing_required_parameter")
            #expect(
                answer.description
                    == "One of the required parameters is missing. Check your request parameters. " + hint)
        }
    }

    @Test(arguments: [
        ("", "EOF"), ("[]", "json: cannot unmarshal array into Go value of type trust.createGrantRequest"),
        (
            #"{"issuer":1}"#,
            "json: cannot unmarshal number into Go struct field createGrantRequest.issuer of type string"
        ),
        (#"{"jwk":null}"#, "go-jose/go-jose: unknown json web key type ''"),
        (#"{"expires_at":1}"#, "Time.UnmarshalJSON: input is not a JSON string"),
    ])
    func undecodable(body: String, message: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.send("POST", .adminPort, Self.path, body: Array(body.utf8))
            #expect(answer.status == 400)
            #expect(answer.error == "error")
            #expect(answer.description == message)
        }
    }

    @Test func issuerSubjectAndKeyAreUniqueTogether() async throws {
        try await TestServer.run { server in
            #expect(try await server.send("POST", .adminPort, Self.path, json: body()).status == 201)
            #expect(try await server.send("POST", .adminPort, Self.path, json: body()).status == 409)
            let other = try await server.send("POST", .adminPort, Self.path, json: body(["subject": "bob"]))
            #expect(other.status == 201)
        }
    }

    /// The key that two trusts are built on takes both with it, whether it goes with a trust or by itself.
    @Test(arguments: [true, false]) func aKeyTakesItsTrustsWithIt(byTrust: Bool) async throws {
        try await TestServer.run { server in
            let first = try await server.send("POST", .adminPort, Self.path, json: body())
            let second = try await server.send("POST", .adminPort, Self.path, json: body(["subject": "bob"]))
            let id = try #require(first.json["id"]?.stringValue)
            let otherID = try #require(second.json["id"]?.stringValue)
            let place = byTrust ? "\(Self.path)/\(id)" : "/admin/keys/https:%2F%2Fidp.example.com/key-1"
            #expect(try await server.send("DELETE", .adminPort, place).status == 204)
            #expect(try await server.get(.adminPort, "\(Self.path)/\(otherID)").status == 404)
            #expect(try await server.send("DELETE", .adminPort, "\(Self.path)/\(id)").status == 404)
        }
    }

    @Test func pages() async throws {
        try await TestServer.run { server in
            for subject in ["a", "b", "c"] {
                _ = try await server.send("POST", .adminPort, Self.path, json: body(["subject": .string(subject)]))
            }
            let one: JSONObject = ["issuer": "https://other.example.com"]
            _ = try await server.send("POST", .adminPort, Self.path, json: body(one))
            let query = "?issuer=https%3A%2F%2Fidp.example.com&page_size=2"
            let page = try await server.get(.adminPort, Self.path + query)
            let link = try #require(page.header("Link"))
            let next = try #require(link.split(separator: ",").last?.split(separator: ">").first?.dropFirst())
            #expect(next.hasPrefix(Self.path + "?issuer=https%3A%2F%2Fidp.example.com&page_size=2&page_token="))
            let rest = try await server.get(.adminPort, String(next))
            let items = try [page, rest].flatMap { try JSONValue.decodeWhole($0.response.body).arrayValue ?? [] }
            #expect(Set(items.compactMap { $0.objectValue?["subject"]?.stringValue }) == ["a", "b", "c"])
            #expect(rest.header("Link")?.contains("rel=\"next\"") == false)
        }
    }

    @Test func whatIsNoID() async throws {
        try await TestServer.run { server in
            let answer = try await server.get(.adminPort, "\(Self.path)/not-a-uuid")
            #expect(answer.status == 400)
            #expect(
                answer.description
                    == "Unable to parse parameter id: uuid: incorrect UUID length 10 in string 'not-a-uuid'")
        }
    }
}
