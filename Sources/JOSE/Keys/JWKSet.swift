import GoText

/// A JSON Web Key Set (RFC 7517 section 5).
package struct JWKSet: Sendable, Hashable {
    /// The keys in the order of the text; nil for a set without a list, which is written as `null`.
    package var list: [JWK]?

    /// The keys in the order of the text.
    package var keys: [JWK] {
        get { list ?? [] }
        set { list = newValue }
    }

    /// A set of these keys.
    package init(_ keys: [JWK]?) {
        list = keys
    }

    /// Reads `{"keys": [...]}` as Go does into a `jose.JSONWebKeySet`: the name in any case, other members ignored,
    /// `null` as a set without keys.
    ///
    /// - Parameters:
    ///   - json: the set.
    ///   - type: the Go type that the message names when the set is no object.
    ///   - field: the Go field that the message names when the keys are no list.
    /// - Throws: the first key that can not be read, or a wrong kind of value in the words of Go's JSON.
    package init(
        json: JSONValue, type: String = "jose.JSONWebKeySet", field: String = "JSONWebKeySet.keys"
    ) throws(JOSEError) {
        if case .null = json { return }
        guard let object = json.objectValue else { throw RawJWK.mismatch(json, type) }
        var mismatch: JOSEError?
        for (name, value) in object where name == "keys" || name.lowercased() == "keys" {
            switch value {
            case .array(let elements):
                var keys: [JWK] = []
                keys.reserveCapacity(elements.count)
                for element in elements { keys.append(try JWK(json: element)) }
                list = keys
            case .null: list = nil
            default:
                let kind = value.kindName
                let message = "json: cannot unmarshal \(kind) into Go struct field \(field) of type []jose.JSONWebKey"
                if mismatch == nil { mismatch = JOSEError(message) }
            }
        }
        if let mismatch { throw mismatch }
    }

    /// The set as go-jose writes it.
    package var json: JSONValue {
        var object = JSONObject()
        object["keys"] = list.map { .array($0.map(\.json)) } ?? .null
        return .object(object)
    }

    /// The keys with this name, in the order of the set.
    package func keys(named kid: String) -> [JWK] {
        keys.filter { $0.kid == kid }
    }
}
