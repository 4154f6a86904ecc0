import GoText
import Testing

@testable import MiniHydra

/// Each setting changes the value that stands for it.
@Suite struct ConfigurationSettingTests {
    private func load(_ text: String) throws -> Configuration {
        try Configuration.load(text: "dsn: memory\ndev: true\n" + text)
    }

    @Test(arguments: ["public", "admin"]) func listeners(name: String) throws {
        let configuration = try load(
            """
            serve:
              \(name):
                host: 127.0.0.1
                port: 9000
                socket: {owner: o, group: g, mode: 448}
                request_log: {disable_for_health: true}
                tls: {enabled: true, cert: {path: /c}, key: {base64: a2V5}}
                cors:
                  enabled: true
                  allowed_origins: ["http://*.example.com"]
                  allowed_methods: [GET]
                  allowed_headers: [X-A]
                  exposed_headers: [X-B]
                  allow_credentials: false
                  options_passthrough: true
                  max_age: 600
            """)
        let listener = name == "public" ? configuration.publicListener : configuration.adminListener
        #expect(listener.host == "127.0.0.1")
        #expect(listener.port == 9000)
        #expect(listener.socketOwner == "o")
        #expect(listener.socketGroup == "g")
        #expect(listener.socketMode == 0o700)
        #expect(listener.hidesHealthInLog)
        #expect(listener.tls.isEnabled)
        #expect(listener.tls.certificatePath == "/c")
        #expect(listener.tls.keyBase64 == "a2V5")
        #expect(listener.cors.isEnabled)
        #expect(listener.cors.allowedOrigins == ["http://*.example.com"])
        #expect(listener.cors.allowedMethods == ["GET"])
        #expect(listener.cors.allowedHeaders == ["X-A"])
        #expect(listener.cors.exposedHeaders == ["X-B"])
        #expect(!listener.cors.allowsCredentials)
        #expect(listener.cors.passesOptionsThrough)
        #expect(listener.cors.maxAge == 600)
    }

    @Test func sharedTLS() throws {
        let configuration = try load("serve: {tls: {enabled: true, cert: {path: /c}}, admin: {tls: {enabled: false}}}")
        #expect(configuration.publicListener.tls.isEnabled)
        #expect(!configuration.adminListener.tls.isEnabled)
        #expect(configuration.adminListener.tls.certificatePath == "/c")
        #expect(configuration.urls.issuer == "https://0.0.0.0:4444/")
    }

    @Test func cookies() throws {
        let cookies = try load(
            """
            serve:
              cookies:
                same_site_mode: Strict
                same_site_legacy_workaround: true
                domain: example.com
                secure: true
                names: {device_csrf: d, login_csrf: l, consent_csrf: c, session: s}
                paths: {session: /oauth2}
            """
        ).cookies
        #expect(cookies.sameSite == .strict)
        #expect(cookies.hasSameSiteLegacyWorkaround)
        #expect(cookies.domain == "example.com")
        #expect(cookies.isSecure)
        #expect([cookies.deviceCSRFName, cookies.loginCSRFName, cookies.consentCSRFName] == ["d", "l", "c"])
        #expect(cookies.sessionName == "s")
        #expect(cookies.sessionPath == "/oauth2")
    }

    @Test func log() throws {
        let log = try load(
            "log: {level: warn, format: json_pretty, leak_sensitive_values: true, redaction_text: hidden}"
        ).log
        #expect(log.level == .warn)
        #expect(log.format == .prettyJSON)
        #expect(log.leaksSensitiveValues)
        #expect(log.redactionText == "hidden")
    }

