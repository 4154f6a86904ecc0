import GoText
import HTTP
import JOSE

/// `/admin/keys`: key sets of the server and of whoever keeps theirs here.
package enum KeyEndpoints {
    /// `POST /admin/keys/{set}`: makes a key and adds it to the set.
    package static func create(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let set = call.parameter("set")
        let body = try NewKeyBody(call.request.body)
        guard let algorithm = SignatureAlgorithm(rawValue: body.algorithm), !algorithm.rawValue.hasPrefix("HS") else {
            throw AdminError(status: 400, error: "Bad Request", description: "Unsupported key algorithm")
        }
        let kid = body.kid.isEmpty ? hydra.random.uuid() : body.kid
        let use = body.use.isEmpty ? "sig" : body.use
        let key = try await hydra.loops.onBackgroundThread {
            try JWK.generate(algorithm, rsaBits: algorithm.rawValue.hasPrefix("RS") ? 4096 : 2048, kid: kid, use: use)
        }
        do {
            try hydra.store.write { (database) throws(StoreError) in try database.insertKey(key, set: set) }
        } catch .conflict {
            throw AdminError.conflict
        }
        hydra.keys.forget(set)
        let location = hydra.configuration.urls.issuerBase + "/keys/" + ClientEndpoints.escapedTwice(set)
        return .admin(["keys": [key.json]], status: 201, headers: [("Location", location)])
    }

    /// `GET /admin/keys/{set}`: private parts included, newest first.
    package static func getSet(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let keys = try hydra.store.read { (database) throws(StoreError) in
            try database.keys(ofSet: call.parameter("set"))
        }
        guard !keys.isEmpty else { throw AdminError.unknownKeySet }
        return .admin(["keys": .array(keys.map(\.json))])
    }

    /// `GET /admin/keys/{set}/{kid}`: a set of one key.
    package static func getKey(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let key = try hydra.store.read { (database) throws(StoreError) in
            try database.key(set: call.parameter("set"), kid: call.parameter("kid"))
        }
        guard let key else { throw AdminError.unknownResource }
        return .admin(["keys": [key.json]])
    }

    /// `PUT /admin/keys/{set}`: the body in place of all that was there.
    package static func replaceSet(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let set = call.parameter("set")
        let keys = try keySet(call.request.body)
        do {
            try hydra.store.transaction { (database) throws(StoreError) in
                try database.deleteKeys(set: set)
                for key in keys ?? [] { try database.insertKey(key, set: set) }
            }
        } catch StoreError.conflict {
            throw AdminError.conflict
        }
        hydra.keys.forget(set)
        return .admin(["keys": keys.map { .array($0.map(\.json)) } ?? .null])
    }

    /// `PUT /admin/keys/{set}/{kid}`: the kid of the body counts, that of the path is ignored.
    package static func replaceKey(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let set = call.parameter("set")
        let key: JWK
        do {
            key = try JWK(json: JSONValue.decodeFirst(call.request.body))
        } catch {
            throw AdminError.undecodable(error)
        }
        try hydra.store.transaction { (database) throws(StoreError) in
            try database.deleteKey(set: set, kid: key.kid)
            try database.insertKey(key, set: set)
        }
        hydra.keys.forget(set)
        return .admin(key.json)
    }

    /// `DELETE /admin/keys/{set}`: 204, also where there is none.
    package static func deleteSet(_ call: Call, _ hydra: Hydra) async throws -> Response {
        try hydra.store.write { (database) throws(StoreError) in try database.deleteKeys(set: call.parameter("set")) }
        hydra.keys.forget(call.parameter("set"))
        return .empty(status: 204)
    }

    /// `DELETE /admin/keys/{set}/{kid}`: 204, also where there is none.
    package static func deleteKey(_ call: Call, _ hydra: Hydra) async throws -> Response {
        try hydra.store.write { (database) throws(StoreError) in
            try database.deleteKey(set: call.parameter("set"), kid: call.parameter("kid"))
        }
        hydra.keys.forget(call.parameter("set"))
        return .empty(status: 204)
    }

    /// The keys of a body; nil where it names none.
    private static func keySet(_ body: [UInt8]) throws(AdminError) -> [JWK]? {
        do {
            var decoder = GoStructDecoder(structName: "JSONWebKeySet", typeName: "jose.JSONWebKeySet")
            var keys: [JWK]?
            for (field, value) in decoder.members(of: try JSONValue.decodeFirst(body), fields: ["keys"]) {
                switch value {
                case .null: keys = nil
                case .array(let values): keys = try values.map { (json) throws(JOSEError) in try JWK(json: json) }
                default: decoder.mismatch(kindOf: value, field: field, type: "[]jose.JSONWebKey")
                }
            }
            try decoder.finish()
            return keys
        } catch {
            throw .undecodable(error)
        }
    }
}

/// What a new key shall be like.
private struct NewKeyBody {
    var algorithm = ""
    var use = ""
    var kid = ""

    init(_ body: [UInt8]) throws(AdminError) {
        do {
            var decoder = GoStructDecoder(
                structName: "createJsonWebKeySetBody", typeName: "jwk.createJsonWebKeySetBody")
            let json = try JSONValue.decodeFirst(body)
            for (field, value) in decoder.members(of: json, fields: ["alg", "use", "kid"]) {
                let text = decoder.string(value, field)
                switch field {
                case "alg": algorithm = text ?? algorithm
                case "use": use = text ?? use
                default: kid = text ?? kid
                }
            }
            try decoder.finish()
        } catch {
            throw .undecodable(error)
        }
    }
}

extension AdminError {
    /// A body that can not be decoded, with the message of Go's library.
    package static func undecodable(_ error: any Error) -> AdminError {
        .badRequest("Unable to decode the request body: \(error)")
    }
}
