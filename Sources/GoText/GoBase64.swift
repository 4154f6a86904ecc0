/// Text that is no base64, in Go's words.
package struct GoBase64Error: Error, Sendable, Hashable, CustomStringConvertible {
    /// The byte at which decoding failed.
    package let offset: Int
    package init(offset: Int) { self.offset = offset }
    package var description: String { "illegal base64 data at input byte \(offset)" }
}

/// Package encoding/base64.
package enum GoBase64 {
    private static let urlAlphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let standardAlphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let urlValues = values(of: urlAlphabet)
    private static let standardValues = values(of: standardAlphabet)

    private static func values(of alphabet: [UInt8]) -> [UInt8] {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, byte) in alphabet.enumerated() { table[Int(byte)] = UInt8(value) }
        return table
    }

    /// base64url, RFC 4648 section 5.
    package static func encodeURL(_ bytes: [UInt8], padded: Bool) -> String { encode(bytes, urlAlphabet, padded) }
    /// base64, RFC 4648 section 4.
    package static func encodeStandard(_ bytes: [UInt8], padded: Bool = true) -> String {
        encode(bytes, standardAlphabet, padded)
    }
    /// See ``encodeURL(_:padded:)``.
    package static func decodeURL(_ text: String, padded: Bool) throws(GoBase64Error) -> [UInt8] {
        try decode(Array(text.utf8), urlValues, padded)
    }
    /// See ``encodeStandard(_:padded:)``.
    package static func decodeStandard(_ text: String, padded: Bool = true) throws(GoBase64Error) -> [UInt8] {
        try decode(Array(text.utf8), standardValues, padded)
    }

    private static func encode(_ bytes: [UInt8], _ alphabet: [UInt8], _ padded: Bool) -> String {
        String(unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { out in
            var count = 0
            var place = 0
            while place < bytes.count {
                let left = bytes.count - place
                let group = UInt32(bytes[place]) << 16 | (left > 1 ? UInt32(bytes[place + 1]) << 8 : 0)
                    | (left > 2 ? UInt32(bytes[place + 2]) : 0)
                for index in 0..<4 {
                    if index <= left {
                        out[count] = alphabet[Int(group >> UInt32(18 - 6 * index) & 63)]
                    } else if padded {
                        out[count] = UInt8(ascii: "=")
                    } else {
                        continue
                    }
                    count += 1
                }
                place += 3
            }
            return count
        }
    }

    /// Line ends are skipped, as Go does; the offset of a failure counts them.
    private static func decode(_ text: [UInt8], _ values: [UInt8], _ padded: Bool) throws(GoBase64Error) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count / 4 * 3 + 3)
        var place = 0
        func skipLineEnds() {
            while place < text.count, text[place] == 0x0A || text[place] == 0x0D { place += 1 }
        }
        while true {
            var group: UInt32 = 0
            var count = 0
            skipLineEnds()
            let start = place
            while count < 4 {
                skipLineEnds()
                guard place < text.count else {
                    if count == 0 { return out }
                    if padded || count == 1 { throw GoBase64Error(offset: place - count) }
                    break
                }
                let byte = text[place]
                if values[Int(byte)] != 0xFF {
                    group = group << 6 | UInt32(values[Int(byte)])
                    count += 1
                    place += 1
                    continue
                }
                guard padded, byte == UInt8(ascii: "="), count >= 2 else { throw GoBase64Error(offset: place) }
                place += 1
                if count == 2 {
                    skipLineEnds()
                    guard place < text.count else { throw GoBase64Error(offset: text.count) }
                    guard text[place] == UInt8(ascii: "=") else { throw GoBase64Error(offset: place) }
                    place += 1
                }
                skipLineEnds()
                if place < text.count { throw GoBase64Error(offset: place) }
                break
            }
            _ = start
            group <<= UInt32(6 * (4 - count))
            for index in 0..<(count - 1) { out.append(UInt8(truncatingIfNeeded: group >> UInt32(16 - 8 * index))) }
            if count < 4 { return out }
        }
    }
}
