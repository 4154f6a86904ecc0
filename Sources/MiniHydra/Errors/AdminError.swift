/// An error of the admin API, of registration and of the key and discovery endpoints (Hydra's own writer).
///
/// It never shows debug texts, whatever the configuration.
package struct AdminError: Error, Sendable {
    package var status: Int
    /// The `error` member: a sentence, or an OAuth code.
    package var error: String
    /// The `error_description` member; empty texts are sent as such.
    package var description: String
    /// The `WWW-Authenticate` header, RFC 6750 section 3; Hydra sends it from few places.
    package var challenge: String?

    package init(status: Int, error: String, description: String) {
        self.status = status
        self.error = error
        self.description = description.replacingDoubleQuotes()
    }

    /// An OAuth error as Hydra's own writer gives it.
    package init(_ error: OAuthError) {
        self.init(status: error.status, error: error.code, description: error.describedText(showingDebug: false))
    }

    package static func badRequest(_ reason: String) -> AdminError {
        AdminError(
            status: 400, error: "The request was malformed or contained invalid parameters", description: reason)
    }

    package static func unauthorized(_ reason: String) -> AdminError {
        AdminError(status: 401, error: "The request could not be authorized", description: reason)
    }

    package static func forbidden(_ reason: String) -> AdminError {
        AdminError(status: 403, error: "The requested action was forbidden", description: reason)
    }

    package static func notFound(_ reason: String) -> AdminError {
        AdminError(status: 404, error: "The requested resource could not be found", description: reason)
    }

    /// A row that is not there: a client, a single key.
    package static let unknownResource = AdminError(
        status: 404, error: "Unable to locate the resource", description: "")
    /// A key set that is not there, or a challenge that can not be read.
    package static let unknownKeySet = AdminError(
        status: 404, error: "Not Found", description: "Unable to locate the requested resource")
    /// A client id, or a kid within its set, that is taken.
    package static let conflict = AdminError(
        status: 409, error: "Unable to insert or update resource because a resource with that value exists already",
        description: "")
    package static let unrecognizable = AdminError(.unrecognizable)
}
