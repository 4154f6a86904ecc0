extension JSONParser {
    /// Reads a number from its first character on.
    mutating func parseNumber() throws(JSONSyntaxError) -> String {
        let start = position
        if input[position] == UInt8(ascii: "-") {
            position += 1
            guard isDigit(at: position) else { throw invalid("in numeric literal") }
        }
        if input[position] == UInt8(ascii: "0") {
            position += 1
        } else {
            skipDigits()
        }
        if position < input.count, input[position] == UInt8(ascii: ".") {
            position += 1
            guard isDigit(at: position) else { throw invalid("after decimal point in numeric literal") }
            skipDigits()
        }
        if position < input.count, input[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < input.count, input[position] == UInt8(ascii: "+") || input[position] == UInt8(ascii: "-") {
                position += 1
            }
            guard isDigit(at: position) else { throw invalid("in exponent of numeric literal") }
            skipDigits()
        }
        return String(decoding: input[start..<position], as: UTF8.self)
    }

    private func isDigit(at place: Int) -> Bool {
        place < input.count && input[place] &- UInt8(ascii: "0") < 10
    }

    private mutating func skipDigits() {
        while isDigit(at: position) { position += 1 }
    }

    /// Reads a string behind its opening quote.
    mutating func parseString() throws(JSONSyntaxError) -> String {
        let start = position
        let isASCII = skipPlainText()
        guard position < input.count else { throw ended() }
        switch input[position] {
        case UInt8(ascii: "\""):
            let text = UnsafeBufferPointer(rebasing: input[start..<position])
            position += 1
            return isASCII ? String(decoding: text, as: UTF8.self) : GoUTF8.text(text)
        case UInt8(ascii: "\\"): return try parseEscapedString(from: start)
        default: throw invalid("in string literal")
        }
    }

    /// Goes on to the next quote, backslash or control character, eight bytes at a time; whether all was ASCII.
    @inline(__always)
    private mutating func skipPlainText() -> Bool {
        var all: UInt64 = 0
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs = ones << 7
        while position + 8 <= input.count {
            let word = UnsafeRawBufferPointer(input).loadUnaligned(fromByteOffset: position, as: UInt64.self)
            // Zero bytes of these are what is looked for; the lowest one found is never a false one.
            let quotes = word ^ ones &* 0x22
            let backslashes = word ^ ones &* 0x5C
            let found =
                ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | (word &- ones &* 0x20) & ~word)
                & highs
            if found != 0 {
                let width = UInt64(littleEndian: found).trailingZeroBitCount
                position += width / 8
                return (all | UInt64(littleEndian: word) & (1 << UInt64(width - 7) - 1)) & highs == 0
            }
            all |= word
            position += 8
        }
        while position < input.count {
            let byte = input[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            all |= UInt64(byte)
            position += 1
        }
        return all & highs == 0
    }

    /// Reads on from the first backslash of a string that began at `start`.
    private mutating func parseEscapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var text = Array(input[start..<position])
        while position < input.count {
            let byte = input[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return GoUTF8.text(text)
            }
            if byte < 0x20 { throw invalid("in string literal") }
            position += 1
            if byte == UInt8(ascii: "\\") {
                try parseEscape(into: &text)
            } else {
                text.append(byte)
            }
        }
        throw ended()
    }

    private mutating func parseEscape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        guard position < input.count else { throw invalid("in string escape code") }
        switch input[position] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(input[position])
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            position += 1
            try parseUnicodeEscape(into: &text)
            return
        default: throw invalid("in string escape code")
        }
        position += 1
    }

    /// Reads the four digits behind `\u` and, after the first half of a surrogate pair, the second half.
    private mutating func parseUnicodeEscape(into text: inout [UInt8]) throws(JSONSyntaxError) {
        let unit = try parseHexadecimal()
        if let scalar = Unicode.Scalar(unit) {
            text.append(contentsOf: UTF8.encode(scalar).orReplacement)
            return
        }
        // What follows a lone half is read as if nothing had been before it.
        guard unit < 0xDC00, position + 1 < input.count, input[position] == UInt8(ascii: "\\"),
            input[position + 1] == UInt8(ascii: "u"), let low = hexadecimal(at: position + 2),
            (0xDC00..<0xE000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        else {
            text.append(contentsOf: [0xEF, 0xBF, 0xBD])
            return
        }
        position += 6
        text.append(contentsOf: UTF8.encode(scalar).orReplacement)
    }

    private mutating func parseHexadecimal() throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard position < input.count, let digit = HexadecimalDigit.value(input[position]) else {
                throw invalid("in \\u hexadecimal character escape")
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    private func hexadecimal(at place: Int) -> UInt32? {
        guard place + 4 <= input.count else { return nil }
        var value: UInt32 = 0
        for offset in 0..<4 {
            guard let digit = HexadecimalDigit.value(input[place + offset]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}

extension Optional<UTF8.EncodedScalar> {
    /// The bytes; every scalar has some.
    fileprivate var orReplacement: UTF8.EncodedScalar { self ?? UTF8.encodedReplacementCharacter }
}
