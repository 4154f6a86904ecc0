/// The numbers of an RSA key (RFC 7518 section 6.3), big-endian without leading zeros.
package struct RSAComponents: Sendable, Hashable {
    /// The modulus.
    package var n: [UInt8]
    /// The public exponent.
    package var e: [UInt8]
    /// What the owner of the key knows; nil for a public key.
    package var secrets: RSASecrets?
}
