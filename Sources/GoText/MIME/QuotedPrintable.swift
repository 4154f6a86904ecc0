/// Quoted-printable (RFC 2045 section 6.7), as Go's mime/quotedprintable reads it.
enum QuotedPrintable {
    static func decode(_ text: [UInt8]) throws(GoMultipartError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            let end = text[place...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
            try decodeLine(text[place..<end], to: &output)
            place = end
        }
        return output
    }

    /// Blanks at the end of a line do not count; an `=` there joins it with the next.
    private static func decodeLine(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) throws(GoMultipartError) {
        var rest = line
        while let last = rest.last, [0x0A, 0x0D, 0x20, 0x09].contains(last) { rest.removeLast() }
        var lineEnd = line.last == 0x0A ? line.suffix(line.dropLast().last == 0x0D ? 2 : 1) : []
        if rest.last == UInt8(ascii: "=") {
            rest.removeLast()
            lineEnd = []
        }
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                output.append(byte)
                continue
            }
            guard rest.count >= 2, let high = HexadecimalDigit.value(rest[rest.startIndex]),
                let low = HexadecimalDigit.value(rest[rest.startIndex + 1])
            else { throw GoMultipartError(message: "quotedprintable: invalid bytes after =") }
            output.append(high << 4 | low)
            rest = rest.dropFirst(2)
        }
        output += lineEnd
    }
}
