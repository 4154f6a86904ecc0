/// Hexadecimal digits, read as Go's encoding/hex reads them.
enum Hexadecimal {
    /// The bytes of an even number of digits.
    /// - Throws: `encoding/hex: invalid byte: U+007A 'z'` for the first that is none.
    static func decode(_ digits: [UInt8]) throws(JOSEError) -> [UInt8] {
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in digits {
            let character = Character(Unicode.Scalar(digit))
            guard digit < 128, let value = character.hexDigitValue else {
                let code = String(digit, radix: 16, uppercase: true)
                // Go shows what can be printed beside its code point.
                let isPrintable = (0x20...0x7E).contains(digit) || digit > 0xA0 && digit != 0xAD
                throw JOSEError(
                    "encoding/hex: invalid byte: U+\(String(repeating: "0", count: 4 - code.count))\(code)"
                        + (isPrintable ? " '\(character)'" : ""))
            }
            if let upper = high {
                bytes.append(upper << 4 | UInt8(value))
                high = nil
            } else {
                high = UInt8(value)
            }
        }
        return bytes
    }
}
