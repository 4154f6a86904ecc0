/// Takes a media type apart.
struct MediaTypeScanner {
    private var rest: ArraySlice<UInt8>

    init(rest: ArraySlice<UInt8>) {
        self.rest = rest
    }

    var isAtEnd: Bool { rest.allSatisfy(Self.isBlank) }

    /// Whether nothing is left but a semicolon, which does no harm.
    var isAtLoneSemicolon: Bool { rest.filter { !Self.isBlank($0) } == [UInt8(ascii: ";")] }

    /// A token, or two around a slash, in small letters.
    static func type(_ text: ArraySlice<UInt8>) -> String? {
        let name = String(decoding: trimmed(text), as: UTF8.self).lowercased()
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
        return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(isToken) } ? name : nil
    }

    /// Takes `; name=value`; nil, and nothing taken, where there is none.
    mutating func takeParameter() -> (name: String, value: String)? {
        var ahead = rest.drop(while: Self.isBlank)
        guard ahead.popFirst() == UInt8(ascii: ";") else { return nil }
        ahead = ahead.drop(while: Self.isBlank)
        let name = ahead.prefix(while: Self.isToken)
        ahead = ahead[name.endIndex...].drop(while: Self.isBlank)
        guard !name.isEmpty, ahead.popFirst() == UInt8(ascii: "=") else { return nil }
        ahead = ahead.drop(while: Self.isBlank)
        guard let value = Self.takeValue(&ahead) else { return nil }
        rest = ahead
        return (String(decoding: name, as: UTF8.self).lowercased(), GoUTF8.text(value))
    }

    private static func takeValue(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        guard rest.first == UInt8(ascii: "\"") else {
            let token = rest.prefix(while: isToken)
            rest = rest[token.endIndex...]
            return token.isEmpty ? nil : Array(token)
        }
        var value: [UInt8] = []
        var place = rest.startIndex + 1
        while place < rest.endIndex {
            let byte = rest[place]
            switch byte {
            case UInt8(ascii: "\""):
                rest = rest[(place + 1)...]
                return value
            case UInt8(ascii: "\\") where place + 1 < rest.endIndex && isSpecial(rest[place + 1]):
                // Before anything else a backslash is one: some browsers send paths of Windows.
                value.append(rest[place + 1])
                place += 2
            case 0x0A, 0x0D:
                return nil
            default:
                value.append(byte)
                place += 1
            }
        }
        return nil
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || 0x09...0x0D ~= byte
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        "()<>@,;:\\\"/[]?=".utf8.contains(byte)
    }

    private static func isToken(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !isSpecial(byte)
    }
}
