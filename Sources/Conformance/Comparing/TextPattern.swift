/// Forms of text: times, UUIDs, JWTs.
enum TextPattern {
    /// Where an RFC 3339 time that begins at `start` ends; nil when there is none.
    static func rfc3339End(in bytes: ArraySlice<UInt8>) -> Int? {
        var scanner = FormScanner(bytes)
        guard scanner.take("####-##-##T##:##:##"), scanner.takeFraction() else { return nil }
        return scanner.take("Z") || scanner.take("+##:##") || scanner.take("-##:##") ? scanner.index : nil
    }

    /// The same for how Go prints a time: `2026-01-02 03:04:05.678 +0000 UTC`.
    static func goTimeEnd(in bytes: ArraySlice<UInt8>) -> Int? {
        var scanner = FormScanner(bytes)
        guard scanner.take("####-##-## ##:##:##"), scanner.takeFraction() else { return nil }
        return scanner.take(" +#### UTC") || scanner.take(" -#### UTC") ? scanner.index : nil
    }

    /// Whether the whole text is an RFC 3339 time.
    static func isRFC3339(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return rfc3339End(in: bytes[...]) == bytes.count
    }

    /// Whether the whole text is a UUID in lower case.
    static func isUUID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == 36
            && bytes.enumerated().allSatisfy { index, byte in
                [8, 13, 18, 23].contains(index) ? byte == UInt8(ascii: "-") : isLowercaseHex(byte)
            }
    }

    /// Whether the whole text has the form of a compact JWT, with or without a signature.
    static func isToken(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return text.hasPrefix("ey") && parts.count == 3 && parts[0].count > 2 && !parts[1].isEmpty
            && parts.allSatisfy { $0.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") } }
    }

    /// Whether the whole text is a decimal integer.
    static func isInteger(_ text: String) -> Bool {
        let digits = text.hasPrefix("-") ? text.utf8.dropFirst() : text.utf8[...]
        return !digits.isEmpty && digits.allSatisfy(isDigit)
    }

    /// Seconds since 1970 of an RFC 3339 time, fractions cut off.
    static func seconds(of text: String) -> Int {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int {
            bytes[range].reduce(0) { $0 * 10 + Int($1) - 0x30 }
        }
        let days = daysSince1970(year: number(0..<4), month: number(5..<7), day: number(8..<10))
        let seconds = days * 86_400 + number(11..<13) * 3_600 + number(14..<16) * 60 + number(17..<19)
        guard bytes[bytes.count - 1] != UInt8(ascii: "Z") else { return seconds }
        let zone = number((bytes.count - 5)..<(bytes.count - 3)) * 3_600 + number((bytes.count - 2)..<bytes.count) * 60
        return bytes[bytes.count - 6] == UInt8(ascii: "+") ? seconds - zone : seconds + zone
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte)
    }

    static func isLowercaseHex(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x66).contains(byte)
    }

    /// A letter, a digit or `_`.
    static func isWord(_ byte: UInt8) -> Bool {
        isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
    }

    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let era = year / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
