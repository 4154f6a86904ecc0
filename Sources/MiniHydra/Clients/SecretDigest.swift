import GoText
import JOSE

/// What is kept of a client's secret: a salted SHA-256.
package struct SecretDigest: Sendable, Hashable {
    private static let saltSize = 16
    private let salt: [UInt8]
    private let digest: [UInt8]

    /// The digest that no secret matches.
    package static let none = SecretDigest(salt: [], digest: [])

    private init(salt: [UInt8], digest: [UInt8]) {
        self.salt = salt
        self.digest = digest
    }

    /// The digest of a secret, with a new salt.
    package init(of secret: String, random: any RandomSource) {
        let salt = random.fill(Self.saltSize)
        self.init(salt: salt, digest: Digest.sha256(salt + Array(secret.utf8)))
    }

    /// A digest that was kept; bytes of no known form give ``none``.
    package init(stored bytes: [UInt8]) {
        guard bytes.count > Self.saltSize else {
            self = .none
            return
        }
        self.init(salt: Array(bytes[..<Self.saltSize]), digest: Array(bytes[Self.saltSize...]))
    }

    /// The salt, then the SHA-256.
    package var stored: [UInt8] { salt + digest }

    /// Whether this is the digest of `secret`; the time it takes tells nothing about the digest.
    package func matches(_ secret: String) -> Bool {
        !digest.isEmpty && constantTimeEquals(Digest.sha256(salt + Array(secret.utf8)), digest)
    }

    /// What stands for the secret in the document that a JSON Patch works on.
    package var text: String { "sha256$" + GoBase64.encodeURL(stored, padded: false) }
}
