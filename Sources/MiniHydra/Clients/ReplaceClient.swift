import GoText
import HTTP

extension ClientEndpoints {
    /// `PUT /admin/clients/{id}`: what the body does not name goes back to its default, but for the secret.
    ///
    /// The registration access token is lost.
    package static func replace(_ call: Call, _ hydra: Hydra) async throws -> Response {
        var body = try body(of: call)
        body.client.id = call.parameter("id")
        try await ClientValidation(hydra).validate(&body)
        let update = ClientUpdate(body, registrationToken: [], hydra)
        let client = try hydra.store.transaction { (database: inout Database) throws in
            let client = try update.carryOut(in: &database, hydra)
            try database.deauthorizeClient(id: client.id)
            return client
        }
        return .admin(client.json(showing: update.view))
    }
}

/// A client that takes the place of the one with its id.
struct ClientUpdate: Sendable {
    private let body: ClientBody
    private let registrationToken: [UInt8]
    private let now: GoTime

    /// - Parameters:
    ///   - body: a client that has been validated.
    ///   - registrationToken: the signature of the new registration access token; empty: none.
    init(_ body: ClientBody, registrationToken: [UInt8], _ hydra: Hydra) {
        self.body = body
        self.registrationToken = registrationToken
        now = hydra.clock.now()
    }

    /// Keeps the client. The secret stays where none is given, the time of creation stays in any case.
    ///
    /// - Throws: ``AdminError/unknownResource`` where there is no client with this id, ``StoreError``.
    func carryOut(in database: inout Database, _ hydra: Hydra) throws -> Client {
        guard let old = try database.client(id: body.client.id) else { throw AdminError.unknownResource }
        var client = body.client
        client.createdAt = old.createdAt
        client.updatedAt = now.truncatedToMicrosecond
        client.secret = body.secret.isEmpty ? old.secret : try SecretDigest.make(body.secret, hydra)
        client.registrationToken = registrationToken
        try database.updateClient(client)
        return client
    }

    /// What the answer shows: a new secret, and for the time of creation what the body said of it.
    var view: ClientView {
        var view = ClientView()
        view.nullLists = body.nullLists
        view.secret = body.secret.isEmpty ? nil : body.secret
        view.createdAt = body.createdAt == .never ? now : body.createdAt
        return view
    }
}
