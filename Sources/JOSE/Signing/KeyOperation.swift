import COpenSSL

/// One algorithm on one key of a pair: contexts that are ready to sign, or to verify.
struct KeyOperation: Sendable {
    /// What the contexts do.
    enum Purpose: Sendable {
        case signing, verifying
    }

    private let key: NativeKey
    private let algorithm: SignatureAlgorithm
    private let contexts: ContextPool

    init(_ key: NativeKey, _ algorithm: SignatureAlgorithm, _ purpose: Purpose) {
        self.key = key
        self.algorithm = algorithm
        contexts = ContextPool(
            create: { Self.prepare(key, algorithm, purpose) }, dispose: { EVP_PKEY_CTX_free($0) })
    }

    /// The length in bytes of a signature as JWS has it.
    var signatureSize: Int {
        if case .ecdsa(let curve) = algorithm.scheme { 2 * curve.size } else { key.signatureSize }
    }

    /// Writes the signature of `message` to `output`, which has room for `signatureSize` bytes.
    /// - Returns: whether there is one.
    func sign(_ message: UnsafeRawBufferPointer, to output: UnsafeMutablePointer<UInt8>) -> Bool {
        if algorithm == .EdDSA { return signEd25519(message, to: output) }
        return withDigest(of: message) { digest in
            withContext { context in
                var count = key.signatureSize
                guard case .ecdsa(let curve) = algorithm.scheme else {
                    return EVP_PKEY_sign(context, output, &count, digest.baseAddress, digest.count) == 1
                        && count == signatureSize
                }
                return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { der in
                    EVP_PKEY_sign(context, der.baseAddress, &count, digest.baseAddress, digest.count) == 1
                        && ECDSASignature.writeRaw(
                            UnsafeBufferPointer(rebasing: der[..<count]), size: curve.size, to: output)
                }
            }
        }
    }

    /// Whether `signature` is one of `message`.
    func verify(_ signature: [UInt8], of message: UnsafeRawBufferPointer) -> Bool {
        guard signature.count == signatureSize else { return false }
        if algorithm == .EdDSA { return verifyEd25519(signature, of: message) }
        let native = if case .ecdsa = algorithm.scheme { ECDSASignature.der(signature) } else { signature }
        return withDigest(of: message) { digest in
            withContext { EVP_PKEY_verify($0, native, native.count, digest.baseAddress, digest.count) == 1 }
        }
    }

    private func withDigest(
        of message: UnsafeRawBufferPointer, _ body: (UnsafeMutableBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: algorithm.digest.size) { digest in
            guard let start = digest.baseAddress, algorithm.digest.hash(message, into: start) else { return false }
            return body(digest)
        }
    }

    private func withContext(_ body: (OpaquePointer) -> Bool) -> Bool {
        guard let context = contexts.take() else {
            LibCrypto.forgetErrors()
            return false
        }
        let done = body(context)
        contexts.put(context)
        if !done { LibCrypto.forgetErrors() }
        return done
    }

    private static func prepare(
        _ key: NativeKey, _ algorithm: SignatureAlgorithm, _ purpose: Purpose
    ) -> OpaquePointer? {
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, key.pointer, nil) else { return nil }
        let begun =
            switch purpose {
            case .signing: EVP_PKEY_sign_init(context) == 1
            case .verifying: EVP_PKEY_verify_init(context) == 1
            }
        guard begun, configure(context, algorithm, purpose) else {
            EVP_PKEY_CTX_free(context)
            return nil
        }
        return context
    }

    private static func configure(
        _ context: OpaquePointer, _ algorithm: SignatureAlgorithm, _ purpose: Purpose
    ) -> Bool {
        let digest = algorithm.digest.pointer
        switch algorithm.scheme {
        case .pkcs1:
            return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
                && EVP_PKEY_CTX_set_signature_md(context, digest) == 1
        case .pss:
            // Signatures have a salt as long as the digest (RFC 7518 section 3.5); any length is accepted, as Go does.
            let salt = purpose == .signing ? RSA_PSS_SALTLEN_DIGEST : RSA_PSS_SALTLEN_AUTO
            return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1
                && EVP_PKEY_CTX_set_signature_md(context, digest) == 1
                && EVP_PKEY_CTX_set_rsa_mgf1_md(context, digest) == 1
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, salt) == 1
        case .ecdsa: return EVP_PKEY_CTX_set_signature_md(context, digest) == 1
        case .ed25519, .hmac: return false
        }
    }

    private func signEd25519(_ message: UnsafeRawBufferPointer, to output: UnsafeMutablePointer<UInt8>) -> Bool {
        withDigestContext { context in
            var count = key.signatureSize
            return EVP_DigestSignInit(context, nil, nil, nil, key.pointer) == 1
                && EVP_DigestSign(context, output, &count, message.baseAddress, message.count) == 1
                && count == signatureSize
        }
    }

    private func verifyEd25519(_ signature: [UInt8], of message: UnsafeRawBufferPointer) -> Bool {
        withDigestContext { context in
            EVP_DigestVerifyInit(context, nil, nil, nil, key.pointer) == 1
                && EVP_DigestVerify(context, signature, signature.count, message.baseAddress, message.count) == 1
        }
    }

    // Ed25519 hashes the message itself and has no contexts to keep.
    private func withDigestContext(_ body: (OpaquePointer?) -> Bool) -> Bool {
        let context = EVP_MD_CTX_new()
        defer { EVP_MD_CTX_free(context) }
        let done = body(context)
        if !done { LibCrypto.forgetErrors() }
        return done
    }
}
