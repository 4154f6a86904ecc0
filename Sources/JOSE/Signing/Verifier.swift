/// A key that signatures are verified with; of a private key its public part. Any number of threads may use it at once.
package final class Verifier: Sendable {
    private enum Backend: Sendable {
        case pair([SignatureAlgorithm: KeyOperation])
        case secret([SignatureAlgorithm: HMACKey])
    }

    private let backend: Backend

    /// Prepares a key for all algorithms that fit its kind.
    ///
    /// - Throws: `unsupported key type/format` when libcrypto can not load the key.
    package init(_ jwk: JWK) throws(JOSEError) {
        let fitting = SignatureAlgorithm.allCases.filter { $0.fits(jwk.material) }
        if case .symmetric(let secret) = jwk.material {
            backend = .secret(
                Dictionary(uniqueKeysWithValues: fitting.map { ($0, HMACKey(secret, digest: $0.digest)) }))
            return
        }
        guard let key = NativeKey.load(jwk.publicPart.material) else { throw .unsupportedKeyType }
        // Go refuses smaller keys when they are used, not when they are read.
        let usable = jwk.keyType != .rsa || key.bits >= 1024
        backend = .pair(
            Dictionary(
                uniqueKeysWithValues: (usable ? fitting : []).map { ($0, KeyOperation(key, $0, .verifying)) }))
    }

    /// Whether `jws` names exactly this algorithm, the algorithm fits the key, and the signature is right.
    package func verify(_ jws: CompactJWS, algorithm: SignatureAlgorithm) -> Bool {
        jws.algorithm == algorithm.rawValue && verify(jws.signature, of: jws.signingInput, algorithm: algorithm)
    }

    /// Whether the algorithm that `jws` names fits the key and the signature is right; `none` never is.
    package func verify(_ jws: CompactJWS) -> Bool {
        guard let algorithm = SignatureAlgorithm(rawValue: jws.algorithm) else { return false }
        return verify(jws, algorithm: algorithm)
    }

    /// Whether `signature`, in the form of a JWS, is one of `message`.
    package func verify(_ signature: [UInt8], of message: [UInt8], algorithm: SignatureAlgorithm) -> Bool {
        switch backend {
        case .pair(let operations):
            guard let operation = operations[algorithm] else { return false }
            return message.withUnsafeBytes { operation.verify(signature, of: $0) }
        case .secret(let keys):
            guard let key = keys[algorithm] else { return false }
            return constantTimeEquals(key.authenticate(message), signature)
        }
    }
}
