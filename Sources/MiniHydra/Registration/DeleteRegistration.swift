import HTTP

extension RegistrationEndpoints {
    /// `DELETE /oauth2/register/{id}`.
    package static func delete(_ call: Call, _ hydra: Hydra) async throws -> Response {
        try requireOpen(hydra)
        let authorized = try RegistrationAccess.authorize(call, clientID: call.parameter("id"), hydra)
        let wasThere = try hydra.store.transaction { (database: inout Database) throws(StoreError) in
            try database.deleteClient(id: authorized.id)
        }
        guard wasThere else { throw RegistrationAccess.denied }
        return .empty(status: 204)
    }
}
