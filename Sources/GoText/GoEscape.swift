/// A broken escape, in the words of package net/url.
package struct GoEscapeError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The escape as far as it goes, three characters at most.
    package let escape: String
    package var description: String { "invalid URL escape \(goQuoted(escape))" }
}

/// How Go escapes text in URLs and pages.
package enum GoEscape {
    /// url.QueryEscape: a blank is `+`.
    package static func queryEscape(_ text: String) -> String {
        escape(text, blankIsPlus: true) { _ in false }
    }

    /// url.PathEscape, for one segment.
    package static func pathEscape(_ text: String) -> String {
        escape(text) { "$&+=:@".utf8.contains($0) }
    }

    /// url.QueryUnescape.
    package static func queryUnescape(_ text: String) throws(GoEscapeError) -> String {
        String(decoding: try unescape(Array(text.utf8), plusIsBlank: true), as: UTF8.self)
    }

    /// url.PathUnescape.
    package static func pathUnescape(_ text: String) throws(GoEscapeError) -> String {
        String(decoding: try unescape(Array(text.utf8), plusIsBlank: false), as: UTF8.self)
    }

    /// template.HTMLEscapeString's `&amp; &lt; &gt; &#34; &#39;`.
    package static func htmlEscape(_ text: String) -> String {
        var out = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&#34;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(character)
            }
        }
        return out
    }

    static func escape(_ text: String, blankIsPlus: Bool = false, keeping isKept: (UInt8) -> Bool) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isUnreserved(byte) || isKept(byte) {
                out.append(byte)
            } else if byte == 0x20 && blankIsPlus {
                out.append(UInt8(ascii: "+"))
            } else {
                out.append(UInt8(ascii: "%"))
                for digit in [byte >> 4, byte & 15] { out.append(digit < 10 ? 0x30 + digit : 0x37 + digit) }
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    static func unescape(_ text: some Collection<UInt8>, plusIsBlank: Bool) throws(GoEscapeError) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        var rest = Array(text)[...]
        while let byte = rest.first {
            switch byte {
            case UInt8(ascii: "%"):
                guard rest.count >= 3, let high = hexValue(rest[rest.startIndex + 1]),
                    let low = hexValue(rest[rest.startIndex + 2])
                else { throw GoEscapeError(escape: String(decoding: rest.prefix(3), as: UTF8.self)) }
                out.append(high << 4 | low)
                rest = rest.dropFirst(3)
            case UInt8(ascii: "+") where plusIsBlank:
                out.append(0x20)
                rest.removeFirst()
            default:
                out.append(byte)
                rest.removeFirst()
            }
        }
        return out
    }

    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }

    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
