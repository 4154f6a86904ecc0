import Testing

@testable import MiniHydra

/// Environment variables, by the kind of setting.
@Suite struct ConfigurationEnvironmentTests {
    private func load(_ environment: [String: String], over text: String = "{}") throws -> Configuration {
        try Configuration.load(
            text: text, environment: ["DSN": "memory", "DEV": "1"].merging(environment) { $1 })
    }

    @Test func texts() throws {
        let configuration = try load([
            "URLS_POST_LOGOUT_REDIRECT": "http://a/out", "URLS_IDENTITY_PROVIDER_URL": "http://kratos",
            "SERVE_PUBLIC_HOST": "unix:/run/hydra.sock", "OIDC_SUBJECT_IDENTIFIERS_PAIRWISE_SALT": "12345678",
            "URLS_SELF_ISSUER": "http://127.0.0.1:4444/",
        ])
        #expect(configuration.urls.postLogoutRedirect == "http://a/out")
        #expect(configuration.identityProvider.url == "http://kratos")
        #expect(configuration.publicListener.host == "unix:/run/hydra.sock")
        #expect(configuration.oidc.pairwiseSalt == "12345678")
        #expect(configuration.urls.issuer == "http://127.0.0.1:4444/")
        #expect(configuration.urls.publicURL == "http://127.0.0.1:4444")
    }

    @Test(arguments: ["1", "t", "T", "TRUE", "true", "True"]) func yes(text: String) throws {
        #expect(try load(["OAUTH2_EXPOSE_INTERNAL_ERRORS": text]).oauth2.exposesInternalErrors)
    }

    @Test(arguments: ["0", "f", "false", "yes", "on", "", "tRUE"]) func no(text: String) throws {
        #expect(try !load(["OAUTH2_MIRROR_TOP_LEVEL_CLAIMS": text]).oauth2.mirrorsTopLevelClaims)
    }

    @Test func integers() throws {
        #expect(try load(["SERVE_PUBLIC_PORT": "5555"]).publicListener.port == 5555)
        #expect(try load(["SERVE_PUBLIC_CORS_MAX_AGE": "many"]).publicListener.cors.maxAge == 0)
        #expect(throws: ConfigurationError.self) { try load(["SERVE_PUBLIC_PORT": "x"]) }
    }

    @Test func lists() throws {
        let pair = ["first-secret-0123456789", "second-secret-0123456789"]
        #expect(try load(["SECRETS_SYSTEM": pair.joined(separator: ",")]).secrets.system == pair)
        #expect(try load(["SECRETS_SYSTEM": #"["\#(pair[0])", "\#(pair[1])"]"#]).secrets.system == pair)
        #expect(try load(["SECRETS_SYSTEM_0": pair[0], "SECRETS_SYSTEM_1": pair[1]]).secrets.system == pair)
        #expect(
            try load(["OIDC_SUBJECT_IDENTIFIERS_SUPPORTED_TYPES": "public,public"]).oidc.subjectTypes
                == ["public", "public"])
        let quoted = try load(["SERVE_ADMIN_CORS_ALLOWED_ORIGINS": #"http://a,"http://b,c",*"#])
        #expect(quoted.adminListener.cors.allowedOrigins == ["http://a", "http://b,c", "*"])
        #expect(try load(["SECRETS_COOKIE": ""]).secrets.cookie.isEmpty)
    }

    @Test func itemsOfAListInAFile() throws {
        let file = "{secrets: {system: [first-secret-0123456789, second-secret-0123456789]}}"
        #expect(
            try load(["SECRETS_SYSTEM_0": "other-secret-0123456789"], over: file).secrets.system
                == ["other-secret-0123456789", "second-secret-0123456789"])
        #expect(
            try load(["SECRETS_SYSTEM": "other-secret-0123456789"], over: file).secrets.system
                == ["other-secret-0123456789"])
    }

    @Test func objects() throws {
        let configuration = try load(
            ["SERVE": #"{"public": {"port": 5555}}"#, "SERVE_ADMIN_PORT": "5556"],
            over: "{serve: {public: {host: localhost}}}")
        #expect(configuration.publicListener.port == 5555)
        #expect(configuration.publicListener.host == "localhost")
        #expect(configuration.adminListener.port == 5556)
    }

    @Test func hooks() throws {
        #expect(try load(["OAUTH2_TOKEN_HOOK": "http://a/hook"]).oauth2.tokenHook?.url == "http://a/hook")
        let key = #"{"type": "api_key", "config": {"in": "cookie", "name": "k", "value": "v"}}"#
        let json = #"{"url": "http://a", "auth": \#(key)}"#
        let hook = try #require(try load(["OAUTH2_REFRESH_TOKEN_HOOK": json]).oauth2.refreshTokenHook)
        #expect(hook.url == "http://a")
        #expect(hook.authentication == .init(place: .cookie, name: "k", value: "v"))
    }

    @Test func caseOfNamesDoesNotMatter() throws {
        #expect(try load(["oidc_dynamic_client_registration_enabled": "true"]).oidc.allowsRegistration)
        #expect(try load(["Strategies_Access_Token": "jwt"]).strategies.accessToken == .jwt)
    }

    @Test(arguments: [
        "URLS_IDENTITY_PROVIDER_PUBLICURL", "URLS_IDENTITY_PROVIDER_PUBLIC_URL", "URLS_IDENTITY_PROVIDER_publicUrl",
    ])
    func keysWithACapitalLetterCanNotBeGiven(name: String) throws {
        #expect(try load([name: "http://a"]).identityProvider.publicURL == nil)
    }

    @Test(arguments: ["SECRETS", "LOG", "DB", "TTL", "URLS", "SERVE"]) func groupsWithAText(name: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try load([name: "foo"]) }
        #expect(
            error?.report.contains("\(name.lowercased()): <nil>\n") == true
                && error?.report.contains("^-- expected object, but got null\n") == true)
    }

    @Test func versionOfOthers() throws {
        #expect(throws: ConfigurationError.self) { try load(["VERSION": "1.2"]) }
        #expect(throws: Never.self) { try load(["VERSION": "v26.2.0"]) }
    }

    @Test func otherVariablesDoNoHarm() throws {
        _ = try load([
            "HYDRA_PORT": "tcp://10.0.0.1:4444", "PATH": "/bin", "HOME": "/", "LOGNAME": "me", "SERVER": "x",
            "OAUTH2_CLIENT_ID": "a", "OAUTH2_CLIENT_SECRET": "b", "ORY_SDK_URL": "http://a", "SQA_OPT_OUT": "true",
            "LOG_": "x", "SECRETS_SYSTEM_X": "y", "URLS_SELF": #"{"issuer": "http://a"}"#, "": "x", "_": "y",
        ])
    }

    @Test func settingsOfThingsThatAreNotHere() throws {
        _ = try load([
            "HSM_ENABLED": "true", "HSM_LIBRARY": "/lib/x.so", "HSM_PIN": "1234", "HSM_TOKEN_LABEL": "hydra",
            "TRACING_PROVIDER": "jaeger", "TRACING_PROVIDERS_JAEGER_LOCAL_AGENT_ADDRESS": "jaeger:6831",
            "PROFILING": "cpu", "DB_IGNORE_UNKNOWN_TABLE_COLUMNS": "true", "CGROUPS_V1_AUTO_MAX_PROCS_ENABLED": "true",
        ])
        _ = try load([:], over: "{feature_flags: {a: {b: c}}, sqa: {x: 1, opt_out: true}, version: v26.2.0}")
    }
}
