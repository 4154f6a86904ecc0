/// MurmurHash3 by Austin Appleby.
package enum Murmur3 {
    /// The variant for x86 of 32 bits, seed 0.
    package static func hash32(_ bytes: [UInt8]) -> UInt32 {
        var hash: UInt32 = 0
        var block: UInt32 = 0
        for (place, byte) in bytes.enumerated() {
            block |= UInt32(byte) << UInt32(place % 4 * 8)
            if place % 4 == 3 {
                hash = rotated(hash ^ scrambled(block), by: 13) &* 5 &+ 0xE654_6B64
                block = 0
            }
        }
        hash ^= scrambled(block)
        hash ^= UInt32(truncatingIfNeeded: bytes.count)
        hash = (hash ^ hash >> 16) &* 0x85EB_CA6B
        hash = (hash ^ hash >> 13) &* 0xC2B2_AE35
        return hash ^ hash >> 16
    }

    private static func scrambled(_ block: UInt32) -> UInt32 {
        rotated(block &* 0xCC9E_2D51, by: 15) &* 0x1B87_3593
    }

    private static func rotated(_ value: UInt32, by count: UInt32) -> UInt32 {
        value << count | value >> (32 - count)
    }
}