    @Test func urls() throws {
        let urls = try load(
            """
            urls:
              self: {issuer: 'http://a/issuer/', public: 'http://b/public/', admin: 'http://c'}
              login: http://d/login?ui=1
              consent: http://d/consent
              logout: http://d/logout
              error: http://d/error
              post_logout_redirect: http://d/out
              device: {verification: 'http://d/device', success: 'http://d/done'}
              identity_provider: {url: 'http://k', publicUrl: 'http://l', headers: {X-A: b}}
            """)
        #expect(urls.urls.issuer == "http://a/issuer/")
        #expect(urls.urls.hasGivenIssuer)
        #expect(urls.urls.publicURL == "http://b/public")
        #expect(urls.urls.login == "http://d/login?ui=1")
        #expect(urls.urls.registration == "http://d/login?ui=1")
        #expect(urls.urls.consent == "http://d/consent")
        #expect(urls.urls.logout == "http://d/logout")
        #expect(urls.urls.error == "http://d/error")
        #expect(urls.urls.postLogoutRedirect == "http://d/out")
        #expect(urls.urls.deviceVerification == "http://d/device")
        #expect(urls.urls.deviceSuccess == "http://d/done")
        #expect(urls.identityProvider.url == "http://k")
        #expect(urls.identityProvider.publicURL == "http://l")
        #expect(urls.identityProvider.headers == [.init(name: "X-A", value: "b")])
        #expect(try load("urls: {registration: 'http://r', login: 'http://l'}").urls.registration == "http://r")
    }

    @Test func fallbackPagesFollowThePublicURL() throws {
        let urls = try load("urls: {self: {issuer: 'http://a', public: 'http://b/x/'}, login: ''}").urls
        #expect(urls.login == "http://b/x/oauth2/fallbacks/login")
        #expect(urls.deviceSuccess == "http://b/x/oauth2/fallbacks/device/done")
    }

    @Test func secrets() throws {
        let text = "secrets: {system: [aaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbb]}"
        let secrets = try load(text).secrets
        #expect(secrets.system == ["aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"])
        #expect(secrets.cookie == secrets.system)
        #expect(secrets.pagination == secrets.system)
        let own = try load(text.dropLast() + ", cookie: [cccccccccccccccc], pagination: [dddddddddddddddd]}").secrets
        #expect(own.cookie == ["cccccccccccccccc"])
        #expect(own.pagination == ["dddddddddddddddd"])
    }

    @Test func strategies() throws {
        let strategies = try load("strategies: {scope: exact, access_token: jwt, jwt: {scope_claim: both}}").strategies
        #expect(strategies.scope == .exact)
        #expect(strategies.accessToken == .jwt)
        #expect(strategies.jwtScopeClaim == .both)
    }

    @Test func lifespans() throws {
        let lifespans = try load(
            """
            ttl: {login_consent_request: 1m, access_token: 2m, refresh_token: 3m, id_token: 4m, auth_code: 5m,
                  device_user_code: 6m, authentication_session: 9000h}
            """
        ).lifespans
        #expect(lifespans.loginConsentRequest == .minutes(1))
        #expect(lifespans.accessToken == .minutes(2))
        #expect(lifespans.refreshToken == .minutes(3))
        #expect(lifespans.idToken == .minutes(4))
        #expect(lifespans.authorizationCode == .minutes(5))
        #expect(lifespans.deviceUserCode == .minutes(6))
        #expect(lifespans.authenticationSession == .hours(180 * 24))
        #expect(try load("ttl: {refresh_token: -1}").lifespans.refreshToken == nil)
        #expect(try load("ttl: {refresh_token: '-1'}").lifespans.refreshToken == nil)
        #expect(try load("").lifespans.refreshToken == .hours(720))
    }

