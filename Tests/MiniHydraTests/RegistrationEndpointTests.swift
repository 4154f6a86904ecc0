import GoText
import HTTP
import Testing

@testable import MiniHydra

@Suite("Clients that register themselves")
struct RegistrationEndpointTests {
    private static let refusal = "The requested OAuth 2.0 client does not exist or you provided incorrect credentials."

    @Test func register_and_look() async throws {
        let bench = try ClientsBench()
        let made = try await bench.register(#"{"client_id":"mine","client_secret":"","skip_consent":false}"#)
        let id = try #require(made["client_id"]?.stringValue)
        let token = try #require(made["registration_access_token"]?.stringValue)
        #expect(made.status == 201 && id.count == 36)
        #expect(made.response.headers["Location"] == "admin/clients/\(id)")
        #expect(made["registration_client_uri"] == .string("http://localhost:4444/oauth2/register/\(id)"))
        #expect(made["metadata"] == .object([:]))
        let shown = try await bench.call(RegistrationEndpoints.get, id: id, bearer: token)
        #expect(shown.status == 200 && shown["metadata"] == nil && shown["redirect_uris"] == [])
    }

    @Test(arguments: [
        (#"{"client_secret":"123456","metadata":{}}"#, "It is not allowed to choose your own OAuth2 Client secret."),
        (
            #"{"metadata":null,"access_token_strategy":"jwt"}"#,
            "'metadata' cannot be set for dynamic client registration"
        ),
        (
            #"{"access_token_strategy":"x","skip_consent":true}"#,
            "It is not allowed to choose your own access token strategy."
        ),
        (
            #"{"skip_consent":true,"skip_logout_consent":true}"#,
            "'skip_consent' cannot be set for dynamic client registration"
        ),
        (
            #"{"skip_logout_consent":true,"subject_type":"x"}"#,
            "'skip_logout_consent' cannot be set for dynamic client registration"
        ),
        ("{", "Unable to decode the request body: unexpected EOF"),
    ])
    func forbidden_fields(body: String, text: String) async throws {
        let answer = try await ClientsBench().register(body)
        #expect(answer.status == 400)
        #expect(answer.description?.hasSuffix(text) == true)
    }

    @Test func closed() async throws {
        let bench = try ClientsBench { $0.oidc.allowsRegistration = false }
        for endpoint: ClientsBench.Endpoint in [
            RegistrationEndpoints.create, RegistrationEndpoints.get, RegistrationEndpoints.replace,
            RegistrationEndpoints.delete,
        ] {
            let answer = try await bench.call(endpoint, "POST", body: "{")
            #expect(answer.status == 404 && answer.description == "Dynamic registration is not enabled.")
        }
    }

    @Test func tokens_and_where_they_stand() async throws {
        let bench = try ClientsBench()
        let made = try await bench.register()
        let id = try #require(made["client_id"]?.stringValue)
        let token = try #require(made["registration_access_token"]?.stringValue)
        let other = try #require(try await bench.register()["registration_access_token"]?.stringValue)
        let status = { (target: String, headers: [(String, String)]) in
            try await bench.call(RegistrationEndpoints.get, "GET", target, id: id, headers: headers).status
        }
        #expect(try await status("/", [("Authorization", "bEARER \(token)")]) == 200)
        #expect(try await status("/", [("Authorization", "Bearer \(token.dropFirst(7))")]) == 200)
        #expect(try await status("/?access_token=\(token)", []) == 200)
        #expect(try await status("/?access_token=\(token)", [("Authorization", "Basic eDp5")]) == 200)
        #expect(try await status("/?access_token=\(token)", [("Authorization", "Bearer x")]) == 401)
        #expect(try await status("/", [("Authorization", "Token \(token)")]) == 401)
        #expect(try await status("/", [("Authorization", "Bearer")]) == 401)
        #expect(try await status("/", [("Authorization", "Bearer \(other)")]) == 401)
        #expect(try await status("/", []) == 401)
        let unknown = try await bench.call(RegistrationEndpoints.get, id: "nobody", bearer: token)
        #expect(unknown.status == 401 && unknown.description == Self.refusal)
        let form = try await bench.call(
            RegistrationEndpoints.replace, "PUT", id: id, body: "access_token=\(token)",
            headers: [("Content-Type", "application/x-www-form-urlencoded")])
        #expect(form.status == 400)
    }

    @Test func replace_rotates_the_token() async throws {
        let bench = try ClientsBench()
        let made = try await bench.create(
            #"{"client_id":"a","client_secret":"123456","metadata":{"x":1},"skip_consent":true}"#)
        let token = try #require(made["registration_access_token"]?.stringValue)
        let put = { (body: String, token: String) in
            try await bench.call(RegistrationEndpoints.replace, "PUT", id: "a", body: body, bearer: token)
        }
        let secret = try await put(#"{"client_secret":"654321"}"#, token)
        #expect(secret.status == 403)
        let malformed = try await put("{", token)
        #expect(malformed.description == "Unable to decode the request body. Is it valid JSON?")
        #expect(try await put("{", "wrong").status == 401)
        #expect(try await put(#"{"metadata":{}}"#, token).status == 400)
        let replaced = try await put(#"{"client_id":"b","client_name":"n"}"#, token)
        #expect(replaced.status == 200 && replaced["client_id"] == "a" && replaced["metadata"] == .object([:]))
        #expect(replaced["skip_consent"] == false && replaced["registration_client_uri"] == nil)
        let second = try #require(replaced["registration_access_token"]?.stringValue)
        #expect(try await put("{}", token).status == 401)
        #expect(try bench.hydra.client(id: "a")?.secret.matches("123456") == true)
        #expect(try await bench.call(RegistrationEndpoints.get, id: "a", bearer: second).status == 200)
        #expect(try await bench.call(RegistrationEndpoints.delete, "DELETE", id: "a", bearer: second).status == 204)
        #expect(try await bench.call(RegistrationEndpoints.delete, "DELETE", id: "a", bearer: second).status == 401)
    }
}
