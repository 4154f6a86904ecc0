import Synchronization

/// Bytes that look random and are the same for the same seed: for tests, never for secrets that must hold.
package final class SeededRandomSource: RandomSource {
    private let state: Mutex<UInt64>

    /// A source that starts over from `seed`.
    package init(seed: UInt64) {
        state = Mutex(seed)
    }

    /// The next `count` bytes, by SplitMix64. Calls of several threads do not interleave.
    package func fill(_ count: Int) -> [UInt8] {
        state.withLock { state in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(count)
            while bytes.count < count {
                state &+= 0x9E37_79B9_7F4A_7C15
                var word = state
                word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
                word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
                word ^= word >> 31
                for _ in 0..<min(8, count - bytes.count) {
                    bytes.append(UInt8(truncatingIfNeeded: word))
                    word >>= 8
                }
            }
            return bytes
        }
    }
}
