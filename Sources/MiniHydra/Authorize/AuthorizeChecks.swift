import GoText

/// What an authorization request must hold before anybody is asked to log in, in the order in which Hydra looks.
package enum AuthorizeChecks {
    /// Characters that `state` must have at least.
    package static let minimumStateLength = 8

    /// Checks a request and fills in what it settles.
    ///
    /// - Throws: ``OAuthError``; where it goes is up to what was settled before it.
    package static func check(_ request: inout AuthorizeRequest, _ hydra: Hydra) async throws {
        guard let client = try hydra.client(id: request.parameters.get("client_id")) else {
            throw OAuthError.invalidClient.hint("The requested OAuth 2.0 Client does not exist.")
                .debug("Unable to locate the resource")
        }
        request.client = client
        try await RequestObject.merge(into: &request, client, hydra)
        try settleMode(&request)
        try settleRedirectURI(&request, client)
        try settleScopes(&request, client, hydra)
        request.audience = try AudienceRequest.granted(request.parameters.all("audience"), by: client.audience)
        if !request.parameters.get("registration").isEmpty { throw OAuthError.registrationNotSupported }
        try settleResponseTypes(&request, client)
        // Hydra tells of a short state in the fragment where the answer would come there: the mode is settled now.
        if request.state.utf8.count < minimumStateLength {
            throw OAuthError.invalidState.hint(
                "Request parameter 'state' must be at least be \(minimumStateLength) characters long to ensure "
                    + "sufficient entropy.")
        }
    }

    private static func settleMode(_ request: inout AuthorizeRequest) throws(OAuthError) {
        let name = request.parameters.get("response_mode")
        guard !name.isEmpty else { return }
        guard let mode = AuthorizeRequest.ResponseMode(rawValue: name) else {
            throw .unsupportedResponseMode.hint("Request with unsupported response_mode '\(name)'.")
        }
        request.requestedMode = mode
    }

    private static func settleRedirectURI(_ request: inout AuthorizeRequest, _ client: Client) throws(OAuthError) {
        let given = request.parameters.get("redirect_uri")
        let asksForOpenID = ScopeRequest.scopes(request.parameters.get("scope")).contains("openid")
        if given.isEmpty && asksForOpenID {
            throw .invalidRequest.hint("The 'redirect_uri' parameter is required when using OpenID Connect 1.0.")
        }
        guard let url = RedirectURIs.match(given, registered: client.redirectURIs) else {
            throw .invalidRequest.hint(
                "The 'redirect_uri' parameter does not match any of the OAuth 2.0 Client's pre-registered redirect "
                    + "urls.")
        }
        request.redirectURI = url
    }

    private static func settleScopes(
        _ request: inout AuthorizeRequest, _ client: Client, _ hydra: Hydra
    ) throws(OAuthError) {
        let scopes = ScopeRequest.scopes(request.parameters.get("scope"))
        for scope in scopes where !hydra.scopeStrategy.allows(scope, by: client.scopes) {
            throw .invalidScope.hint("The OAuth 2.0 Client is not allowed to request scope '\(scope)'.")
        }
        request.scopes = scopes
    }

    private static func settleResponseTypes(_ request: inout AuthorizeRequest, _ client: Client) throws(OAuthError) {
        let text = request.parameters.get("response_type")
        let types = text.words
        guard !types.isEmpty else {
            // The stray backtick is Hydra's.
            throw .unsupportedResponseType.hint("`The request is missing the 'response_type' parameter.")
        }
        let isRegistered = client.effectiveResponseTypes.contains { registered in
            let words = registered.words
            return words.count == types.count && types.allSatisfy(words.containsText)
                && words.allSatisfy(types.containsText)
        }
        guard isRegistered else {
            throw .unsupportedResponseType.hint("The client is not allowed to request response_type '\(text)'.")
        }
        request.responseTypes = types
        request.defaultMode = types == ["code"] ? .query : .fragment
    }
}
