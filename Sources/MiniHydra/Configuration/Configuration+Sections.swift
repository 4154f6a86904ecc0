import GoText

extension Configuration.Listener {
    init(_ read: SettingReader, at path: String, port: Int) {
        self.init(host: read.text(path + ".host") ?? "", port: read.integer(path + ".port") ?? port)
        socketOwner = read.text(path + ".socket.owner") ?? ""
        socketGroup = read.text(path + ".socket.group") ?? ""
        socketMode = read.integer(path + ".socket.mode") ?? socketMode
        cors = Configuration.CORS(read, at: path + ".cors")
        hidesHealthInLog = read.flag(path + ".request_log.disable_for_health")
        tls = Configuration.TLS(read, at: path + ".tls", over: Configuration.TLS(read, at: "serve.tls"))
    }
}

extension Configuration.TLS {
    /// What is not set here is as in another one.
    init(_ read: SettingReader, at path: String, over other: Self = Self()) {
        isEnabled = read.flag(path + ".enabled", unset: other.isEnabled)
        certificatePath = read.text(path + ".cert.path") ?? other.certificatePath
        certificateBase64 = read.text(path + ".cert.base64") ?? other.certificateBase64
        keyPath = read.text(path + ".key.path") ?? other.keyPath
        keyBase64 = read.text(path + ".key.base64") ?? other.keyBase64
    }
}

extension Configuration.CORS {
    init(_ read: SettingReader, at path: String) {
        self.init()
        isEnabled = read.flag(path + ".enabled")
        allowedOrigins = read.list(path + ".allowed_origins") ?? allowedOrigins
        allowedMethods = read.list(path + ".allowed_methods") ?? allowedMethods
        allowedHeaders = read.list(path + ".allowed_headers") ?? allowedHeaders
        exposedHeaders = read.list(path + ".exposed_headers") ?? exposedHeaders
        allowsCredentials = read.flag(path + ".allow_credentials", unset: true)
        passesOptionsThrough = read.flag(path + ".options_passthrough")
        maxAge = read.integer(path + ".max_age") ?? 0
    }
}

extension Configuration.Cookies {
    init(_ read: SettingReader) {
        self.init()
        sameSite = read.choice("serve.cookies.same_site_mode")
        isSecure = read.flag("serve.cookies.secure")
        domain = read.text("serve.cookies.domain") ?? ""
        hasSameSiteLegacyWorkaround = read.flag("serve.cookies.same_site_legacy_workaround")
        loginCSRFName = read.text("serve.cookies.names.login_csrf") ?? ""
        consentCSRFName = read.text("serve.cookies.names.consent_csrf") ?? ""
        deviceCSRFName = read.text("serve.cookies.names.device_csrf") ?? ""
        sessionName = read.text("serve.cookies.names.session") ?? ""
        sessionPath = read.text("serve.cookies.paths.session") ?? ""
    }
}

extension Configuration.Log {
    init(_ read: SettingReader) {
        self.init()
        level = Level(name: read.text("log.level") ?? "") ?? level
        format = Format(name: read.text("log.format") ?? "") ?? format
        leaksSensitiveValues = read.flag("log.leak_sensitive_values")
        redactionText = read.text("log.redaction_text") ?? redactionText
    }
}

extension Configuration.Log.Level {
    /// A level by its name in the configuration.
    package init?(name: String) {
        let names: [String: Self] = [
            "panic": .panic, "fatal": .fatal, "error": .error, "warn": .warn, "info": .info, "debug": .debug,
            "trace": .trace,
        ]
        guard let level = names[name] else { return nil }
        self = level
    }
}

extension Configuration.Log.Format {
    /// A format by its name in the configuration.
    package init?(name: String) {
        switch name {
        case "text": self = .text
        case "json": self = .json
        case "json_pretty": self = .prettyJSON
        default: return nil
        }
    }
}

extension Configuration.URLs {
    init(_ read: SettingReader, publicListener: Configuration.Listener, isDevelopment: Bool) {
        let given = read.text("urls.self.issuer")
        let issuer = given ?? Self.issuer(of: publicListener, isDevelopment: isDevelopment)
        self.init(issuer: issuer, publicURL: read.text("urls.self.public") ?? issuer)
        hasGivenIssuer = given != nil
        login = read.text("urls.login") ?? login
        registration = read.text("urls.registration") ?? login
        consent = read.text("urls.consent") ?? consent
        logout = read.text("urls.logout") ?? logout
        error = read.text("urls.error") ?? error
        postLogoutRedirect = read.text("urls.post_logout_redirect") ?? postLogoutRedirect
        deviceVerification = read.text("urls.device.verification") ?? deviceVerification
        deviceSuccess = read.text("urls.device.success") ?? deviceSuccess
    }

    /// The issuer where none is given: `https://0.0.0.0:4444/`.
    private static func issuer(of listener: Configuration.Listener, isDevelopment: Bool) -> String {
        let scheme = isDevelopment && !listener.tls.isEnabled ? "http" : "https"
        return "\(scheme)://\(listener.host.isEmpty ? "localhost" : listener.host):\(listener.port)/"
    }
}

extension Configuration.Secrets {
    init(_ read: SettingReader) {
        self.init()
        system = read.list("secrets.system") ?? []
        cookie = read.list("secrets.cookie") ?? []
        pagination = read.list("secrets.pagination") ?? []
        if cookie.isEmpty { cookie = system }
        if pagination.isEmpty { pagination = system }
    }
}

