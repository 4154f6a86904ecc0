import GoText

extension Configuration {
    /// Takes the values of a tree in which every setting is what it may be, fills in what follows from others, and
    /// checks what goes beyond a single setting.
    init(_ tree: SettingTree) throws(ConfigurationError) {
        let read = SettingReader(tree: tree)
        let isDevelopment = read.flag("dev")
        let publicListener = Listener(read, at: "serve.public", port: 4444)
        self.init(dataSource: try DataSource(dsn: read.text("dsn") ?? ""), issuer: "", publicURL: "")
        self.isDevelopment = isDevelopment
        self.publicListener = publicListener
        adminListener = Listener(read, at: "serve.admin", port: 4445)
        urls = URLs(read, publicListener: publicListener, isDevelopment: isDevelopment)
        cookies = Cookies(read)
        log = Log(read)
        secrets = Secrets(read)
        strategies = Strategies(read)
        lifespans = Lifespans(read)
        oauth2 = OAuth2(read)
        oidc = OIDC(read)
        deviceAuthorization = DeviceAuthorization(read)
        clientRequests = ClientRequests(read)
        webfinger = Webfinger(read)
        identityProvider = IdentityProvider(read)
        try checkIssuer()
        try checkPairwiseSalt()
    }

    private func checkIssuer() throws(ConfigurationError) {
        let scheme = (try? GoURL.parse(urls.issuer))?.scheme ?? ""
        guard scheme != "https", !isDevelopment else { return }
        throw ConfigurationError(
            "issuer URL scheme must be HTTPS unless development mode is enabled", key: "urls.self.issuer",
            advice: "a URL with https, or any with --dev",
            logMessage: "Scheme from configuration key `urls.self.issuer` must be `https` when `dev` is `false`. "
                + "Got scheme in value `\(urls.issuer)` is `\(scheme)`. To find out more, use `hydra help serve`.",
            logsDescription: false)
    }

    /// Hydra starts with a short salt and ends at the first use of it; here the start is refused.
    private func checkPairwiseSalt() throws(ConfigurationError) {
        guard oidc.subjectTypes.contains("pairwise"), strategies.accessToken == .opaque,
            oidc.pairwiseSalt.utf8.count < 8
        else { return }
        throw ConfigurationError(
            "the salt of pairwise subject identifiers has \(oidc.pairwiseSalt.utf8.count) characters, which is too few",
            key: "oidc.subject_identifiers.pairwise.salt", advice: "at least 8 characters")
    }
}

extension Configuration.DataSource {
    /// Reads `dsn`.
    ///
    /// - Throws: `dsn must be set`, `unsupported DSN type`.
    init(dsn: String) throws(ConfigurationError) {
        let name = dsn.prefix { $0 != ":" }
        let scheme = dsn.dropFirst(name.count).hasPrefix("://") ? String(name) : dsn
        switch scheme {
        case "":
            throw ConfigurationError(
                "dsn must be set", key: "dsn", advice: "memory, or sqlite:///path/db.sqlite?_fk=true", severity: .fatal)
        case "memory": self = .memory
        case "sqlite": self = Self.sqlite(dsn.dropFirst("sqlite://".count))
        case "postgres", "postgresql", "mysql", "cockroach": self = .external(dsn)
        default:
            throw ConfigurationError(
                "unsupported DSN type", key: "dsn",
                advice: "memory, or a URL with sqlite, postgres, postgresql, mysql or cockroach",
                logMessage: "Unable to create service registry.")
        }
    }

    /// `/path/db.sqlite?_fk=true&mode=rwc`.
    private static func sqlite(_ name: Substring) -> Self {
        let parts = name.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var path = parts.first ?? ""
        if path.hasPrefix("file:") { path = path.dropFirst(5) }
        let isInMemory = parts.dropFirst().contains { $0.split(separator: "&").contains("mode=memory") }
        return path.isEmpty || path == ":memory:" || isInMemory ? .memory : .file(path: String(path))
    }
}

/// The values of a tree as what the settings promise.
struct SettingReader: Sendable {
    var tree: SettingTree

    /// A text that is not empty.
    func text(_ path: String) -> String? {
        guard let text = tree[path]?.stringValue, !text.isEmpty else { return nil }
        return text
    }

    func flag(_ path: String, unset: Bool = false) -> Bool { tree[path]?.boolValue ?? unset }

    func integer(_ path: String) -> Int? {
        guard case .number(let text)? = tree[path] else { return nil }
        return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
    }

    func list(_ path: String) -> [String]? { tree[path]?.arrayValue?.compactMap(\.stringValue) }

    /// A duration; nil also for the endless one.
    func duration(_ path: String) -> GoDuration? { text(path).flatMap { try? GoDuration.parse($0) } }

    /// One of the values of an enumeration.
    func choice<T: RawRepresentable<String>>(_ path: String) -> T? { text(path).flatMap(T.init(rawValue:)) }
}
