import GoText
import HTTP

/// `/admin/trust/grants/jwt-bearer/issuers`: whose assertions the JWT bearer grant takes.
package enum TrustedIssuerEndpoints {
    static let path = "/admin/trust/grants/jwt-bearer/issuers"

    /// `POST`: trusts an issuer. Its key goes to the key set that is called like the issuer; a key that is there
    /// already under that name stays, and the new one is dropped without a word.
    package static func create(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let body = try TrustedIssuerBody(decoding: call.request.body)
        try body.check()
        guard let key = body.key, let expiresAt = body.expiresAt else { throw AdminError.unrecognizable }
        let trusted = TrustedIssuer(
            id: hydra.random.uuid(), issuer: body.issuer, subject: body.subject,
            allowsAnySubject: body.allowsAnySubject, scopes: body.scopes ?? [], kid: key.kid,
            createdAt: hydra.clock.now().roundedToSecond, expiresAt: expiresAt.roundedToSecond)
        do {
            try hydra.store.transaction { (database) throws(StoreError) in
                if try database.key(set: trusted.issuer, kid: trusted.kid) == nil {
                    try database.insertKey(key, set: trusted.issuer)
                }
                try database.insertTrustedIssuer(trusted)
            }
        } catch StoreError.conflict {
            throw AdminError.conflict
        }
        hydra.keys.forget(trusted.issuer)
        var json = trusted.json.objectValue ?? [:]
        if body.scopes == nil { json["scope"] = .null }
        return .admin(
            .object(json), status: 201, headers: [("Location", "/trust/grants/jwt-bearer/issuers/" + trusted.id)])
    }

    /// `GET`: by id, page by page, those of one `issuer` where it is given.
    package static func list(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let issuer = call.query.get("issuer")
        let list = PagedList<TrustedIssuer>(
            path: path, firstID: "00000000-0000-0000-0000-000000000000", id: \.id, json: \.json)
        return try list.respond(to: call, hydra) { last, limit in
            try hydra.store.read { (database) throws(StoreError) in
                try database.trustedIssuers(after: last, limit: limit, issuer: issuer)
            }
        }
    }

    /// `GET …/{id}`
    package static func get(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let id = try id(of: call)
        let found = try hydra.store.read { (database) throws(StoreError) in try database.trustedIssuer(id: id) }
        guard let found else { throw AdminError.unknownResource }
        return .admin(found.json)
    }

    /// `DELETE …/{id}`: the key goes with it, and with the key every other trust that is built on it.
    package static func delete(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let id = try id(of: call)
        let found = try hydra.store.transaction { (database) throws(StoreError) -> TrustedIssuer? in
            guard let found = try database.trustedIssuer(id: id) else { return nil }
            try database.deleteKey(set: found.issuer, kid: found.kid)
            return found
        }
        guard let found else { throw AdminError.unknownResource }
        hydra.keys.forget(found.issuer)
        return .empty(status: 204)
    }

    private static func id(of call: Call) throws(AdminError) -> String {
        do { return try GoUUID.parse(call.parameter("id")) } catch {
            throw .badRequest("Unable to parse parameter id: \(error)")
        }
    }
}
