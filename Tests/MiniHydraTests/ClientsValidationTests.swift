import GoText
import JOSE
import Testing

@testable import MiniHydra

@Suite("The rules of clients")
struct ClientsValidationTests {
    private func validate(
        _ text: String, sector: [String]? = nil, configure: (inout Configuration) -> Void = { _ in }
    ) async throws -> ClientBody {
        var configuration = Configuration(
            dataSource: .memory, issuer: "http://localhost:4444", publicURL: "http://localhost:4444")
        configure(&configuration)
        let validation = ClientValidation(
            configuration: configuration,
            resolve: { host in
                if let address = IPAddress(host) { return [address] }
                return host == "inside.example.com" ? ["10.0.0.7"].compactMap(IPAddress.init) : []
            },
            fetchSector: { _ in sector })
        var body = try ClientBody(decoding: Array(text.utf8))
        try await validation.validate(&body)
        return body
    }

    private func refusal(
        _ text: String, sector: [String]? = nil, configure: (inout Configuration) -> Void = { _ in }
    ) async -> AdminError? {
        do { _ = try await validate(text, sector: sector, configure: configure) } catch { return error as? AdminError }
        return nil
    }

    private func expectHint(
        _ text: String, _ hint: String, configure: (inout Configuration) -> Void = { _ in },
        location: SourceLocation = #_sourceLocation
    ) async {
        let error = await refusal(text, configure: configure)
        let prefix = OAuthError.invalidClientMetadata.description
        #expect(error?.status == 400, sourceLocation: location)
        #expect(error?.error == "invalid_client_metadata", sourceLocation: location)
        #expect(error?.description == (hint.isEmpty ? prefix : "\(prefix) \(hint)"), sourceLocation: location)
    }

    @Test func defaults() async throws {
        let body = try await validate("{}")
        let client = body.client
        #expect(client.scope == "offline_access offline openid")
        #expect(client.subjectType == "public")
        #expect(client.tokenEndpointAuthMethod == "client_secret_basic")
        #expect(client.userinfoSignedResponseAlg == "none")
        #expect(client.metadata == .object([:]))
        #expect(!body.nullLists.contains("audience") && body.nullLists.contains("redirect_uris"))
        #expect(try await validate(#"{"scope":" ","metadata":null}"#).client.scope == " ")
        #expect(try await validate(#"{"metadata":null}"#).client.metadata == .null)
        #expect(try await validate("{}") { $0.oidc.defaultScope = ["a", "b"] }.client.scope == "a b")
    }

    @Test func private_key_jwt() async {
        await expectHint(
            #"{"token_endpoint_auth_method":"private_key_jwt","tos_uri":"x"}"#,
            "When token_endpoint_auth_method is 'private_key_jwt', either jwks or jwks_uri must be set.")
        await expectHint(
            #"{"token_endpoint_auth_method":"private_key_jwt","jwks_uri":"x","token_endpoint_auth_signing_alg":"HS256"}"#,
            "Only RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and ES512 are supported as algorithms for private "
                + "key authentication.")
        #expect(await refusal(#"{"token_endpoint_auth_signing_alg":"HS256"}"#) == nil)
    }

