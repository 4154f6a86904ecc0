import GoText

/// An authorization request as far as it has been checked, RFC 6749 section 4.1.1.
package struct AuthorizeRequest: Sendable {
    /// How the answer travels to the callback, OAuth 2.0 Multiple Response Types section 2.1.
    package enum ResponseMode: String, Sendable {
        case query, fragment
        case formPost = "form_post"
    }

    /// The parameters of query and body together; for a name in both the body's value comes first.
    package var parameters: GoValues
    package var client: Client?
    package var redirectURI: GoURL?
    /// What was asked for by name.
    package var requestedMode: ResponseMode?
    /// Settled once the response type is known to be the client's.
    package var defaultMode = ResponseMode.query
    package var scopes: [String] = []
    package var audience: [String] = []
    package var responseTypes: [String] = []

    package init(parameters: GoValues) { self.parameters = parameters }

    package var state: String { parameters.get("state") }

    package var responseMode: ResponseMode { requestedMode ?? defaultMode }

    /// The words of `prompt`, OpenID Connect Core section 3.1.2.1.
    package var prompts: [String] {
        parameters.get("prompt").words
    }
}
