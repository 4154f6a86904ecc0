import GoText

/// A signed JWT in its compact serialization (RFC 7515 section 7.1), taken apart; nothing about it is verified.
package struct CompactJWS: Sendable {
    /// The JOSE header.
    package let header: JSONObject
    /// The bytes that the claims were read from.
    package let payload: [UInt8]
    /// The payload as JSON.
    package let claims: JSONObject
    /// The signature as it stands there.
    package let signature: [UInt8]
    /// What was signed: header and payload in base64url with the dot between them.
    package let signingInput: [UInt8]

    /// Takes a token apart, nil when it is no JWS of JSON claims.
    package init?(_ text: String) {
        do {
            try self.init(parsing: text)
        } catch {
            return nil
        }
    }

    /// Takes a token apart as go-jose does: white space is removed, and `=` at the end of a part.
    ///
    /// - Throws: in this order `compact JWS format must have three parts`, `illegal base64 data at input byte N`
    ///   (counted within the part), the message of Go's JSON for the header, then for the payload.
    package init(parsing text: String) throws(JOSEError) {
        let bytes = Array(text.utf8).filter { !Self.isSpace($0) }
        let dots = bytes.indices.filter { bytes[$0] == UInt8(ascii: ".") }
        guard dots.count == 2 else { throw .goJOSE("compact JWS format must have three parts") }
        let header = try Self.decode(bytes[..<dots[0]])
        payload = try Self.decode(bytes[(dots[0] + 1)..<dots[1]])
        signature = try Self.decode(bytes[(dots[1] + 1)...])
        signingInput = Array(bytes[..<dots[1]])
        self.header = try Self.object(header, type: "jose.rawHeader")
        claims = try Self.object(payload, type: "map[string]interface {}")
    }

    /// The member `alg` of the header, empty when it is no text.
    package var algorithm: String { header["alg"]?.stringValue ?? "" }

    /// The member `kid` of the header, nil when it is no text.
    package var kid: String? { header["kid"]?.stringValue }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
    }

    private static func decode(_ part: ArraySlice<UInt8>) throws(JOSEError) -> [UInt8] {
        let result = part.withUnsafeBufferPointer { part in
            Result { () throws(JOSEError) in try Base64URL.decodeLenient(part) }
        }
        return try result.get()
    }

    private static func object(_ bytes: [UInt8], type: String) throws(JOSEError) -> JSONObject {
        let value: JSONValue
        do {
            value = try JSONValue.decodeWhole(bytes)
        } catch {
            throw JOSEError(error.message)
        }
        guard let object = value.objectValue else { throw RawJWK.mismatch(value, type) }
        return object
    }
}
