/// An error of the OAuth 2.0 endpoints, RFC 6749 section 5.2, as fosite words it.
///
/// The description that goes out is description, hint and debug, divided by blanks, with every `"` turned into `'`.
package struct OAuthError: Error, Sendable {
    /// `invalid_request` and so on.
    package var code: String
    package var status: Int
    /// What RFC 6749 says of the code, in fosite's words.
    package var description: String
    /// What was wrong with this request.
    package var hint: String
    /// Shown only where `oauth2.expose_internal_errors` is on.
    package var debug = ""

    package init(_ code: String, status: Int, description: String, hint: String = "") {
        self.code = code
        self.status = status
        self.description = description
        self.hint = hint
    }

    /// The same error with the hint of the place where it was found.
    package func hint(_ hint: String) -> OAuthError {
        var copy = self
        copy.hint = hint
        return copy
    }

    /// The same error with a text for those who may see inner messages.
    package func debug(_ debug: String) -> OAuthError {
        var copy = self
        copy.debug = debug
        return copy
    }

    /// `error_description` as it goes out.
    package func describedText(showingDebug: Bool) -> String {
        var text = description
        if !hint.isEmpty { text += " " + hint }
        if showingDebug && !debug.isEmpty { text += " " + debug }
        return text.replacingDoubleQuotes()
    }
}

extension String {
    /// Hydra turns every `"` of a description into `'`.
    package func replacingDoubleQuotes() -> String {
        contains("\"") ? String(map { $0 == "\"" ? "'" : $0 }) : self
    }
}

extension OAuthError {
    package static let invalidRequest = OAuthError(
        "invalid_request", status: 400,
        description: "The request is missing a required parameter, includes an invalid parameter value, includes a "
            + "parameter more than once, or is otherwise malformed.",
        hint:
            "Make sure that the various parameters are correct, be aware of case sensitivity and trim your parameters. "
            + "Make sure that the client you are using has exactly whitelisted the redirect_uri you specified.")
    package static let invalidClient = OAuthError(
        "invalid_client", status: 401,
        description: "Client authentication failed (e.g., unknown client, no client authentication included, or "
            + "unsupported authentication method).")
    package static let unauthorizedClient = OAuthError(
        "unauthorized_client", status: 400,
        description: "The client is not authorized to request a token using this method.",
        hint: "Make sure that client id and secret are correctly specified and that the client exists.")
    package static let invalidScope = OAuthError(
        "invalid_scope", status: 400, description: "The requested scope is invalid, unknown, or malformed.")
    package static let invalidGrant = OAuthError(
        "invalid_grant", status: 400,
        description:
            "The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh "
            + "token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, "
            + "or was issued to another client.")
    package static let invalidState = OAuthError(
        "invalid_state", status: 400,
        description: "The state is missing or does not have enough characters and is therefore considered too weak.")
    package static let unsupportedResponseType = OAuthError(
        "unsupported_response_type", status: 400,
        description: "The authorization server does not support obtaining a token using this method.")
    package static let unsupportedResponseMode = OAuthError(
        "unsupported_response_mode", status: 400,
        description: "The authorization server does not support obtaining a response using this response mode.")
    package static let missingRequiredParameter = OAuthError(
        "missing_required_parameter", status: 400,
        description: "One of the required parameters is missing. Check your request parameters.")
    package static let jtiKnown = OAuthError("jti_known", status: 400, description: "The jti was already used.")
    package static let serverError = OAuthError(
        "server_error", status: 500,
        description:
            "The authorization server encountered an unexpected condition that prevented it from fulfilling the "
            + "request.")
    package static let loginRequired = OAuthError(
        "login_required", status: 400, description: "The Authorization Server requires End-User authentication.")
    package static let requestUnauthorized = OAuthError(
        "request_unauthorized", status: 401, description: "The request could not be authorized.",
        hint: "Check that you provided valid credentials in the right format.")
    package static let tokenSignatureMismatch = OAuthError(
        "token_signature_mismatch", status: 400, description: "Token signature mismatch.",
        // Two blanks, as on Hydra's wire.
        hint: "Check that you provided  a valid token in the right format.")
    package static let tokenExpired = OAuthError("invalid_token", status: 401, description: "Token expired.")
    package static let invalidTokenFormat = OAuthError(
        "invalid_token", status: 400, description: "Invalid token format.",
        hint: "Check that you provided a valid token in the right format.")
    package static let registrationNotSupported = OAuthError(
        "registration_not_supported", status: 400,
        description: "The OP does not support use of the registration parameter.")
    package static let invalidRequestObject = OAuthError(
        "invalid_request_object", status: 400,
        description: "The request parameter contains an invalid Request Object.")
    package static let invalidRequestURI = OAuthError(
        "invalid_request_uri", status: 400,
        description: "The request_uri in the Authorization Request returns an error or contains invalid data.")
    package static let invalidClientMetadata = OAuthError(
        "invalid_client_metadata", status: 400,
        description:
            "The value of one of the Client Metadata fields is invalid and the server has rejected this request. "
            + "Note that an Authorization Server MAY choose to substitute a valid value for any requested parameter of a "
            + "Client's Metadata.")
    package static let invalidRedirectURI = OAuthError(
        "invalid_redirect_uri", status: 400, description: "The value of one or more redirect_uris is invalid.")
    /// What Hydra makes of an error that is none of its own.
    package static let unrecognizable = OAuthError(
        "error", status: 500, description: "The error is unrecognizable")
}
