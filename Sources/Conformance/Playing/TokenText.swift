import GoText

/// A compact JWT read without verifying it.
struct TokenText {
    let text: String
    let header: JSONValue
    let claims: JSONValue

    init(_ value: JSONValue) throws(Unplayable) {
        let shown = PlainText.of(value).prefix(40)
        guard let text = value.stringValue else { throw Unplayable("not a JWT: \(shown)") }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.json(parts[0]), let claims = Self.json(parts[1]) else {
            throw Unplayable("not a JWT: \(shown)")
        }
        self.text = text
        self.header = header
        self.claims = claims
    }

    private static func json(_ part: Substring) -> JSONValue? {
        guard let bytes = try? GoBase64.decodeURL(String(part), padded: false) else { return nil }
        return try? JSONValue.decodeWhole(bytes)
    }
}
