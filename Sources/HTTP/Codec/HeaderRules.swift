import CPoll

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which bytes may stand where in a message.
enum HeaderRules {
    /// A set of ASCII characters as two masks.
    struct CharacterMask {
        private let low: UInt64
        private let high: UInt64

        init(_ characters: String) {
            var low: UInt64 = 0
            var high: UInt64 = 0
            for byte in characters.utf8 where byte < 128 {
                if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
            }
            self.low = low
            self.high = high
        }

        @inline(__always)
        func contains(_ byte: UInt8) -> Bool {
            if byte < 64 { return low & (1 << UInt64(byte)) != 0 }
            if byte < 128 { return high & (1 << UInt64(byte - 64)) != 0 }
            return false
        }
    }

    private static let alphanumerics = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

    /// The characters of a token, RFC 9110 section 5.6.2.
    static let token = CharacterMask("!#$%&'*+-.^_`|~" + alphanumerics)
    /// What Go takes in a Host field (httpguts.ValidHostHeader).
    static let hostField = CharacterMask("!$%&()*+,-.:;=['" + "]_~" + alphanumerics)
    /// What Go takes unescaped in the host of a URL.
    static let urlHost = CharacterMask("-_.~!$&'()*+,;=:[]<>\"" + alphanumerics)
    /// What Go takes in the user information of a URL.
    static let urlUser = CharacterMask("-._:~!$&'()*+,;=%@" + alphanumerics)

    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 65 && byte <= 90 ? byte | 0x20 : byte
    }

    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }

    @inline(__always)
    static func isBlankOrLineEnd(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 13 || byte == 10 }

    static func isLetter(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return lower >= 97 && lower <= 122
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

    /// The value of a hexadecimal digit.
    static func hexadecimal(_ byte: UInt8) -> Int? {
        if isDigit(byte) { return Int(byte) - 48 }
        let lower = byte | 0x20
        return lower >= 97 && lower <= 102 ? Int(lower) - 87 : nil
    }

    /// A whole, not empty text of token characters.
    static func isToken(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { token.contains($0) }
    }

    /// No control characters but the tab.
    @inline(__always)
    static func isValue(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.allSatisfy { ($0 >= 32 && $0 != 127) || $0 == 9 }
    }

    /// Equal to a text in small letters but for the case.
    static func equal(_ bytes: UnsafeBufferPointer<UInt8>, _ lowercase: StaticString) -> Bool {
        guard bytes.count == lowercase.utf8CodeUnitCount else { return false }
        for index in 0..<bytes.count where lowercased(bytes[index]) != lowercase.utf8Start[index] { return false }
        return true
    }

    /// Whether a list of values parted by commas has a token, in any case.
    static func list(_ bytes: UnsafeBufferPointer<UInt8>, has lowercase: StaticString) -> Bool {
        bytes.split(separator: 44).contains { part in
            equal(UnsafeBufferPointer(rebasing: trimmed(part)), lowercase)
        }
    }

    static func trimmed(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
        var bytes = bytes
        while let first = bytes.first, isBlank(first) { bytes = bytes.dropFirst() }
        while let last = bytes.last, isBlank(last) { bytes = bytes.dropLast() }
        return bytes
    }

    /// Where a byte is in the range of a buffer.
    @inline(__always)
    static func position(
        of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
    ) -> Int? {
        guard start < end, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(byte), end - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
