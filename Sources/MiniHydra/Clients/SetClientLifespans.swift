import HTTP

extension ClientEndpoints {
    /// `PUT /admin/clients/{id}/lifespans`: what the body does not name is not set any more; nothing else changes.
    package static func setLifespans(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let id = call.parameter("id")
        let now = hydra.clock.now().truncatedToMicrosecond
        let changed = try hydra.store.transaction { (database: inout Database) throws -> Client in
            guard var client = try database.client(id: id) else { throw AdminError.unknownResource }
            do { client.lifespans = try ClientLifespans(decoding: call.request.body) } catch {
                throw AdminError.badRequest("Unable to decode the request body: \(error)")
            }
            client.updatedAt = now
            try database.updateClient(client)
            return client
        }
        return .admin(changed.json())
    }
}
