/// Strings as Go's encoding/json writes them.
package enum JSONText {
    /// Appends a text in quotes: quotes, backslashes, control characters and U+2028/9 escaped, `<>&` too if wanted.
    package static func append(_ text: String, to output: inout [UInt8], _ escapingHTML: Bool = true) {
        output.append(UInt8(ascii: "\""))
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
            append(bytes, to: &output, escapingHTML)
        }
        if isDone == nil {
            Array(text.utf8).withUnsafeBufferPointer { append($0, to: &output, escapingHTML) }
        }
        output.append(UInt8(ascii: "\""))
    }

    private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8], _ escapingHTML: Bool) {
        var start = 0
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            guard isSpecial(byte, escapingHTML), let width = appendEscape(of: bytes, at: place, start, &output) else {
                place += 1
                continue
            }
            place += width
            start = place
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    @inline(__always)
    private static func isSpecial(_ byte: UInt8, _ escapingHTML: Bool) -> Bool {
        switch byte {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0xE2: true
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): escapingHTML
        default: false
        }
    }

    /// Appends what was plain before the place, and the escape; returns the bytes that it stands for, nil for none.
    private static func appendEscape(
        of bytes: UnsafeBufferPointer<UInt8>, at place: Int, _ start: Int, _ output: inout [UInt8]
    ) -> Int? {
        let byte = bytes[place]
        if byte == 0xE2 {
            guard place + 2 < bytes.count, bytes[place + 1] == 0x80, bytes[place + 2] & 0xFE == 0xA8 else { return nil }
            output.append(contentsOf: bytes[start..<place])
            output.append(contentsOf: bytes[place + 2] == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
            return 3
        }
        output.append(contentsOf: bytes[start..<place])
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        case 0x09: output.append(UInt8(ascii: "t"))
        default:
            output.append(contentsOf: "u00".utf8)
            output.append(HexadecimalDigit.small(byte >> 4))
            output.append(HexadecimalDigit.small(byte & 15))
        }
        return 1
    }
}
