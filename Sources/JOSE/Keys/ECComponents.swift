/// The numbers of an elliptic curve key (RFC 7518 section 6.2), big-endian, each as long as the curve's field.
package struct ECComponents: Sendable, Hashable {
    /// The curve that the point lies on.
    package var curve: EllipticCurve
    /// The coordinates of the public point.
    package var x: [UInt8], y: [UInt8]
    /// The private number; nil for a public key.
    package var d: [UInt8]?
}
