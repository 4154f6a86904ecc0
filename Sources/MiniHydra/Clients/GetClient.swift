import HTTP

extension ClientEndpoints {
    /// `GET /admin/clients/{id}`.
    package static func get(_ call: Call, _ hydra: Hydra) async throws -> Response {
        guard let client = try hydra.client(id: call.parameter("id")) else { throw AdminError.unknownResource }
        return .admin(client.json())
    }
}
