import GoText
import HTTP
import JOSE

/// The rules that every client has to pass, in Hydra's order: the first one that it breaks answers.
struct ClientValidation: Sendable {
    let configuration: Configuration
    /// The addresses of a host; none where it has no name.
    let resolve: @Sendable (_ host: String) async -> [IPAddress]
    /// The list at a `sector_identifier_uri`; nil where it can not be had.
    let fetchSector: @Sendable (_ url: String) async -> [String]?

    init(_ hydra: Hydra) {
        self.init(
            configuration: hydra.configuration,
            resolve: { await IPAddress.lookUp($0, hydra.loops) },
            fetchSector: { await SectorIdentifier.redirectURIs(at: $0, hydra) })
    }

    init(
        configuration: Configuration, resolve: @escaping @Sendable (String) async -> [IPAddress],
        fetchSector: @escaping @Sendable (String) async -> [String]?
    ) {
        self.configuration = configuration
        self.resolve = resolve
        self.fetchSector = fetchSector
    }

    /// Checks a client and fills in what it left out.
    func validate(_ body: inout ClientBody) async throws(AdminError) {
        try checkKeys(&body.client)
        try await checkAddresses(body.client)
        try checkInformationURIs(body.client)
        if (1..<6).contains(body.secret.utf8.count) {
            throw .metadata("Field client_secret must contain a secret that is at least 6 characters long.")
        }
        fillInDefaults(&body)
        try checkOrigins(&body.client)
        try await checkSector(body.client)
        try checkUserinfoAlgorithm(&body.client)
        let redirectURIs = try checkRedirectURIs(body.client)
        try checkSubjectType(&body)
        try checkPostLogoutRedirectURIs(body.client, redirectURIs)
        try checkStrategy(&body)
    }

    private static let signingAlgorithms: Set = [
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
    ]

    private func checkKeys(_ client: inout Client) throws(AdminError) {
        if client.tokenEndpointAuthMethod.isEmpty {
            client.tokenEndpointAuthMethod = "client_secret_basic"
        } else if client.tokenEndpointAuthMethod == "private_key_jwt" {
            if client.jwks == nil && client.jwksURI.isEmpty {
                throw .metadata(
                    "When token_endpoint_auth_method is 'private_key_jwt', either jwks or jwks_uri must be set.")
            }
            let algorithm = client.tokenEndpointAuthSigningAlg
            if !algorithm.isEmpty && !Self.signingAlgorithms.contains(algorithm) {
                throw .metadata(
                    "Only RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 and ES512 are supported as algorithms "
                        + "for private key authentication.")
            }
        }
        guard let jwks = client.jwks else { return }
        if !client.jwksURI.isEmpty {
            throw .metadata("Fields jwks and jwks_uri can not both be set, you must choose one.")
        }
        for key in jwks.objectValue?["keys"]?.arrayValue ?? [] {
            guard let read = try? JWK(json: key), read.isValid, !read.isSymmetric else {
                throw .metadata("Invalid JSON web key in set.")
            }
        }
    }

    private func checkAddresses(_ client: Client) async throws(AdminError) {
        guard configuration.clientRequests.refusesPrivateAddresses else { return }
        var places = [("jwks_uri", client.jwksURI), ("backchannel_logout_uri", client.backchannelLogoutURI)]
        places += client.requestURIs.enumerated().map { ("request_uris.\($0.offset)", $0.element) }
        for (name, place) in places where !place.isEmpty {
            if let (address, range) = await PrivateAddresses.find(at: place, resolve) {
                throw .metadata(
                    "Client IP address is not allowed: key \(name) validation is failing: ip \(address) is in the "
                        + "\(range) range")
            }
        }
    }

    private func checkInformationURIs(_ client: Client) throws(AdminError) {
        for (name, text) in [
            ("tos_uri", client.tosURI), ("policy_uri", client.policyURI), ("logo_uri", client.logoURI),
            ("client_uri", client.clientURI),
        ] where !text.isEmpty {
            guard let url = try? GoURL.parseRequestURI(text) else {
                throw .metadata("Field \(name) must be a valid URI.")
            }
            guard url.isHTTP else {
                throw .metadata("\(text) must use https:// or http:// as HTTP scheme for field \(name).")
            }
        }
    }

    private func fillInDefaults(_ body: inout ClientBody) {
        if body.client.scope.isEmpty {
            let configured = configuration.oidc.defaultScope
            let scope = configured.isEmpty ? ["offline_access", "offline", "openid"] : configured
            body.client.scope = scope.joined(separator: " ")
        }
        body.nullLists.subtract(["audience", "allowed_cors_origins"])
        body.client.metadata = body.metadata ?? .object([:])
    }