    @Test func keys() async {
        await expectHint(
            #"{"jwks":{"keys":[]},"jwks_uri":"x","tos_uri":"x"}"#,
            "Fields jwks and jwks_uri can not both be set, you must choose one.")
        await expectHint(
            #"{"jwks":{"keys":[{"kty":"oct","k":"AAAA"}]},"tos_uri":"x"}"#, "Invalid JSON web key in set.")
    }

    @Test func private_addresses() async {
        let strict: (inout Configuration) -> Void = { $0.clientRequests.refusesPrivateAddresses = true }
        await expectHint(
            #"{"request_uris":["http://inside.example.com/"],"tos_uri":"x"}"#,
            "Client IP address is not allowed: key request_uris.0 validation is failing: ip 10.0.0.7 is in the "
                + "10.0.0.0/8 range", configure: strict)
        await expectHint(
            #"{"jwks_uri":"http://[::1]:80/"}"#,
            "Client IP address is not allowed: key jwks_uri validation is failing: ip ::1 is in the ::1/128 range",
            configure: strict)
        #expect(await refusal(#"{"jwks_uri":"http://8.8.8.8/"}"#, configure: strict) == nil)
        #expect(await refusal(#"{"frontchannel_logout_uri":"http://127.0.0.1/"}"#, configure: strict) == nil)
        #expect(await refusal(#"{"jwks_uri":"http://127.0.0.1/"}"#) == nil)
    }

    @Test func information_uris_and_secrets() async {
        await expectHint(#"{"tos_uri":"terms","client_secret":"12345"}"#, "Field tos_uri must be a valid URI.")
        await expectHint(
            #"{"policy_uri":"/policy"}"#, "/policy must use https:// or http:// as HTTP scheme for field policy_uri.")
        await expectHint(
            #"{"client_secret":"12345","allowed_cors_origins":["*"]}"#,
            "Field client_secret must contain a secret that is at least 6 characters long.")
        #expect(await refusal(#"{"client_secret":"äöü"}"#) == nil)
    }

    @Test(arguments: [
        ("*", "Origin URL * must use https:// or http:// as HTTP scheme."),
        (
            "http://a b",
            "Origin URL http://a b from allowed_cors_origins could not be parsed: parse 'http://a b': "
                + "invalid character ' ' in host name"
        ),
        ("http://u@a", "Origin URL http://u@a has HTTP user and/or password set which is not allowed."),
        (
            "http://a/b",
            "Origin URL http://a/b must have an empty path, query, and fragment but one of the parts is not "
                + "empty."
        ),
        (
            "http://a?b",
            "Origin URL http://a?b must have an empty path, query, and fragment but one of the parts is not "
                + "empty."
        ),
    ])
    func origins_refused(origin: String, hint: String) async {
        await expectHint(#"{"allowed_cors_origins":["\#(origin)"],"sector_identifier_uri":"x"}"#, hint)
    }

    @Test func origins_are_written_anew() async throws {
        let body = try await validate(#"{"allowed_cors_origins":["HTTP://a//","http://a#","https://b:8/"]}"#)
        #expect(body.client.allowedCORSOrigins == ["http://a", "http://a", "https://b:8"])
    }

    @Test func sector_identifiers() async {
        await expectHint(
            #"{"sector_identifier_uri":"https://local host/%zz"}"#,
            "Value of sector_identifier_uri could not be parsed because parse 'https://local host/%zz': invalid character "
                + "' ' in host name.")
        await expectHint(#"{"sector_identifier_uri":"http://a/","userinfo_signed_response_alg":"x"}"#, "")
        await expectHint(#"{"sector_identifier_uri":"https://a/"}"#, "")
        let body = #"{"sector_identifier_uri":"https://a/","redirect_uris":["https://b/"]}"#
        #expect(await refusal(body, sector: ["https://b/"]) == nil)
        #expect(await refusal(body, sector: ["https://c/"]) != nil)
        #expect(await refusal(body, sector: []) != nil)
    }

    @Test func redirect_uris() async {
        await expectHint(
            ##"{"userinfo_signed_response_alg":"ES256","redirect_uris":["http://a/#"]}"##,
            "Field userinfo_signed_response_alg can either be 'none' or 'RS256'.")
        for (uri, hint) in [
            ("http://a/#x", "Redirect URIs must not contain fragments (#)."),
            ("", "Unable to parse redirect URL: "), ("callback", "Unable to parse redirect URL: callback"),
        ] {
            let error = await refusal(#"{"subject_type":"foo","redirect_uris":["\#(uri)"]}"#)
            #expect(error?.error == "invalid_redirect_uri")
            #expect(error?.description == "The value of one or more redirect_uris is invalid. \(hint)")
        }
        for uri in ["com.example.app:cb", "/path", "javascript:alert(1)", "https://*.example.com/", "http:"] {
            #expect(await refusal(#"{"redirect_uris":["\#(uri)"]}"#) == nil)
        }
    }

    @Test(arguments: [
        ("foo", "", ["public"], "public"), ("pairwise", "", ["public"], "public"),
        ("public", "", ["pairwise"], "pairwise"), ("foo", "", ["pairwise", "public"], "public pairwise"),
        ("pairwise", "JWT", ["pairwise", "public"], "public"),
    ])
    func subject_types(type: String, strategy: String, supported: [String], list: String) async {
        await expectHint(
            #"{"subject_type":"\#(type)","access_token_strategy":"\#(strategy)","post_logout_redirect_uris":["x"]}"#,
            "Subject type \(type) is not supported by server, only [\(list)] are allowed."
        ) { $0.oidc.subjectTypes = supported }
    }

    @Test func default_subject_type() async throws {
        #expect(try await validate("{}") { $0.oidc.subjectTypes = ["pairwise"] }.client.subjectType == "pairwise")
        #expect(
            try await validate("{}") { $0.oidc.subjectTypes = ["pairwise", "public"] }.client.subjectType == "public")
        let opaque = #"{"subject_type":"pairwise","access_token_strategy":"opaque"}"#
        let body = try await validate(opaque) {
            $0.oidc.subjectTypes = ["pairwise"]
            $0.strategies.accessToken = .jwt
        }
        #expect(body.client.accessTokenStrategy == .opaque)
    }

    @Test func post_logout_uris_and_strategy() async throws {
        await expectHint(
            #"{"post_logout_redirect_uris":["bye"],"access_token_strategy":"foo"}"#,
            "Unable to parse post_logout_redirect_uri: bye")
        for uri in ["http://a:80/", "https://a/", "http://b/", "http://a:81/"] {
            await expectHint(
                #"{"redirect_uris":["http://a/cb"],"post_logout_redirect_uris":["\#(uri)"]}"#,
                "post_logout_redirect_uri '\(uri)' must match the domain, port, scheme of at least one of the registered "
                    + "redirect URIs but did not")
        }
        #expect(
            await refusal(#"{"redirect_uris":["http://a/cb"],"post_logout_redirect_uris":["http://a/bye"]}"#) == nil)
        await expectHint(
            #"{"access_token_strategy":"Foo"}"#,
            "invalid access token strategy: expected one of [jwt, opaque] but got foo")
        #expect(try await validate(#"{"access_token_strategy":"JWT"}"#).client.accessTokenStrategy == .jwt)
    }
}
