import GoText

/// A JSON pointer (RFC 6901).
struct JSONPointer {
    let text: String

    /// The value that stands there.
    func value(in tree: JSONValue) throws(Unplayable) -> JSONValue {
        var value = tree
        for part in text.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let next = Self.member(Self.unescaped(part), of: value) else {
                throw Unplayable("nothing at \(text)")
            }
            value = next
        }
        return value
    }

    private static func member(_ name: String, of value: JSONValue) -> JSONValue? {
        if let elements = value.arrayValue {
            guard let index = Int(name), elements.indices.contains(index) else { return nil }
            return elements[index]
        }
        return value.objectValue?[name]
    }

    private static func unescaped(_ part: Substring) -> String {
        guard part.contains("~") else { return String(part) }
        let slashes = ByteText.replacing(Array("~1".utf8), in: Array(part.utf8), with: Array("/".utf8))
        return String(decoding: ByteText.replacing(Array("~0".utf8), in: slashes, with: Array("~".utf8)), as: UTF8.self)
    }
}
