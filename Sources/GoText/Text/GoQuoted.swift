/// A text in Go's double quotes with its escapes (strconv.Quote).
package func goQuoted(_ text: String) -> String {
    goQuoted(bytes: Array(text.utf8))
}

/// Bytes in Go's double quotes with its escapes (strconv.Quote); bytes that are no UTF-8 are written `\xff`.
package func goQuoted(bytes: [UInt8]) -> String {
    var quoted = "\""
    bytes.withUnsafeBufferPointer { buffer in
        var place = 0
        while place < buffer.count {
            if let (scalar, width) = GoUTF8.scalar(in: buffer, at: place) {
                appendQuoted(scalar, quote: "\"", to: &quoted)
                place += width
            } else {
                quoted += "\\x" + hexadecimal(UInt32(buffer[place]), digits: 2)
                place += 1
            }
        }
    }
    return quoted + "\""
}

/// Appends a scalar as strconv.Quote writes it between the given quotes.
func appendQuoted(_ scalar: Unicode.Scalar, quote: Unicode.Scalar, to text: inout String) {
    switch scalar {
    case quote, "\\":
        text += "\\"
        text.unicodeScalars.append(scalar)
    case "\u{07}": text += "\\a"
    case "\u{08}": text += "\\b"
    case "\u{0C}": text += "\\f"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case "\u{0B}": text += "\\v"
    case _ where isPrintable(scalar): text.unicodeScalars.append(scalar)
    case _ where scalar.value < 0x80: text += "\\x" + hexadecimal(scalar.value, digits: 2)
    case _ where scalar.value < 0x10000: text += "\\u" + hexadecimal(scalar.value, digits: 4)
    default: text += "\\U" + hexadecimal(scalar.value, digits: 8)
    }
}

/// Small hexadecimal digits with zeros in front.
func hexadecimal(_ value: UInt32, digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}

/// Go's unicode.IsPrint: letters, marks, numbers, punctuation, symbols and the ASCII blank.
private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value >= 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
        .spaceSeparator:
        return false
    default:
        return true
    }
}
