/// A media type or disposition with its parameters (RFC 2045, RFC 2231) as Go's mime.ParseMediaType reads it.
package struct GoMediaType: Sendable, Hashable {
    /// In small letters, `application/json` or `form-data`.
    package var type: String
    /// By names in small letters; none when one of them is broken.
    package var parameters: [String: String]
    /// Whether a parameter is broken, which Go tells beside the type.
    package var hasInvalidParameters: Bool

    /// A type with its parameters.
    package init(type: String, parameters: [String: String] = [:], hasInvalidParameters: Bool = false) {
        self.type = type
        self.parameters = parameters
        self.hasInvalidParameters = hasInvalidParameters
    }

    /// Reads the value of a header field.
    ///
    /// - Returns: nil where the type itself is broken or two parameters of a name differ.
    package static func parse(_ text: String) -> GoMediaType? {
        let bytes = Array(text.utf8)
        let base = bytes.prefix { $0 != UInt8(ascii: ";") }
        guard let type = MediaTypeScanner.type(base) else { return nil }
        var scanner = MediaTypeScanner(rest: bytes[base.endIndex...])
        var values: [String: String] = [:]
        while !scanner.isAtEnd {
            guard let parameter = scanner.takeParameter() else {
                if scanner.isAtLoneSemicolon { break }
                return GoMediaType(type: type, parameters: [:], hasInvalidParameters: true)
            }
            if let known = values[parameter.name], known != parameter.value { return nil }
            values[parameter.name] = parameter.value
        }
        return GoMediaType(type: type, parameters: MediaTypeContinuations.joined(values))
    }
}