extension Configuration.Strategies {
    init(_ read: SettingReader) {
        self.init()
        scope = read.choice("strategies.scope") ?? scope
        accessToken = read.choice("strategies.access_token") ?? accessToken
        jwtScopeClaim = read.choice("strategies.jwt.scope_claim") ?? jwtScopeClaim
    }
}

extension Configuration.Lifespans {
    init(_ read: SettingReader) {
        self.init()
        loginConsentRequest = read.duration("ttl.login_consent_request") ?? loginConsentRequest
        accessToken = read.duration("ttl.access_token") ?? accessToken
        // What is not a duration is `-1`.
        refreshToken = read.text("ttl.refresh_token") == "-1" ? nil : read.duration("ttl.refresh_token")
        idToken = read.duration("ttl.id_token") ?? idToken
        authorizationCode = read.duration("ttl.auth_code") ?? authorizationCode
        deviceUserCode = read.duration("ttl.device_user_code") ?? deviceUserCode
        let session = read.duration("ttl.authentication_session") ?? authenticationSession
        authenticationSession = min(session, .hours(180 * 24))
    }
}

extension Configuration.OAuth2 {
    init(_ read: SettingReader) {
        self.init()
        exposesInternalErrors = read.flag("oauth2.expose_internal_errors")
        excludesNotBeforeClaim = read.flag("oauth2.exclude_not_before_claim")
        mirrorsTopLevelClaims = read.flag("oauth2.mirror_top_level_claims", unset: true)
        allowedTopLevelClaims = read.list("oauth2.allowed_top_level_claims") ?? []
        grantsAllowedScopeByDefault = read.flag("oauth2.client_credentials.default_grant_allowed_scope")
        hasher = read.choice("oauth2.hashers.algorithm") ?? hasher
        enforcesPKCE = read.flag("oauth2.pkce.enforced")
        enforcesPKCEForPublicClients = read.flag("oauth2.pkce.enforced_for_public_clients")
        tokenHook = Configuration.Hook(read, at: "oauth2.token_hook")
        refreshTokenHook = Configuration.Hook(read, at: "oauth2.refresh_token_hook")
        isAssertionIDOptional = read.flag("oauth2.grant.jwt.jti_optional")
        isAssertionIssueTimeOptional = read.flag("oauth2.grant.jwt.iat_optional")
        maximumAssertionLifespan = read.duration("oauth2.grant.jwt.max_ttl") ?? maximumAssertionLifespan
        refreshTokenGraceReuseCount = read.integer("oauth2.grant.refresh_token.rotation_grace_reuse_count") ?? 0
        let period = read.duration("oauth2.grant.refresh_token.rotation_grace_period") ?? refreshTokenGracePeriod
        refreshTokenGracePeriod = min(period, refreshTokenGraceReuseCount > 0 ? .hours(180 * 24) : .minutes(5))
    }
}

extension Configuration.Hook {
    /// nil: there is none.
    init?(_ read: SettingReader, at path: String) {
        guard let url = read.text(path) ?? read.text(path + ".url") else { return nil }
        self.init(url: url)
        guard read.tree[path + ".auth"] != nil else { return }
        authentication = Authentication(
            place: read.choice(path + ".auth.config.in"), name: read.text(path + ".auth.config.name") ?? "",
            value: read.text(path + ".auth.config.value") ?? "")
    }
}

extension Configuration.DeviceAuthorization {
    init(_ read: SettingReader) {
        self.init()
        let path = "oauth2.device_authorization."
        pollingInterval = read.duration(path + "token_polling_interval") ?? pollingInterval
        let preset: Preset = read.choice(path + "user_code.entropy_preset") ?? .high
        userCodeLength = read.integer(path + "user_code.length") ?? preset.length
        userCodeCharacters = read.text(path + "user_code.character_set") ?? preset.characters
    }
}

extension Configuration.OIDC {
    init(_ read: SettingReader) {
        self.init()
        allowsRegistration = read.flag("oidc.dynamic_client_registration.enabled")
        defaultScope = read.list("oidc.dynamic_client_registration.default_scope") ?? defaultScope
        subjectTypes = read.list("oidc.subject_identifiers.supported_types") ?? subjectTypes
        pairwiseSalt = read.text("oidc.subject_identifiers.pairwise.salt") ?? ""
    }
}

extension Configuration.ClientRequests {
    init(_ read: SettingReader) {
        self.init()
        refusesPrivateAddresses = read.flag("clients.http.disallow_private_ip_ranges")
        privateAddressExceptions = read.list("clients.http.private_ip_exception_urls") ?? []
    }
}

extension Configuration.Webfinger {
    init(_ read: SettingReader) {
        self.init()
        broadcastKeys = read.list("webfinger.jwks.broadcast_keys") ?? broadcastKeys
        let path = "webfinger.oidc_discovery."
        jwksURL = read.text(path + "jwks_url")
        tokenURL = read.text(path + "token_url")
        authURL = read.text(path + "auth_url")
        deviceAuthorizationURL = read.text(path + "device_authorization_url")
        clientRegistrationURL = read.text(path + "client_registration_url")
        userinfoURL = read.text(path + "userinfo_url")
        supportedClaims = read.list(path + "supported_claims") ?? []
        supportedScope = read.list(path + "supported_scope") ?? []
    }
}

extension Configuration.IdentityProvider {
    init(_ read: SettingReader) {
        self.init()
        url = read.text("urls.identity_provider.url")
        publicURL = read.text("urls.identity_provider.publicUrl")
        for (name, value) in read.tree["urls.identity_provider.headers"]?.objectValue ?? [:] {
            if let text = value.stringValue { headers.append(Header(name: name, value: text)) }
        }
    }
}
