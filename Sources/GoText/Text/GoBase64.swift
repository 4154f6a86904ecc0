/// base64 as Go's encoding/base64 writes and reads it (RFC 4648): line ends are skipped, bits behind the last byte may
/// be anything.
package enum GoBase64 {
    private static let standard = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let url = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let standardDigits = digits(of: standard)
    private static let urlDigits = digits(of: url)
    private static let noDigit: UInt8 = 0xFF

    private static func digits(of alphabet: [UInt8]) -> [UInt8] {
        var digits = [UInt8](repeating: noDigit, count: 256)
        for (value, byte) in alphabet.enumerated() { digits[Int(byte)] = UInt8(value) }
        return digits
    }

    /// The bytes in the alphabet of RFC 4648 section 5.
    package static func encodeURL(_ bytes: [UInt8], padded: Bool) -> String {
        encode(bytes, url, padded)
    }

    /// The bytes in the alphabet of RFC 4648 section 4.
    package static func encodeStandard(_ bytes: [UInt8], padded: Bool = true) -> String {
        encode(bytes, standard, padded)
    }

    /// The bytes of a text in the alphabet of RFC 4648 section 5.
    ///
    /// - Parameter padded: whether `=` has to fill the last group; else it may not.
    package static func decodeURL(_ text: String, padded: Bool) throws(GoBase64Error) -> [UInt8] {
        try decode(text, urlDigits, padded)
    }

    /// The bytes of a text in the alphabet of RFC 4648 section 4.
    ///
    /// - Parameter padded: whether `=` has to fill the last group; else it may not.
    package static func decodeStandard(_ text: String, padded: Bool = true) throws(GoBase64Error) -> [UInt8] {
        try decode(text, standardDigits, padded)
    }

    private static func encode(_ bytes: [UInt8], _ alphabet: [UInt8], _ padded: Bool) -> String {
        let left = bytes.count % 3
        let count = bytes.count / 3 * 4 + (left == 0 ? 0 : padded ? 4 : left + 1)
        return String(unsafeUninitializedCapacity: count) { output in
            var place = 0
            var source = 0
            while source < bytes.count {
                let rest = bytes.count - source
                let group =
                    UInt32(bytes[source]) << 16 | (rest > 1 ? UInt32(bytes[source + 1]) << 8 : 0)
                    | (rest > 2 ? UInt32(bytes[source + 2]) : 0)
                var shift: UInt32 = 18
                for index in 0..<4 where index <= rest || padded {
                    output[place] = index <= rest ? alphabet[Int(group >> shift & 63)] : UInt8(ascii: "=")
                    place += 1
                    shift &-= 6
                }
                source += 3
            }
            return place
        }
    }

    private static func decode(
        _ text: String, _ digits: [UInt8], _ padded: Bool
    ) throws(GoBase64Error) -> [UInt8] {
        let input = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(input.count / 4 * 3 + 2)
        var place = 0
        while true {
            let group = try takeGroup(input, &place, digits, padded)
            if group.count > 1 { output.append(UInt8(truncatingIfNeeded: group.bits >> 16)) }
            if group.count > 2 { output.append(UInt8(truncatingIfNeeded: group.bits >> 8)) }
            guard group.count == 4 else { return output }
            output.append(UInt8(truncatingIfNeeded: group.bits))
        }
    }

    /// Takes up to four digits; fewer are the last ones.
    private static func takeGroup(
        _ input: [UInt8], _ place: inout Int, _ digits: [UInt8], _ padded: Bool
    ) throws(GoBase64Error) -> (bits: UInt32, count: Int) {
        var bits: UInt32 = 0
        var count = 0
        while count < 4 {
            guard place < input.count else {
                if count == 0 { break }
                // Go counts back by digits, whatever was skipped between them.
                if count == 1 || padded { throw GoBase64Error(offset: place - count) }
                break
            }
            let byte = input[place]
            let digit = digits[Int(byte)]
            place += 1
            if digit != noDigit {
                bits = bits << 6 | UInt32(digit)
                count += 1
            } else if byte != 0x0A, byte != 0x0D {
                guard padded, byte == UInt8(ascii: "="), count >= 2 else { throw GoBase64Error(offset: place - 1) }
                try checkPadding(input, &place, after: count)
                break
            }
        }
        return (bits << UInt32(6 * (4 - count)), count)
    }

    /// Checks what follows the first `=`: another one after two digits, and then nothing more.
    private static func checkPadding(_ input: [UInt8], _ place: inout Int, after count: Int) throws(GoBase64Error) {
        if count == 2 {
            skipLineEnds(input, &place)
            guard place < input.count else { throw GoBase64Error(offset: input.count) }
            guard input[place] == UInt8(ascii: "=") else { throw GoBase64Error(offset: place - 1) }
            place += 1
        }
        skipLineEnds(input, &place)
        if place < input.count { throw GoBase64Error(offset: place) }
    }

    private static func skipLineEnds(_ input: [UInt8], _ place: inout Int) {
        while place < input.count, input[place] == 0x0A || input[place] == 0x0D { place += 1 }
    }
}
