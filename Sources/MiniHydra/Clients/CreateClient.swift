import GoText
import HTTP

extension ClientEndpoints {
    /// `POST /admin/clients`.
    package static func create(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let body = try body(of: call)
        let named = body.client.id
        let creation = try await ClientCreation(body, hydra)
        return creation.response(
            location: "/admin/clients/" + escapedTwice(creation.client.id), registrationID: named, hydra)
    }
}

/// A client that has just been made, through whichever port.
struct ClientCreation: Sendable {
    let client: Client
    private let view: ClientView

    /// Validates a client, gives it what it left out, and keeps it.
    ///
    /// - Throws: ``AdminError``, for a taken id ``AdminError/conflict``.
    init(_ body: ClientBody, _ hydra: Hydra) async throws {
        var body = body
        if body.client.id.isEmpty { body.client.id = hydra.random.uuid() }
        if body.secret.isEmpty { body.secret = GeneratedSecret.make(hydra.random) }
        try await ClientValidation(hydra).validate(&body)
        let token = hydra.tokens.make(.accessToken, random: hydra.random)
        let now = hydra.clock.now()
        var client = body.client
        client.createdAt = now.roundedToSecond
        client.updatedAt = now.truncatedToMicrosecond
        client.secret = try SecretDigest.make(body.secret, hydra)
        client.registrationToken = token.signature
        do {
            try hydra.store.write { [client] (database) throws(StoreError) in try database.insertClient(client) }
        } catch .conflict {
            throw AdminError.conflict
        }
        var view = ClientView()
        view.nullLists = body.nullLists
        view.secret = client.isPublic ? nil : body.secret
        view.registrationToken = token.text
        self.client = client
        self.view = view
    }

    /// - Parameter registrationID: the id at the end of `registration_client_uri`; empty: none.
    func response(location: String, registrationID: String, _ hydra: Hydra) -> Response {
        var view = view
        view.registrationURI = hydra.configuration.urls.publicURL + "/oauth2/register"
        if !registrationID.isEmpty {
            view.registrationURI? += "/" + ClientEndpoints.escapedTwice(registrationID)
        }
        return .admin(client.json(showing: view), status: 201, headers: [("Location", location)])
    }
}
