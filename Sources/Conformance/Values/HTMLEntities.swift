/// Character references of HTML, as far as the server writes them.
enum HTMLEntities {
    private static let named: [Substring: Character] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "copy": "©",
    ]

    /// The text with `&amp;`, `&#34;`, `&#x22;` and the like resolved; unknown ones stay.
    static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var plain = ""
        var rest = Substring(text)
        while let mark = rest.firstIndex(of: "&") {
            plain += rest[..<mark]
            rest = rest[mark...]
            if let end = rest.firstIndex(of: ";"), let character = character(rest[rest.index(after: mark)..<end]) {
                plain.append(character)
                rest = rest[rest.index(after: end)...]
            } else {
                plain += "&"
                rest = rest.dropFirst()
            }
        }
        return plain + rest
    }

    private static func character(_ reference: Substring) -> Character? {
        guard reference.hasPrefix("#") else { return named[reference] }
        let digits = reference.dropFirst()
        let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
        return (isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits))
            .flatMap(UnicodeScalar.init).map { Character($0) }
    }
}
