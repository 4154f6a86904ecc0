import GoText
import HTTP

extension ClientEndpoints {
    /// `PATCH /admin/clients/{id}`: a JSON Patch on the client as a GET shows it.
    ///
    /// A patched `client_id` changes the client that has it. The registration access token is lost.
    package static func patch(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let id = call.parameter("id")
        while true {
            guard let client = try hydra.client(id: id) else { throw AdminError.unknownResource }
            var body = try patched(client, call.request.body)
            try await ClientValidation(hydra).validate(&body)
            let update = ClientUpdate(body, registrationToken: [], hydra)
            let changed = try hydra.store.transaction { (database: inout Database) throws -> Client? in
                // Validation may wait for others; a client that has changed meanwhile is patched anew.
                guard try database.client(id: id) == client else { return nil }
                return try update.carryOut(in: &database, hydra)
            }
            if let changed { return .admin(changed.json(showing: update.view)) }
        }
    }

    /// What the patch makes of a client.
    static func patched(_ client: Client, _ patch: [UInt8]) throws(AdminError) -> ClientBody {
        var view = ClientView()
        view.secret = client.secret.text
        var body: ClientBody
        do {
            body = try ClientBody(json: JSONPatch(patch).apply(to: client.json(showing: view)))
        } catch {
            throw .unrecognizable
        }
        if body.secret == client.secret.text { body.secret = "" }
        return body
    }
}
