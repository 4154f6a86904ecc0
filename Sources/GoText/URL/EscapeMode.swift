/// The part of a URL that is escaped; what has to be depends on it (net/url, RFC 3986).
enum EscapeMode {
    case path, pathSegment, host, zone, userPassword, queryComponent, fragment

    /// Whether Go escapes the byte in this part.
    func escapes(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            return false
        default: break
        }
        if self == .host || self == .zone, Self.isHostPunctuation(byte) { return false }
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
            return false
        case UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: "/"),
            UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "@"):
            return escapesReserved(byte)
        case UInt8(ascii: "!"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"):
            return self != .fragment
        default:
            return true
        }
    }

    private func escapesReserved(_ byte: UInt8) -> Bool {
        switch self {
        case .path: byte == UInt8(ascii: "?")
        case .pathSegment:
            byte == UInt8(ascii: "/") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",")
                || byte == UInt8(ascii: "?")
        case .userPassword:
            byte == UInt8(ascii: "@") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?")
                || byte == UInt8(ascii: ":")
        case .fragment: false
        case .queryComponent, .host, .zone: true
        }
    }

    private static func isHostPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"),
            UInt8(ascii: ">"), UInt8(ascii: "\""):
            true
        default: false
        }
    }

    /// The bytes with what this part does not allow as `%XX`, a blank of a query as `+`.
    func escape(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            if byte == 0x20, self == .queryComponent {
                output.append(UInt8(ascii: "+"))
            } else if escapes(byte) {
                output.append(UInt8(ascii: "%"))
                output.append(HexadecimalDigit.capital(byte >> 4))
                output.append(HexadecimalDigit.capital(byte & 15))
            } else {
                output.append(byte)
            }
        }
        return output
    }

    /// The bytes without their escapes.
    ///
    /// - Throws: `invalid URL escape "%zz"`; of a host `invalid character " " in host name` too.
    func unescape(_ bytes: some RandomAccessCollection<UInt8>) throws(GoEscapeError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let byte = bytes[place]
            switch byte {
            case UInt8(ascii: "%"):
                output.append(try unescaped(bytes[place...].prefix(3)))
                place = bytes.index(place, offsetBy: 3)
                continue
            case UInt8(ascii: "+") where self == .queryComponent:
                output.append(0x20)
            case 0..<0x80 where (self == .host || self == .zone) && escapes(byte):
                throw GoEscapeError(reason: "invalid character \(goQuoted(bytes: [byte])) in host name")
            default:
                output.append(byte)
            }
            place = bytes.index(after: place)
        }
        return output
    }

    /// The byte that an escape stands for.
    private func unescaped(_ bytes: some Collection<UInt8>) throws(GoEscapeError) -> UInt8 {
        let escape = Array(bytes)
        guard escape.count == 3, let high = HexadecimalDigit.value(escape[1]),
            let low = HexadecimalDigit.value(escape[2])
        else { throw GoEscapeError(reason: "invalid URL escape \(goQuoted(bytes: escape))") }
        let value = high << 4 | low
        // RFC 6874: a host has escapes for what is no ASCII and for the percent sign before a zone.
        let isRefused =
            switch self {
            case .host: high < 8 && value != UInt8(ascii: "%")
            case .zone: value != UInt8(ascii: "%") && value != 0x20 && Self.host.escapes(value)
            default: false
            }
        if isRefused { throw GoEscapeError(reason: "invalid URL escape \(goQuoted(bytes: escape))") }
        return value
    }
}
