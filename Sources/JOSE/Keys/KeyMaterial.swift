/// The numbers or bytes of a key, by its kind.
package enum KeyMaterial: Sendable, Hashable {
    case rsa(RSAComponents)
    case ec(ECComponents)
    case okp(OKPComponents)
    /// A secret that both sides know.
    case symmetric([UInt8])
}
