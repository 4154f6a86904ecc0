/// The check of an IP address with the messages of Go's net/netip.
enum IPAddressText {
    enum Version: Hashable {
        case version4, version6
    }

    /// Why a text is no address.
    struct Failure: Error, CustomStringConvertible {
        let text: [UInt8]
        let message: String
        var rest: [UInt8] = []

        var description: String {
            let place = rest.isEmpty ? "" : " (at \(goQuoted(bytes: rest)))"
            return "ParseAddr(\(goQuoted(bytes: text))): \(message)\(place)"
        }
    }

    /// The version of an address.
    static func check(_ text: [UInt8]) throws(Failure) -> Version {
        switch text.first(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "%") }) {
        case UInt8(ascii: "."):
            try checkVersion4(text[...], of: text)
            return .version4
        case UInt8(ascii: ":"):
            try checkVersion6(text)
            return .version6
        case UInt8(ascii: "%"): throw Failure(text: text, message: "missing IPv6 address")
        default: throw Failure(text: text, message: "unable to parse IP")
        }
    }

    private static func checkVersion4(_ part: ArraySlice<UInt8>, of text: [UInt8]) throws(Failure) {
        var value = 0
        var digits = 0
        var fields = 0
        for place in part.indices {
            let byte = part[place]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                if digits == 1, value == 0 {
                    throw Failure(text: text, message: "IPv4 field has octet with leading zero")
                }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
                digits += 1
                if value > 255 { throw Failure(text: text, message: "IPv4 field has value >255") }
            case UInt8(ascii: "."):
                if place == part.startIndex || place == part.endIndex - 1 || part[place - 1] == UInt8(ascii: ".") {
                    throw Failure(
                        text: text, message: "IPv4 field must have at least one digit", rest: Array(part[place...]))
                }
                if fields == 3 { throw Failure(text: text, message: "IPv4 address too long") }
                fields += 1
                value = 0
                digits = 0
            default:
                throw Failure(text: text, message: "unexpected character", rest: Array(part[place...]))
            }
        }
        if fields < 3 { throw Failure(text: text, message: "IPv4 address too short") }
    }

    private static func checkVersion6(_ text: [UInt8]) throws(Failure) {
        var rest = text[...]
        if let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
            if percent == rest.endIndex - 1 { throw Failure(text: text, message: "zone must be a non-empty string") }
            rest = rest[..<percent]
        }
        var ellipsis: Int?
        if rest.starts(with: "::".utf8) {
            ellipsis = 0
            rest = rest.dropFirst(2)
            if rest.isEmpty { return }
        }
        var count = 0
        while count < 16 {
            let group = rest.prefix { HexadecimalDigit.value($0) != nil }
            if group.count > 4 {
                throw Failure(text: text, message: "each group must have 4 or less digits", rest: Array(rest))
            }
            if group.isEmpty {
                throw Failure(
                    text: text, message: "each colon-separated field must have at least one digit", rest: Array(rest))
            }
            if group.endIndex < rest.endIndex, rest[group.endIndex] == UInt8(ascii: ".") {
                if ellipsis == nil, count != 12 {
                    throw Failure(
                        text: text, message: "embedded IPv4 address must replace the final 2 fields of the address",
                        rest: Array(rest))
                }
                if count + 4 > 16 {
                    throw Failure(
                        text: text, message: "too many hex fields to fit an embedded IPv4 at the end of the address",
                        rest: Array(rest))
                }
                try checkVersion4(rest, of: text)
                rest = rest[rest.endIndex...]
                count += 4
                break
            }
            count += 2
            rest = rest[group.endIndex...]
            guard let next = rest.first else { break }
            if next != UInt8(ascii: ":") {
                throw Failure(text: text, message: "unexpected character, want colon", rest: Array(rest))
            }
            if rest.count == 1 {
                throw Failure(text: text, message: "colon must be followed by more characters", rest: Array(rest))
            }
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: ":") {
                if ellipsis != nil { throw Failure(text: text, message: "multiple :: in address", rest: Array(rest)) }
                ellipsis = count
                rest = rest.dropFirst()
                if rest.isEmpty { break }
            }
        }
        if !rest.isEmpty { throw Failure(text: text, message: "trailing garbage after address", rest: Array(rest)) }
        if count < 16, ellipsis == nil { throw Failure(text: text, message: "address string too short") }
        if count == 16, ellipsis != nil {
            throw Failure(text: text, message: "the :: must expand to at least one field of zeros")
        }
    }
}
