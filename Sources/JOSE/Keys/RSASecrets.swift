/// The private numbers of an RSA key (RFC 7518 section 6.3.2), big-endian without leading zeros.
package struct RSASecrets: Sendable, Hashable {
    /// The private exponent.
    package var d: [UInt8]
    /// The first prime.
    package var p: [UInt8]
    /// The second prime.
    package var q: [UInt8]
    /// d mod p-1; nil when the key was given without.
    package var dp: [UInt8]?
    /// d mod q-1; nil when the key was given without.
    package var dq: [UInt8]?
    /// The inverse of q modulo p; nil when the key was given without.
    package var qi: [UInt8]?

    /// The last three together, nil when one is missing.
    var remainders: RSARemainders? {
        guard let dp, let dq, let qi else { return nil }
        return RSARemainders(dp: dp, dq: dq, qi: qi)
    }
}
