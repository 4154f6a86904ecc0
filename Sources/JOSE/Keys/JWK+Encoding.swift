import GoText

extension JWK {
    /// The key as go-jose writes it: members in its order, empty texts left out, numbers without leading zeros except
    /// on curves, where they have the length of the field.
    package var json: JSONValue {
        var object = JSONObject()
        object.put("use", use)
        object.put("kty", kty)
        object.put("kid", kid)
        object.put("crv", crv)
        object.put("alg", alg)
        switch material {
        case .symmetric(let k):
            object.put("k", k)
        case .ec(let key):
            object.put("x", key.x)
            object.put("y", key.y)
            object.put("d", key.d)
        case .okp(let key):
            object.put("x", key.x)
            object.put("d", key.d)
        case .rsa(let key):
            object.put("n", key.n)
            object.put("e", key.e)
            object.put("d", key.secrets?.d)
            object.put("p", key.secrets?.p)
            object.put("q", key.secrets?.q)
            object.put("dp", key.secrets?.dp)
            object.put("dq", key.secrets?.dq)
            object.put("qi", key.secrets?.qi)
        }
        if !certificates.isEmpty {
            object["x5c"] = .array(certificates.map { .string(GoBase64.encodeStandard($0, padded: true)) })
        }
        object.put("x5u", certificatesURL)
        object.put("x5t", Base64URL.encodeString(thumbprintSHA1))
        object.put("x5t#S256", Base64URL.encodeString(thumbprintSHA256))
        return .object(object)
    }
}

extension JSONObject {
    fileprivate mutating func put(_ name: String, _ text: String) {
        if !text.isEmpty { self[name] = .string(text) }
    }

    fileprivate mutating func put(_ name: String, _ bytes: [UInt8]?) {
        if let bytes { self[name] = .string(Base64URL.encodeString(bytes)) }
    }
}
