import GoText
import HTTP
import JOSE

/// `POST /oauth2/token`, RFC 6749 section 3.2.
package enum TokenEndpoint {
    /// The grants that have a handler. Each is a file of its own.
    private enum GrantType: String {
        case clientCredentials = "client_credentials"
        case authorizationCode = "authorization_code"
        case refreshToken = "refresh_token"
        case deviceCode = "urn:ietf:params:oauth:grant-type:device_code"
        case jwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    }

    package static func token(_ call: Call, _ hydra: Hydra) async throws -> Response {
        if hydra.profile == .openchami, let refusal = try await OpenCHAMIContract.refusal(ofTokenRequest: call, hydra) {
            return refusal
        }
        let form = try call.request.requiredForm()
        if form.get("grant_type").isEmpty {
            throw OAuthError.invalidRequest.hint("Request parameter 'grant_type' is missing")
        }
        let authentication: Result<Client, any Error>
        do {
            authentication = .success(try await ClientAuthentication.authenticate(call.request, form, hydra))
        } catch {
            authentication = .failure(error)
        }
        // Hydra looks for the grant's handler before it tells of a failed authentication, and an unknown grant
        // is invalid_request, never unsupported_grant_type.
        guard let grant = GrantType(rawValue: form.get("grant_type").trimmingBlanks()) else {
            throw OAuthError.invalidRequest
        }
        let client = try authentication.get()
        switch grant {
        case .clientCredentials:
            return try await ClientCredentialsGrant.respond(form, client, hydra)
        case .authorizationCode:
            try client.requireGrant(grant.rawValue)
            // No flow can be completed yet, so that every code is an unknown one.
            throw OAuthError.invalidGrant.debug("not_found")
        case .refreshToken:
            try client.requireGrant(grant.rawValue)
            throw OAuthError.invalidGrant.hint("The refresh token is malformed or not valid.")
                .debug("The refresh token can not be found.")
        case .jwtBearer:
            return try await JWTBearerGrant.respond(form, client, hydra)
        case .deviceCode:
            try client.requireGrant(grant.rawValue)
            throw OAuthError.serverError.debug("the grant '\(grant.rawValue)' is not there yet")
        }
    }

    /// A successful answer, RFC 6749 section 5.1. Hydra's `token_type` is in lower case, and `scope` always there.
    package static func answer(_ token: Hydra.IssuedToken, scopes: [String], _ hydra: Hydra) -> Response {
        var body: [UInt8] = []
        body.reserveCapacity(token.text.utf8.count + 160)
        body.append(contentsOf: "{\"access_token\":".utf8)
        JSONText.append(token.text, to: &body)
        if scopes.contains("openid") && scopes.contains("userinfo_credential_draft_00") {
            body.append(contentsOf: ",\"c_nonce_draft_00\":".utf8)
            JSONText.append(GoBase64.encodeURL(hydra.random.fill(48), padded: false), to: &body)
            body.append(contentsOf: ",\"c_nonce_expires_in_draft_00\":3600".utf8)
        }
        body.append(contentsOf: ",\"expires_in\":".utf8)
        body.append(contentsOf: String(token.expiresIn).utf8)
        body.append(contentsOf: ",\"scope\":".utf8)
        JSONText.append(scopes.joined(separator: " "), to: &body)
        body.append(contentsOf: ",\"token_type\":\"bearer\"}".utf8)
        return .oauth(body: body)
    }
}

extension Client {
    /// Grant types are compared without case.
    package func allowsGrant(_ name: String) -> Bool {
        effectiveGrantTypes.contains { $0.lowercased() == name.lowercased() }
    }

    /// - Throws: `unauthorized_client` where the client is not registered with the grant.
    package func requireGrant(_ name: String) throws(OAuthError) {
        guard allowsGrant(name) else {
            throw .unauthorizedClient.hint(
                "The OAuth 2.0 Client is not allowed to use authorization grant '\(name)'.")
        }
    }
}

extension String {
    /// Without blanks, tabs and line ends around it.
    package func trimmingBlanks() -> String {
        var rest = Substring(self)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
