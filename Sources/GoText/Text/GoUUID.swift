/// UUIDs as gofrs/uuid reads them.
package enum GoUUID {
    /// Reads one of the spellings with or without dashes, in braces, or behind `urn:uuid:`.
    ///
    /// - Returns: 36 characters in lower case.
    /// - Throws: the message of the library.
    package static func parse(_ text: String) throws(GoUUIDError) -> String {
        var rest = Substring(text)
        switch text.utf8.count {
        case 32, 36: break
        case 34, 38:
            guard rest.hasPrefix("{"), rest.hasSuffix("}") else { throw incorrectFormat(text) }
            rest = rest.dropFirst().dropLast()
        case 41, 45:
            guard rest.hasPrefix(urn) else { throw incorrectFormat(text) }
            rest = rest.dropFirst(urn.count)
        case let count:
            throw GoUUIDError(message: "uuid: incorrect UUID length \(count) in string \(goQuoted(text))")
        }
        var digits = Array(rest.utf8)
        if digits.count == 36 {
            for place in dashes.reversed() {
                guard digits[place] == UInt8(ascii: "-") else { throw incorrectFormat(text) }
                digits.remove(at: place)
            }
        }
        guard digits.allSatisfy({ HexadecimalDigit.value($0) != nil }) else {
            throw GoUUIDError(message: "uuid: invalid UUID format")
        }
        for place in dashes { digits.insert(UInt8(ascii: "-"), at: place) }
        return String(decoding: digits, as: UTF8.self).lowercased()
    }

    private static let urn = "urn:uuid:"
    private static let dashes = [8, 13, 18, 23]

    private static func incorrectFormat(_ text: String) -> GoUUIDError {
        GoUUIDError(message: "uuid: incorrect UUID format in string \(goQuoted(text))")
    }
}