    @Test func oauth2() throws {
        let oauth2 = try load(
            """
            oauth2:
              expose_internal_errors: true
              exclude_not_before_claim: true
              mirror_top_level_claims: false
              allowed_top_level_claims: [a, b]
              session: {encrypt_at_rest: false}
              client_credentials: {default_grant_allowed_scope: true}
              hashers: {algorithm: bcrypt, bcrypt: {cost: 4}, pbkdf2: {iterations: 1}}
              pkce: {enforced: true, enforced_for_public_clients: true}
              token_hook: http://a
              refresh_token_hook: {url: 'http://b', auth: {type: api_key, config: {name: k, value: v}}}
              grant:
                refresh_token: {rotation_grace_period: 10m, rotation_grace_reuse_count: 2}
                jwt: {jti_optional: true, iat_optional: true, max_ttl: 5m}
            """
        ).oauth2
        #expect(oauth2.exposesInternalErrors)
        #expect(oauth2.excludesNotBeforeClaim)
        #expect(!oauth2.mirrorsTopLevelClaims)
        #expect(oauth2.allowedTopLevelClaims == ["a", "b"])
        #expect(oauth2.grantsAllowedScopeByDefault)
        #expect(oauth2.hasher == .bcrypt)
        #expect(oauth2.enforcesPKCE)
        #expect(oauth2.enforcesPKCEForPublicClients)
        #expect(oauth2.tokenHook == Configuration.Hook(url: "http://a"))
        #expect(oauth2.refreshTokenHook?.authentication == .init(place: nil, name: "k", value: "v"))
        #expect(oauth2.refreshTokenGracePeriod == .minutes(10))
        #expect(oauth2.refreshTokenGraceReuseCount == 2)
        #expect(oauth2.isAssertionIDOptional)
        #expect(oauth2.isAssertionIssueTimeOptional)
        #expect(oauth2.maximumAssertionLifespan == .minutes(5))
        let longest = "oauth2: {grant: {refresh_token: {rotation_grace_period: 10m}}}"
        #expect(try load(longest).oauth2.refreshTokenGracePeriod == .minutes(5))
    }

    @Test(arguments: [
        ("{entropy_preset: low}", 9, "0123456789"), ("{entropy_preset: medium}", 8, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        ("{entropy_preset: high}", 8, "abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679"),
        ("{length: 12, character_set: '01234567'}", 12, "01234567"),
    ])
    func userCodes(text: String, length: Int, characters: String) throws {
        let device = try load("oauth2: {device_authorization: {token_polling_interval: 30s, user_code: \(text)}}")
            .deviceAuthorization
        #expect(device.pollingInterval == .seconds(30))
        #expect(device.userCodeLength == length)
        #expect(device.userCodeCharacters == characters)
    }

    @Test(arguments: [
        "{length: 5, character_set: '01234567'}", "{length: 12}", "{entropy_preset: low, length: 12}", "{}",
    ])
    func wrongUserCodes(text: String) {
        #expect(throws: ConfigurationError.self) {
            try load("oauth2: {device_authorization: {user_code: \(text)}}")
        }
    }

    @Test func oidc() throws {
        let oidc = try load(
            """
            oidc:
              dynamic_client_registration: {enabled: true, default_scope: [alpha, beta]}
              subject_identifiers: {supported_types: [pairwise, public], pairwise: {salt: 12345678}}
            """.replacing("12345678", with: "'12345678'")
        ).oidc
        #expect(oidc.allowsRegistration)
        #expect(oidc.defaultScope == ["alpha", "beta"])
        #expect(oidc.subjectTypes == ["pairwise", "public"])
        #expect(oidc.pairwiseSalt == "12345678")
    }

    @Test func webfinger() throws {
        let webfinger = try load(
            """
            webfinger:
              jwks: {broadcast_keys: [a, b]}
              oidc_discovery:
                jwks_url: http://a/1
                token_url: http://a/2
                auth_url: http://a/3
                device_authorization_url: http://a/4
                client_registration_url: http://a/5
                userinfo_url: http://a/6
                supported_claims: [email]
                supported_scope: [profile]
            """
        ).webfinger
        #expect(webfinger.broadcastKeys == ["a", "b"])
        #expect(webfinger.jwksURL == "http://a/1")
        #expect(webfinger.tokenURL == "http://a/2")
        #expect(webfinger.authURL == "http://a/3")
        #expect(webfinger.deviceAuthorizationURL == "http://a/4")
        #expect(webfinger.clientRegistrationURL == "http://a/5")
        #expect(webfinger.userinfoURL == "http://a/6")
        #expect(webfinger.supportedClaims == ["email"])
        #expect(webfinger.supportedScope == ["profile"])
    }

    @Test func clientRequests() throws {
        let requests = try load(
            "clients: {http: {disallow_private_ip_ranges: true, private_ip_exception_urls: ['http://10.0.0.1/x']}}"
        ).clientRequests
        #expect(requests.refusesPrivateAddresses)
        #expect(requests.privateAddressExceptions == ["http://10.0.0.1/x"])
    }
}
