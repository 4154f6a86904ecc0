/// A JSON Web Key (RFC 7517) with the members that go-jose keeps; all others are lost when it is read.
package struct JWK: Sendable, Hashable {
    /// The name of the key within its set, empty when it has none.
    package var kid: String
    /// What the key is meant for (`sig`, `enc`, or any other word), empty when nothing is said.
    package var use: String
    /// The algorithm that the key is meant for, empty when nothing is said; not necessarily a known one.
    package var alg: String
    /// The numbers or bytes of the key.
    package var material: KeyMaterial
    /// The certificates of `x5c` in DER, the key's own first.
    package var certificates: [[UInt8]] = []
    /// The member `x5u`, empty when absent.
    package var certificatesURL: String = ""
    /// The SHA-1 thumbprint of `x5t`, empty when absent.
    package var thumbprintSHA1: [UInt8] = []
    /// The SHA-256 thumbprint of `x5t#S256`, empty when absent.
    package var thumbprintSHA256: [UInt8] = []

    /// A key of these parts.
    package init(_ material: KeyMaterial, kid: String = "", use: String = "", alg: String = "") {
        self.material = material
        self.kid = kid
        self.use = use
        self.alg = alg
    }

    /// The kind of the key.
    package var keyType: KeyType {
        switch material {
        case .rsa: .rsa
        case .ec: .ec
        case .okp: .okp
        case .symmetric: .symmetric
        }
    }

    /// The member `kty`.
    package var kty: String { keyType.rawValue }

    /// The member `crv`, empty for keys without a curve.
    package var crv: String {
        switch material {
        case .ec(let key): key.curve.rawValue
        case .okp: "Ed25519"
        case .rsa, .symmetric: ""
        }
    }

    /// Whether the private part is there (of an asymmetric key).
    package var isPrivate: Bool {
        switch material {
        case .rsa(let key): key.secrets != nil
        case .ec(let key): key.d != nil
        case .okp(let key): key.d != nil
        case .symmetric: false
        }
    }

    /// Whether the key is a shared secret.
    package var isSymmetric: Bool { keyType == .symmetric }

    /// Whether the key can be used as one of a pair: go-jose's `Valid()`, which no symmetric key passes.
    package var isValid: Bool {
        switch material {
        case .rsa(let key): key.e.contains { $0 != 0 }
        case .ec: true
        case .okp(let key): key.x.count == 32
        case .symmetric: false
        }
    }

    /// The key without its private part; of a symmetric key, which has no public part, an empty and invalid one.
    package var publicPart: JWK {
        var key = self
        switch material {
        case .rsa(var components):
            components.secrets = nil
            key.material = .rsa(components)
        case .ec(var components):
            components.d = nil
            key.material = .ec(components)
        case .okp(var components):
            components.d = nil
            key.material = .okp(components)
        case .symmetric:
            return JWK(.symmetric([]))
        }
        return key
    }

    /// The algorithm of `alg`, nil when that is empty or not known.
    package var algorithm: SignatureAlgorithm? { SignatureAlgorithm(rawValue: alg) }
}
