/// The member `kty` (RFC 7518 section 6.1, RFC 8037 section 2).
package enum KeyType: String, Sendable, Hashable, CaseIterable {
    case rsa = "RSA"
    case ec = "EC"
    case okp = "OKP"
    case symmetric = "oct"
}