    private func checkOrigins(_ client: inout Client) throws(AdminError) {
        for (index, origin) in client.allowedCORSOrigins.enumerated() {
            var url: GoURL
            do { url = try GoURL.parse(origin) } catch {
                throw .metadata("Origin URL \(origin) from allowed_cors_origins could not be parsed: \(error)")
            }
            guard url.isHTTP else {
                throw .metadata("Origin URL \(origin) must use https:// or http:// as HTTP scheme.")
            }
            if let user = url.user, !user.name.isEmpty || user.password != nil {
                throw .metadata("Origin URL \(origin) has HTTP user and/or password set which is not allowed.")
            }
            while url.path.hasSuffix("/") { url.path.removeLast() }
            guard url.path.isEmpty, url.rawQuery.isEmpty, url.fragment.isEmpty else {
                throw .metadata(
                    "Origin URL \(origin) must have an empty path, query, and fragment but one of the parts is not "
                        + "empty.")
            }
            url.rawPath = ""
            client.allowedCORSOrigins[index] = url.string
        }
    }

    /// What is wrong with the list is told to nobody: Hydra keeps it for its debug texts.
    private func checkSector(_ client: Client) async throws(AdminError) {
        guard !client.sectorIdentifierURI.isEmpty else { return }
        let url: GoURL
        do { url = try GoURL.parse(client.sectorIdentifierURI) } catch {
            throw .metadata("Value of sector_identifier_uri could not be parsed because \(error).")
        }
        guard url.scheme == "https", let listed = await fetchSector(client.sectorIdentifierURI), !listed.isEmpty,
            client.redirectURIs.allSatisfy(listed.contains)
        else { throw .metadata("") }
    }

    private func checkUserinfoAlgorithm(_ client: inout Client) throws(AdminError) {
        if client.userinfoSignedResponseAlg.isEmpty { client.userinfoSignedResponseAlg = "none" }
        guard ["none", "RS256"].contains(client.userinfoSignedResponseAlg) else {
            throw .metadata("Field userinfo_signed_response_alg can either be 'none' or 'RS256'.")
        }
    }

    private func checkRedirectURIs(_ client: Client) throws(AdminError) -> [GoURL] {
        var urls: [GoURL] = []
        for text in client.redirectURIs {
            if text.utf8.contains(UInt8(ascii: "#")) {
                throw AdminError(.invalidRedirectURI.hint("Redirect URIs must not contain fragments (#)."))
            }
            guard let url = try? GoURL.parseRequestURI(text) else {
                throw AdminError(.invalidRedirectURI.hint("Unable to parse redirect URL: \(text)"))
            }
            urls.append(url)
        }
        return urls
    }

    private func checkSubjectType(_ body: inout ClientBody) throws(AdminError) {
        let strategy =
            AccessTokenStrategy(rawValue: body.accessTokenStrategy.lowercased())
            ?? configuration.strategies.accessToken
        let possible = strategy == .jwt ? ["public"] : ["public", "pairwise"]
        let supported = possible.filter(configuration.oidc.subjectTypes.contains)
        if body.client.subjectType.isEmpty {
            body.client.subjectType = supported.contains("public") ? "public" : "pairwise"
        } else if !supported.contains(body.client.subjectType) {
            throw .metadata(
                "Subject type \(body.client.subjectType) is not supported by server, only "
                    + "[\(supported.joined(separator: " "))] are allowed.")
        }
    }

    private func checkPostLogoutRedirectURIs(_ client: Client, _ redirectURIs: [GoURL]) throws(AdminError) {
        let known = Set(redirectURIs.map { [$0.scheme, $0.hostname, $0.port] })
        for text in client.postLogoutRedirectURIs {
            guard let url = try? GoURL.parseRequestURI(text) else {
                throw .metadata("Unable to parse post_logout_redirect_uri: \(text)")
            }
            guard known.contains([url.scheme, url.hostname, url.port]) else {
                throw .metadata(
                    "post_logout_redirect_uri '\(text)' must match the domain, port, scheme of at least one of the "
                        + "registered redirect URIs but did not")
            }
        }
    }

    private func checkStrategy(_ body: inout ClientBody) throws(AdminError) {
        guard !body.accessTokenStrategy.isEmpty else { return }
        let word = body.accessTokenStrategy.lowercased()
        guard let strategy = AccessTokenStrategy(rawValue: word) else {
            throw .metadata("invalid access token strategy: expected one of [jwt, opaque] but got \(word)")
        }
        body.client.accessTokenStrategy = strategy
    }
}

extension AdminError {
    /// `invalid_client_metadata`, RFC 7591 section 3.2.2.
    static func metadata(_ hint: String) -> AdminError { AdminError(.invalidClientMetadata.hint(hint)) }
}

extension GoURL {
    fileprivate var isHTTP: Bool { scheme == "https" || scheme == "http" }
}
