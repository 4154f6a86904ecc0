import HTTP

extension ClientEndpoints {
    /// `DELETE /admin/clients/{id}`: the client goes, and all that it was given.
    package static func delete(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let id = call.parameter("id")
        let wasThere = try hydra.store.transaction { (database: inout Database) throws(StoreError) in
            try database.deleteClient(id: id)
        }
        guard wasThere else { throw AdminError.unknownResource }
        return .empty(status: 204)
    }
}
