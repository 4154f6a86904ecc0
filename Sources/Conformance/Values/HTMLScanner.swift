/// Reads start tags and text of an HTML page; everything else is passed over.
struct HTMLScanner {
    /// What stands on the page.
    enum Item {
        /// A start tag: its name and attributes, lowercased. An attribute without a value has none here either.
        case start(name: String, attributes: [String: String?])
        /// Text between tags, entities resolved.
        case text(String)
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The next item; nil at the end.
    mutating func next() -> Item? {
        while index < bytes.count {
            if bytes[index] != UInt8(ascii: "<") { return .text(text()) }
            if starts(with: "<!--") {
                skip(past: "-->")
            } else if index + 1 < bytes.count, Self.isLetter(bytes[index + 1]) {
                return startTag()
            } else if starts(with: "</") || starts(with: "<!") || starts(with: "<?") {
                skip(past: ">")
            } else {
                index += 1
                return .text("<")
            }
        }
        return nil
    }

    private mutating func text() -> String {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        defer { index = end }
        return HTMLEntities.unescaped(String(decoding: bytes[index..<end], as: UTF8.self))
    }

    private mutating func startTag() -> Item {
        index += 1
        let name = word { Self.isBlank($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") }.lowercased()
        var attributes: [String: String?] = [:]
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
            if Self.isBlank(bytes[index]) || bytes[index] == UInt8(ascii: "/") {
                index += 1
            } else {
                let (name, value) = attribute()
                attributes.updateValue(value, forKey: name)
            }
        }
        index += 1
        if name == "script" || name == "style" { skip(to: "</\(name)") }
        return .start(name: name, attributes: attributes)
    }

    private mutating func attribute() -> (String, String?) {
        let first = index
        index += 1
        let rest = word {
            Self.isBlank($0) || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "=")
        }
        let name = (String(decoding: bytes[first...first], as: UTF8.self) + rest).lowercased()
        let behindName = index
        skipBlanks()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
            index = behindName
            return (name, nil)
        }
        index += 1
        skipBlanks()
        guard index < bytes.count else { return (name, "") }
        let quote = bytes[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            return (name, HTMLEntities.unescaped(word { Self.isBlank($0) || $0 == UInt8(ascii: ">") }))
        }
        index += 1
        let value = word { $0 == quote }
        index += 1
        return (name, HTMLEntities.unescaped(value))
    }

    private mutating func word(until ends: (UInt8) -> Bool) -> String {
        let start = index
        while index < bytes.count, !ends(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func skipBlanks() {
        while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
    }

    private mutating func skip(to mark: String) {
        index = ByteText.firstIndex(of: Array(mark.utf8), in: bytes, from: min(index, bytes.count)) ?? bytes.count
    }

    private mutating func skip(past mark: String) {
        skip(to: mark)
        index = min(index + mark.utf8.count, bytes.count)
    }

    private func starts(with mark: String) -> Bool {
        bytes[index...].starts(with: mark.utf8)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }
}
