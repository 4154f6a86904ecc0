import HTTP

extension RegistrationEndpoints {
    /// `POST /oauth2/register`.
    package static func create(_ call: Call, _ hydra: Hydra) async throws -> Response {
        try requireOpen(hydra)
        var body = try ClientEndpoints.body(of: call)
        if !body.secret.isEmpty { throw AdminError.badRequest(secretIsForbidden) }
        // Nobody chooses the id here.
        body.client.id = ""
        try checkFields(body)
        let creation = try await ClientCreation(body, hydra)
        let id = creation.client.id
        return creation.response(location: "admin/clients/\(id)", registrationID: id, hydra)
    }
}
