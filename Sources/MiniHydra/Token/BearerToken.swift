import GoText
import HTTP

/// The access token that a request brings, RFC 6750 section 2.
package enum BearerToken {
    /// Behind `Bearer`, or `access_token` of the form or the query; the empty text where there is none.
    package static func of(_ request: Request) -> String {
        if let bearer = inHeader(of: request) { return bearer }
        let query = GoValues.parseQuery(request.query ?? "").0
        guard case .fields(let form) = FormBody(request) else { return "" }
        // Go puts a form in front of the query, but a multipart form behind it.
        switch formType(of: request) {
        case .urlEncoded: return form.first("access_token") ?? query.get("access_token")
        case .multipart: return query.first("access_token") ?? form.get("access_token")
        case nil: return query.get("access_token")
        }
    }

    /// Whether ``of(_:)`` has read the body, so that nothing is left of it.
    package static func usesUpBody(of request: Request) -> Bool {
        inHeader(of: request) == nil && formType(of: request) != nil
    }

    private static func inHeader(of request: Request) -> String? {
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
