import GoText
import HTTP
import JOSE

/// The registration access token, RFC 7592 section 3, that a client looks after itself with.
package enum RegistrationAccess {
    /// The client that a request brings the registration access token of.
    ///
    /// - Throws: one and the same 401 for an unknown client, no token, a wrong one, and that of another client.
    package static func authorize(
        _ call: Call, clientID: String, _ hydra: Hydra
    ) throws(AdminError) -> Client {
        let client: Client?
        do { client = try hydra.client(id: clientID) } catch { throw .unrecognizable }
        guard let client, holds(call.request, tokenOf: client, hydra) else {
            throw denied
        }
        return client
    }

    /// The answer to whatever is wrong with client or token.
    package static let denied = AdminError.unauthorized(
        "The requested OAuth 2.0 client does not exist or you provided incorrect credentials.")

    private static func holds(_ request: Request, tokenOf client: Client, _ hydra: Hydra) -> Bool {
        guard !client.registrationToken.isEmpty,
            let signature = hydra.tokens.signature(of: token(of: request), prefix: .accessToken)
        else { return false }
        return constantTimeEquals(signature, client.registrationToken)
    }

    /// The token of a request: behind `Bearer`, or `access_token` of the form or the query.
    static func token(of request: Request) -> String {
        if let bearer = bearer(of: request) { return bearer }
        let query = GoValues.parseQuery(request.query ?? "").0
        guard case .fields(let form) = FormBody(request) else { return "" }
        // Go puts a form in front of the query, but a multipart form behind it.
        switch formType(of: request) {
        case .urlEncoded: return form.first("access_token") ?? query.get("access_token")
        case .multipart: return query.first("access_token") ?? form.get("access_token")
        case nil: return query.get("access_token")
        }
    }

    /// Whether ``token(of:)`` has read the body, so that nothing is left of it.
    static func usesUpBody(of request: Request) -> Bool { bearer(of: request) == nil && formType(of: request) != nil }

    private static func bearer(of request: Request) -> String? {
        let parts = (request.header("Authorization") ?? "").split(
            separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].lowercased() == "bearer" ? String(parts[1]) : nil
    }

    private enum FormType { case urlEncoded, multipart }

    private static func formType(of request: Request) -> FormType? {
        switch request.header("Content-Type").flatMap(GoMediaType.parse)?.type {
        case "application/x-www-form-urlencoded" where ["POST", "PUT", "PATCH"].contains(request.method): .urlEncoded
        case "multipart/form-data": .multipart
        default: nil
        }
    }
}
