import GoText
import HTTP

/// A list that is answered page by page: the parameters `page_size` and `page_token`, and the `Link` header.
package struct PagedList<Item> {
    private static var defaultSize: Int { 100 }
    private static var maximumSize: Int { 500 }

    /// What the links lead to, `/admin/clients`.
    let path: String
    /// The id that stands before all others in the tokens of first pages.
    var firstID = ""
    let id: (Item) -> String
    let json: (Item) -> JSONValue

    /// Answers with a page.
    ///
    /// - Parameter items: gives the items behind an id in their order, at most as many as are asked for.
    /// - Throws: ``AdminError`` for a size or a token that can not be read, and what `items` throws.
    func respond(
        to call: Call, _ hydra: Hydra, items: (_ last: String, _ limit: Int) throws -> [Item]
    ) throws -> Response {
        let query = call.query
        let now = hydra.clock.now()
        var last = firstID
        if let token = Self.firstGiven(query, "page_token") {
            do { last = try hydra.paging.decode(token, now: now) } catch {
                switch error {
                case .tooShort: return .hangingUp
                case .unreadable(let reason): throw Self.unreadable(reason)
                }
            }
        }
        let size = try Self.pageSize(query)
        // One more than asked for tells whether there is another page.
        let found = try items(last, size + 1)
        let page = found.prefix(size)
        var links = [try link("first", lastID: firstID, query, size, now, hydra)]
        if found.count > size, let end = page.last {
            links.append(try link("next", lastID: id(end), query, size, now, hydra))
        }
        return .admin(.array(page.map(json)), headers: [("Link", links.joined(separator: ","))])
    }

    /// Of a parameter that is given several times, the first one that is not empty.
    private static func firstGiven(_ query: GoValues, _ name: String) -> String? {
        query.all(name).first { !$0.isEmpty }
    }

    private static func pageSize(_ query: GoValues) throws(AdminError) -> Int {
        guard let text = firstGiven(query, "page_size") else { return defaultSize }
        let size: Int
        do { size = try GoInteger.atoi(text) } catch { throw unreadable("\(error)") }
        return size < 1 ? defaultSize : min(size, maximumSize)
    }

    private static func unreadable(_ reason: String) -> AdminError {
        .badRequest("Unable to parse pagination parameters: " + reason)
    }

    private func link(
        _ relation: String, lastID: String, _ query: GoValues, _ size: Int, _ now: GoTime, _ hydra: Hydra
    ) throws -> String {
        var query = query
        query.set("page_size", String(size))
        query.set("page_token", try hydra.paging.encode(lastID: lastID, now: now, random: hydra.random))
        return "<\(path)?\(query.encoded())>; rel=\"\(relation)\""
    }
}
