/// The SHA-2 digests of FIPS 180-4, of bytes that are all there.
package enum Digest {
    /// SHA-256: 32 bytes.
    package static func sha256(_ input: [UInt8]) -> [UInt8] { HashFunction.sha256.hash(input) }

    /// SHA-384: 48 bytes.
    package static func sha384(_ input: [UInt8]) -> [UInt8] { HashFunction.sha384.hash(input) }

    /// SHA-512: 64 bytes.
    package static func sha512(_ input: [UInt8]) -> [UInt8] { HashFunction.sha512.hash(input) }

    /// SHA-512/256: 32 bytes, not a prefix of SHA-512.
    package static func sha512_256(_ input: [UInt8]) -> [UInt8] { HashFunction.sha512_256.hash(input) }
}
