import GoText

/// A Set-Cookie header.
struct Cookie {
    let name: String
    let value: String
    /// Lowercased names; an empty text for those without a value.
    let attributes: [(name: String, value: String)]

    init(_ header: String) {
        let parts = header.split(separator: ";", omittingEmptySubsequences: false).map(Self.pair)
        (name, value) = parts.first ?? ("", "")
        attributes = parts.dropFirst().map { ($0.0.lowercased(), $0.1) }
    }

    /// Whether the browser is told to forget it.
    var isRemoval: Bool {
        attributes.contains { attribute in
            (attribute.name == "max-age" && (attribute.value == "0" || attribute.value == "-1"))
                || (attribute.name == "expires" && attribute.value.holds("1970"))
        }
    }

    /// The attributes as recordings hold them: without the time of its end.
    var json: JSONValue {
        var object: JSONObject = [:]
        for attribute in attributes where attribute.name != "expires" {
            object[attribute.name] = .string(attribute.value)
        }
        return .object(object)
    }

    private static func pair(_ text: Substring) -> (String, String) {
        let trimmed = text.drop { $0 == " " }
        guard let mark = trimmed.firstIndex(of: "=") else { return (String(trimmed), "") }
        return (String(trimmed[..<mark]), String(trimmed[trimmed.index(after: mark)...]))
    }
}
