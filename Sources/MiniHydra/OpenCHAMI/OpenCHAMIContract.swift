import GoText
import HTTP

/// The contract of profile `openchami`: a client registers, authorizes itself with its registration access token, and
/// only then gets tokens. Real Hydra asks for none of this; a client that forgets a step learns it here.
///
/// It holds for `POST /oauth2/auth` and `POST /oauth2/token` that carry client credentials in the body, on both ports.
package enum OpenCHAMIContract {
    /// The answer to an authorization request under the contract; nil for requests that it does not concern.
    package static func respondToAuthorization(_ call: Call, _ hydra: Hydra) async throws -> Response? {
        guard let form = credentialsForm(of: call) else { return nil }
        do {
            let client = try await provenClient(call, form, hydra)
            try checkRedirectURI(form, client)
            try checkState(form, client, hydra)
            var request = AuthorizeRequest(parameters: form)
            do {
                try await AuthorizeChecks.check(&request, hydra)
            } catch let error as OAuthError {
                throw Refusal(error, explanation(of: error))
            }
            let response = try await LoginRedirect.respond(to: request, call, hydra)
            try hydra.store.write { (database) throws(StoreError) in
                try database.setAuthorized(clientID: client.id)
            }
            return response
        } catch let refusal as Refusal {
            return refusal.response
        }
    }

    /// Why a token request is refused under the contract; nil where it is not, or is none of the contract's.
    package static func refusal(ofTokenRequest call: Call, _ hydra: Hydra) async throws -> Response? {
        guard let form = credentialsForm(of: call) else { return nil }
        do {
            let client = try await provenClient(call, form, hydra)
            let isAuthorized = try hydra.store.read { (database) throws(StoreError) in
                try database.isAuthorized(clientID: client.id)
            }
            guard isAuthorized else {
                throw Refusal(
                    .unauthorizedClient.hint("The OAuth 2.0 Client has not been authorized."),
                    "Send POST /oauth2/auth with this client's registration access token first; "
                        + "after its 302 the client gets tokens.")
            }
            return nil
        } catch let refusal as Refusal {
            return refusal.response
        }
    }

    /// On the admin port the two endpoints exist under the contract only.
    package static func authorizeOnAdminPort(_ call: Call, _ hydra: Hydra) async throws -> Response {
        guard let response = try await respondToAuthorization(call, hydra) else {
            return .plainText("404 page not found", status: 404)
        }
        return response
    }

    /// See ``authorizeOnAdminPort(_:_:)``.
    package static func tokenOnAdminPort(_ call: Call, _ hydra: Hydra) async throws -> Response {
        guard credentialsForm(of: call) != nil else {
            return .plainText("404 page not found", status: 404)
        }
        return try await TokenEndpoint.token(call, hydra)
    }

    /// The form of a POST that has both credentials in it.
    private static func credentialsForm(of call: Call) -> GoValues? {
        guard call.request.method == "POST", case .fields(let form) = FormBody(call.request),
            !form.get("client_id").isEmpty, !form.get("client_secret").isEmpty
        else { return nil }
        return form
    }

    /// Registration is open, the registration access token is the client's, and so is the secret.
    private static func provenClient(_ call: Call, _ form: GoValues, _ hydra: Hydra) async throws -> Client {
        guard hydra.configuration.oidc.allowsRegistration else {
            throw Refusal(
                .notFound("Dynamic registration is not enabled."),
                "Start the server with oidc.dynamic_client_registration.enabled: true.")
        }
        let client: Client
        do {
            guard call.request.header("Authorization") != nil else { throw RegistrationAccess.denied }
            client = try RegistrationAccess.authorize(call, clientID: form.get("client_id"), hydra)
        } catch let error as AdminError {
            throw Refusal(
                error,
                "Send 'Authorization: Bearer' with the registration_access_token that POST /admin/clients or "
                    + "POST /oauth2/register gave for this client_id; a PUT or PATCH of the client replaces or ends it."
            )
        }
        guard client.secret.matches(form.get("client_secret")) else {
            throw Refusal(
                .invalidClient, "Send the client_secret that the registration gave, together with its client_id.")
        }
        return client
    }

    /// Registered is the plural, `redirect_uris`; asked for is the singular, `redirect_uri`.
    private static func checkRedirectURI(_ form: GoValues, _ client: Client) throws(Refusal) {
        let mismatch = OAuthError.invalidRequest.hint(
            "The 'redirect_uri' parameter does not match any of the OAuth 2.0 Client's pre-registered redirect urls.")
        if form.has("redirect_uris") {
            throw Refusal(
                mismatch, "Send redirect_uri (singular) here; redirect_uris (plural) belongs into the registration.")
        }
        if client.redirectURIs.isEmpty {
            throw Refusal(
                mismatch,
                "This client has no redirect URIs: register it with redirect_uris (plural, a list); redirect_uri "
                    + "(singular) is dropped there without a word.")
        }
        if form.get("redirect_uri").isEmpty {
            throw Refusal(
                mismatch, "Send redirect_uri (singular): one of the redirect_uris that the client is registered with.")
        }
        if RedirectURIs.match(form.get("redirect_uri"), registered: client.redirectURIs) == nil {
            throw Refusal(
                mismatch,
                "Send one of the registered redirect_uris as redirect_uri: "
                    + client.redirectURIs.joined(separator: ", ") + ".")
        }
    }

    /// The state is long enough, and the one of the registration where that had one.
    private static func checkState(_ form: GoValues, _ client: Client, _ hydra: Hydra) throws {
        let state = form.get("state")
        let minimum = AuthorizeChecks.minimumStateLength
        if state.utf8.count < minimum {
            throw Refusal(
                .invalidState.hint(
                    "Request parameter 'state' must be at least be \(minimum) characters long to ensure sufficient "
                        + "entropy."),
                "Send a state of \(minimum) or more characters.")
        }
        let registered = try hydra.store.read { (database) throws(StoreError) in
            try database.registeredState(clientID: client.id)
        }
        if let registered, !registered.isSameText(as: state) {
            throw Refusal(.invalidState, "Send the state that was given when this client was registered.")
        }
    }

    private static func explanation(of error: OAuthError) -> String {
        switch error.code {
        case "invalid_scope":
            "Ask for scopes that the client is registered with; scope is a text with blanks between them."
        case "unsupported_response_type": "Send a response_type that stands in the client's response_types."
        case "invalid_request": "Send only what the client is registered for: redirect_uri, audience, response_mode."
        default: "Compare the request with the client's registration."
        }
    }
}

extension OpenCHAMIContract {
    /// A refusal in Hydra's words, with a further member that tells what to change.
    private struct Refusal: Error {
        let response: Response

        /// OAuth errors come as JSON with status 400 in place of a redirect; a wrong secret stays 401.
        init(_ error: OAuthError, _ explanation: String) {
            let body: JSONValue = [
                "error": .string(error.code), "error_description": .string(error.describedText(showingDebug: false)),
                "explanation": .string(explanation),
            ]
            response = .oauth(body: body.encode(), status: error.code == "invalid_client" ? error.status : 400)
        }

        init(_ error: AdminError, _ explanation: String) {
            let body: JSONValue = [
                "error": .string(error.error), "error_description": .string(error.description),
                "explanation": .string(explanation),
            ]
            var fields = HeaderFields()
            fields.add(name: "Content-Type", value: "application/json")
            response = Response(status: error.status, headers: fields, body: body.encode() + Array("\n".utf8))
        }
    }
}
