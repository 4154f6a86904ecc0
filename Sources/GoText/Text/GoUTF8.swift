/// How Go makes text of bytes: each byte that is no part of UTF-8 counts as one U+FFFD.
package enum GoUTF8 {
    /// The text, with U+FFFD for each byte that does not fit.
    package static func text(_ bytes: some Sequence<UInt8>) -> String {
        text(Array(bytes))
    }

    /// The text, with U+FFFD for each byte that does not fit.
    package static func text(_ bytes: [UInt8]) -> String {
        bytes.withUnsafeBufferPointer { text($0) }
    }

    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        // Decoding is quick where nothing has to be repaired; it would do that otherwise than Go.
        isValid(bytes) ? String(decoding: bytes, as: UTF8.self) : repaired(bytes)
    }

    /// Whether the bytes are UTF-8.
    package static func isValid(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { isValid($0) }
    }

    private static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var place = 0
        while place < bytes.count {
            if bytes[place] < 0x80 {
                place += 1
            } else if let (_, width) = scalar(in: bytes, at: place) {
                place += width
            } else {
                return false
            }
        }
        return true
    }

    private static func repaired(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var text = ""
        text.reserveCapacity(bytes.count)
        var place = 0
        while place < bytes.count {
            if let (scalar, width) = scalar(in: bytes, at: place) {
                text.unicodeScalars.append(scalar)
                place += width
            } else {
                text.unicodeScalars.append("\u{FFFD}")
                place += 1
            }
        }
        return text
    }

    /// The scalar that begins at a place and its number of bytes; nil where the byte is no part of one.
    static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> (Unicode.Scalar, Int)? {
        let first = bytes[place]
        let width: Int
        var value: UInt32
        switch first {
        case 0..<0x80: return (Unicode.Scalar(first), 1)
        case 0xC2...0xDF: (width, value) = (2, UInt32(first & 0x1F))
        case 0xE0...0xEF: (width, value) = (3, UInt32(first & 0x0F))
        case 0xF0...0xF4: (width, value) = (4, UInt32(first & 0x07))
        default: return nil
        }
        guard place + width <= bytes.count else { return nil }
        for offset in 1..<width {
            let byte = bytes[place + offset]
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        let smallest: UInt32 = width == 2 ? 0x80 : width == 3 ? 0x800 : 0x10000
        guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, width)
    }
}
