/// base64url without padding (RFC 7515 section 2), written straight into buffers, read as Go's
/// `base64.RawURLEncoding` reads: line ends are skipped, the unused bits of the last character are not looked at.
enum Base64URL {
    private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

    /// 64 for what is no character of the alphabet.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        for index in 0..<64 {
            values[Int(alphabet.utf8Start[index])] = UInt8(index)
        }
        return values
    }()

    /// How many characters `count` bytes take.
    static func encodedCount(_ count: Int) -> Int {
        (count * 4 + 2) / 3
    }

    /// Writes `input` to `output`, which must have room for `encodedCount` characters.
    static func encode(_ input: UnsafeRawBufferPointer, to output: UnsafeMutablePointer<UInt8>) {
        let alphabet = alphabet.utf8Start
        let whole = input.count / 3
        var source = 0
        var target = output
        for _ in 0..<whole {
            let group = UInt32(input[source]) << 16 | UInt32(input[source + 1]) << 8 | UInt32(input[source + 2])
            target[0] = alphabet[Int(group >> 18)]
            target[1] = alphabet[Int(group >> 12 & 63)]
            target[2] = alphabet[Int(group >> 6 & 63)]
            target[3] = alphabet[Int(group & 63)]
            source += 3
            target += 4
        }
        switch input.count - source {
        case 1:
            target[0] = alphabet[Int(input[source] >> 2)]
            target[1] = alphabet[Int(input[source] & 3) << 4]
        case 2:
            let group = UInt32(input[source]) << 8 | UInt32(input[source + 1])
            target[0] = alphabet[Int(group >> 10)]
            target[1] = alphabet[Int(group >> 4 & 63)]
            target[2] = alphabet[Int(group & 15) << 2]
        default: break
        }
    }

    /// The characters of `input`.
    static func encode(_ input: [UInt8]) -> [UInt8] {
        let size = encodedCount(input.count)
        return [UInt8](unsafeUninitializedCapacity: size) { output, count in
            guard let start = output.baseAddress, size > 0 else { return }
            input.withUnsafeBytes { encode($0, to: start) }
            count = size
        }
    }

    /// `input` as text.
    static func encodeString(_ input: [UInt8]) -> String {
        String(decoding: encode(input), as: UTF8.self)
    }

    /// The bytes of `text`; throws `illegal base64 data at input byte N` as Go has it.
    static func decode(_ text: UnsafeBufferPointer<UInt8>) throws(JOSEError) -> [UInt8] {
        var corrupt: Int?
        let bytes = [UInt8](unsafeUninitializedCapacity: text.count / 4 * 3 + 3) { output, count in
            values.withUnsafeBufferPointer { values in
                var group: UInt32 = 0
                var filled = 0
                for index in 0..<text.count {
                    let value = values[Int(text[index])]
                    if value == 64 {
                        if text[index] == UInt8(ascii: "\n") || text[index] == UInt8(ascii: "\r") { continue }
                        corrupt = index
                        return
                    }
                    group = group << 6 | UInt32(value)
                    filled += 1
                    if filled == 4 {
                        output[count] = UInt8(truncatingIfNeeded: group >> 16)
                        output[count + 1] = UInt8(truncatingIfNeeded: group >> 8)
                        output[count + 2] = UInt8(truncatingIfNeeded: group)
                        count += 3
                        filled = 0
                    }
                }
                switch filled {
                case 1: corrupt = text.count - 1
                case 2:
                    output[count] = UInt8(truncatingIfNeeded: group >> 4)
                    count += 1
                case 3:
                    output[count] = UInt8(truncatingIfNeeded: group >> 10)
                    output[count + 1] = UInt8(truncatingIfNeeded: group >> 2)
                    count += 2
                default: break
                }
            }
        }
        if let corrupt { throw JOSEError("illegal base64 data at input byte \(corrupt)") }
        return bytes
    }

    /// The bytes of `text` as go-jose reads it: `=` at the end is dropped first.
    static func decodeLenient(_ text: UnsafeBufferPointer<UInt8>) throws(JOSEError) -> [UInt8] {
        var end = text.count
        while end > 0, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
        return try decode(UnsafeBufferPointer(rebasing: text[..<end]))
    }

    /// The bytes of `text` as go-jose reads it.
    static func decodeLenient(_ text: String) throws(JOSEError) -> [UInt8] {
        var text = text
        let result = text.withUTF8 { text in
            Result { () throws(JOSEError) in try decodeLenient(text) }
        }
        return try result.get()
    }
}
