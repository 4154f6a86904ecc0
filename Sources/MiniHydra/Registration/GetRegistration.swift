import HTTP

extension RegistrationEndpoints {
    /// `GET /oauth2/register/{id}`.
    package static func get(_ call: Call, _ hydra: Hydra) async throws -> Response {
        try requireOpen(hydra)
        let client = try RegistrationAccess.authorize(call, clientID: call.parameter("id"), hydra)
        var view = ClientView()
        view.showsMetadata = false
        return .admin(client.json(showing: view))
    }
}
