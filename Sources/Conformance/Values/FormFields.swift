import GoText

/// Fields of a query or form. Unlike a server this reads whatever comes: broken escapes stay as they are.
struct FormFields {
    private(set) var names: [String] = []
    private var values: [String: [String]] = [:]

    /// - Parameter keepsBlanks: whether fields without a value count.
    init(_ text: String, keepsBlanks: Bool = true) {
        for pair in text.utf8.split(separator: UInt8(ascii: "&")) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? Self.unescaped(parts[1]) : ""
            if value.isEmpty, !keepsBlanks { continue }
            let name = Self.unescaped(parts[0])
            if values[name] == nil { names.append(name) }
            values[name, default: []].append(value)
        }
    }

    func first(_ name: String) -> String? {
        values[name]?.first
    }

    /// As the recordings hold it: a text for each field, a list where it stands more than once.
    var json: JSONObject {
        var object: JSONObject = [:]
        for name in names {
            let texts = values[name, default: []].map(JSONValue.string)
            object[name] = texts.count == 1 ? texts[0] : .array(texts)
        }
        return object
    }

    /// The first value of each field.
    var firstValues: JSONObject {
        var object: JSONObject = [:]
        for name in names { object[name] = first(name).map(JSONValue.string) }
        return object
    }

    /// A mapping as form text; a list gives its field several times.
    static func encode(_ value: JSONValue) -> String {
        var pairs: [String] = []
        for (name, value) in value.objectValue ?? [:] {
            let elements: [JSONValue]
            switch value {
            case .array(let list): elements = list
            case .object(let object): elements = object.map { .string($0.key) }
            default: elements = [value]
            }
            pairs += elements.map { "\(GoEscape.queryEscape(name))=\(GoEscape.queryEscape(PlainText.of($0)))" }
        }
        return pairs.joined(separator: "&")
    }

    private static func unescaped(_ bytes: Substring.UTF8View) -> String {
        let bytes = Array(bytes)
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), let byte = escapedByte(bytes, at: index) {
                plain.append(byte)
                index += 3
            } else {
                plain.append(bytes[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func escapedByte(_ bytes: [UInt8], at index: Int) -> UInt8? {
        guard index + 2 < bytes.count else { return nil }
        let digits = bytes[(index + 1)...(index + 2)]
        guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit }) else { return nil }
        return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
