import GoText
import HTTP

extension ClientEndpoints {
    private static let defaultPageSize = 100
    private static let maximumPageSize = 500

    /// `GET /admin/clients`: by id, page by page, with the filters `client_name` and `owner`.
    package static func list(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let query = call.query
        let now = hydra.clock.now()
        var last = ""
        if let token = firstGiven(query, "page_token") {
            do { last = try hydra.paging.decode(token, now: now) } catch {
                switch error {
                case .tooShort: return .hangingUp
                case .unreadable(let reason): throw unreadable(reason)
                }
            }
        }
        let size = try pageSize(query)
        let found = try hydra.store.read { (database) throws(StoreError) in
            // One more than asked for tells whether there is another page.
            try database.clients(
                after: last, limit: size + 1, name: query.get("client_name"), owner: query.get("owner"))
        }
        let page = found.prefix(size)
        var links = [try link("first", lastID: "", query, size, now, hydra)]
        if found.count > size, let end = page.last {
            links.append(try link("next", lastID: end.id, query, size, now, hydra))
        }
        return .admin(
            .array(page.map { $0.json() }), headers: [("Link", links.joined(separator: ","))])
    }

    /// Of a parameter that is given several times, the first one that is not empty.
    private static func firstGiven(_ query: GoValues, _ name: String) -> String? {
        query.all(name).first { !$0.isEmpty }
    }

    private static func pageSize(_ query: GoValues) throws(AdminError) -> Int {
        guard let text = firstGiven(query, "page_size") else { return defaultPageSize }
        let size: Int
        do { size = try GoInteger.atoi(text) } catch { throw unreadable("\(error)") }
        return size < 1 ? defaultPageSize : min(size, maximumPageSize)
    }

    private static func unreadable(_ reason: String) -> AdminError {
        .badRequest("Unable to parse pagination parameters: " + reason)
    }

    private static func link(
        _ relation: String, lastID: String, _ query: GoValues, _ size: Int, _ now: GoTime, _ hydra: Hydra
    ) throws -> String {
        var query = query
        query.set("page_size", String(size))
        query.set("page_token", try hydra.paging.encode(lastID: lastID, now: now, random: hydra.random))
        return "</admin/clients?\(query.encoded())>; rel=\"\(relation)\""
    }
}
