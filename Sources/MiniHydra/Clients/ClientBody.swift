import GoText

/// What a request's body says of a client; ``ClientValidation`` fills in the defaults.
struct ClientBody: Sendable {
    var client = Client()
    /// `client_secret`; empty when not given.
    var secret = ""
    /// `access_token_strategy` as written.
    var accessTokenStrategy = ""
    /// `metadata`, JSON's null included; nil when the body does not name it.
    var metadata: JSONValue?
    /// `created_at`, which PUT and PATCH show and nobody keeps; ``GoTime/never`` when not given.
    var createdAt = GoTime.never
    /// The names of the lists that were not given, or given as null: Hydra answers null for them.
    var nullLists: Set<String> = [
        "redirect_uris", "grant_types", "response_types", "audience", "allowed_cors_origins", "contacts",
        "request_uris", "post_logout_redirect_uris",
    ]
}
