import GoText
import JOSE

/// The key that a text describes.
func key(_ text: String) throws -> JWK {
    try JWK(json: JSONValue.decodeWhole(Array(text.utf8)))
}

/// The message that a text is refused with as a key, nil when it passes.
func refusal(_ text: String) throws -> String? {
    let json = try JSONValue.decodeWhole(Array(text.utf8))
    do {
        _ = try JWK(json: json)
        return nil
    } catch {
        return error.message
    }
}

/// What a token claims to be signed with, nil when it is no token of JSON claims.
func token(_ bytes: [UInt8]) -> CompactJWS? {
    CompactJWS(String(decoding: bytes, as: UTF8.self))
}

/// The test key as members in this order, `changes` put in their places.
func rsaText(_ names: [String], _ changes: [String: String] = [:]) -> String {
    var members = ["\"kty\":\"RSA\""]
    for name in names {
        if let value = changes[name] ?? TestKey.members[name] { members.append("\"\(name)\":\"\(value)\"") }
    }
    return "{" + members.joined(separator: ",") + "}"
}

/// All members of the test key.
let rsaNames = ["n", "e", "d", "p", "q", "dp", "dq", "qi"]

extension String {
    /// The lower-case hexadecimal digits of bytes.
    init(hexadecimal bytes: [UInt8]) {
        self = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// The bytes of hexadecimal digits.
func bytes(_ hexadecimal: String) -> [UInt8] {
    var digits = Array(hexadecimal.utf8.filter { $0 != UInt8(ascii: " ") })[...]
    var bytes: [UInt8] = []
    while digits.count >= 2 {
        bytes.append(UInt8(String(decoding: digits.prefix(2), as: UTF8.self), radix: 16) ?? 0)
        digits = digits.dropFirst(2)
    }
    return bytes
}
