import HTTP

extension ClientEndpoints {
    /// `GET /admin/clients`: by id, page by page, with the filters `client_name` and `owner`.
    package static func list(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let query = call.query
        let list = PagedList<Client>(path: "/admin/clients", id: \.id, json: { $0.json() })
        return try list.respond(to: call, hydra) { last, limit in
            try hydra.store.read { (database) throws(StoreError) in
                try database.clients(
                    after: last, limit: limit, name: query.get("client_name"), owner: query.get("owner"))
            }
        }
    }
}
