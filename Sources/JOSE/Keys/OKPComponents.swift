/// An Ed25519 key (RFC 8037): 32 bytes each.
package struct OKPComponents: Sendable, Hashable {
    /// The public key.
    package var x: [UInt8]
    /// The seed; nil for a public key.
    package var d: [UInt8]?
}
