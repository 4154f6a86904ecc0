/// The algorithms of RFC 7518 section 3.1 and RFC 8037 section 3.1; `none` is not one of them.
package enum SignatureAlgorithm: String, Sendable, Hashable, CaseIterable {
    case RS256, RS384, RS512
    case PS256, PS384, PS512
    case ES256, ES384, ES512
    case EdDSA
    case HS256, HS384, HS512

    /// What the algorithm does, apart from the digest.
    enum Scheme: Sendable, Hashable {
        case pkcs1, pss, ecdsa(EllipticCurve), ed25519, hmac
    }

    var scheme: Scheme {
        switch self {
        case .RS256, .RS384, .RS512: .pkcs1
        case .PS256, .PS384, .PS512: .pss
        case .ES256: .ecdsa(.p256)
        case .ES384: .ecdsa(.p384)
        case .ES512: .ecdsa(.p521)
        case .EdDSA: .ed25519
        case .HS256, .HS384, .HS512: .hmac
        }
    }

    var digest: HashFunction {
        switch self {
        case .RS256, .PS256, .ES256, .HS256: .sha256
        case .RS384, .PS384, .ES384, .HS384: .sha384
        case .RS512, .PS512, .ES512, .HS512, .EdDSA: .sha512
        }
    }

    /// The kind of key that the algorithm needs.
    package var keyType: KeyType {
        switch scheme {
        case .pkcs1, .pss: .rsa
        case .ecdsa: .ec
        case .ed25519: .okp
        case .hmac: .symmetric
        }
    }

    /// Whether `key` is of the kind, and on the curve, that the algorithm needs.
    package func fits(_ key: KeyMaterial) -> Bool {
        switch (scheme, key) {
        case (.pkcs1, .rsa), (.pss, .rsa), (.ed25519, .okp), (.hmac, .symmetric): true
        case (.ecdsa(let curve), .ec(let components)): components.curve == curve
        default: false
        }
    }
}
