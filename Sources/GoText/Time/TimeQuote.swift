/// A text in quotes as Go's package time writes it: control and non-ASCII bytes as `\xc3`, `"` and `\` escaped.
func timeQuoted(_ text: some StringProtocol) -> String {
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            quoted += [UInt8(ascii: "\\"), byte]
        case 0x20..<0x80:
            quoted.append(byte)
        default:
            quoted += [UInt8(ascii: "\\"), UInt8(ascii: "x")]
            quoted += [HexadecimalDigit.small(byte >> 4), HexadecimalDigit.small(byte & 15)]
        }
    }
    quoted.append(UInt8(ascii: "\""))
    return String(decoding: quoted, as: UTF8.self)
}
