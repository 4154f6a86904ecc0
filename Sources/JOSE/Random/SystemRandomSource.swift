import COpenSSL

/// The randomness of the operating system.
package struct SystemRandomSource: RandomSource {
    /// The one source that there is.
    package init() {}

    /// `count` bytes of getrandom(2), which costs less than libcrypto's generator does when first used.
    package func fill(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { output, filled in
            if random_fill(output.baseAddress, count) == 0 {
                var generator = SystemRandomNumberGenerator()
                for index in 0..<count { output[index] = UInt8.random(in: 0...255, using: &generator) }
            }
            filled = count
        }
    }
}
