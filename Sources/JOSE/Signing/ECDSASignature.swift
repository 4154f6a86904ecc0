/// The two forms of an ECDSA signature: r and s side by side (RFC 7518 section 3.4), and the DER that libcrypto
/// speaks: a SEQUENCE of two INTEGERs.
enum ECDSASignature {
    /// Writes r and s, each `size` bytes, to `output`; false when `der` is no signature of that size.
    static func writeRaw(
        _ der: UnsafeBufferPointer<UInt8>, size: Int, to output: UnsafeMutablePointer<UInt8>
    ) -> Bool {
        var position = 0
        guard let length = length(tag: 0x30, in: der, &position), position + length == der.count else { return false }
        for part in 0..<2 {
            guard var count = self.length(tag: 0x02, in: der, &position), position + count <= der.count else {
                return false
            }
            while count > 0, der[position] == 0 {
                position += 1
                count -= 1
            }
            guard count <= size else { return false }
            let start = output + part * size
            start.update(repeating: 0, count: size - count)
            for index in 0..<count { start[size - count + index] = der[position + index] }
            position += count
        }
        return position == der.count
    }

    /// The DER form of r and s side by side, each half of `raw`.
    static func der(_ raw: [UInt8]) -> [UInt8] {
        let half = raw.count / 2
        let body = integer(raw[..<half]) + integer(raw[half...])
        return header(0x30, body.count) + body
    }

    private static func integer(_ number: ArraySlice<UInt8>) -> [UInt8] {
        var bytes = Array(number).withoutLeadingZeros
        // A leading bit would be a sign.
        if bytes.first.map({ $0 >= 0x80 }) ?? true { bytes.insert(0, at: 0) }
        return header(0x02, bytes.count) + bytes
    }

    private static func header(_ tag: UInt8, _ count: Int) -> [UInt8] {
        count < 0x80 ? [tag, UInt8(count)] : [tag, 0x81, UInt8(count)]
    }

    private static func length(tag: UInt8, in der: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Int? {
        guard position + 2 <= der.count, der[position] == tag else { return nil }
        let short = Int(der[position + 1])
        position += 2
        guard short >= 0x80 else { return short }
        guard short == 0x81, position < der.count else { return nil }
        position += 1
        return Int(der[position - 1])
    }
}
