/// Where random bytes come from: injected, so that runs can be repeated.
package protocol RandomSource: Sendable {
    /// `count` random bytes.
    func fill(_ count: Int) -> [UInt8]
}

extension RandomSource {
    /// A version 4 UUID (RFC 9562 section 5.4) in lower case.
    package func uuid() -> String {
        var bytes = fill(16)
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let digits: StaticString = "0123456789abcdef"
        return String(unsafeUninitializedCapacity: 36) { output in
            var next = 0
            for (index, byte) in bytes.prefix(16).enumerated() {
                if index == 4 || index == 6 || index == 8 || index == 10 {
                    output[next] = UInt8(ascii: "-")
                    next += 1
                }
                output[next] = digits.utf8Start[Int(byte >> 4)]
                output[next + 1] = digits.utf8Start[Int(byte & 15)]
                next += 2
            }
            return next
        }
    }
}
