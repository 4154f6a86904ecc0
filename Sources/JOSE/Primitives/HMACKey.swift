import COpenSSL

/// A key for HMAC (RFC 2104), kept inside prepared contexts: a call costs two compressions and no key schedule.
package struct HMACKey: Sendable {
    private let digest: HashFunction
    private let contexts: ContextPool

    /// A key for HMAC-SHA-512/256, which signs opaque tokens.
    package init(sha512_256 key: [UInt8]) {
        self.init(key, digest: .sha512_256)
    }

    /// A key for HMAC-SHA-256.
    package init(sha256 key: [UInt8]) {
        self.init(key, digest: .sha256)
    }

    init(_ key: [UInt8], digest: HashFunction) {
        self.digest = digest
        contexts = ContextPool(create: { Self.prepare(key, digest) }, dispose: { EVP_MAC_CTX_free($0) })
    }

    /// The length of an authentication code in bytes.
    package var size: Int { digest.size }

    /// The authentication code of `message`.
    package func authenticate(_ message: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: digest.size) { output, count in
            let done = message.withUnsafeBytes { authenticate($0, into: output) }
            precondition(done, "libcrypto has no HMAC of this digest")
            count = digest.size
        }
    }

    /// Writes the code of `message` to `output`, which has room for `size` bytes; false when libcrypto fails.
    func authenticate(_ message: UnsafeRawBufferPointer, into output: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        guard let context = contexts.take() else { return false }
        var written = 0
        // Without a key the context starts over with the one it has.
        let done =
            EVP_MAC_init(context, nil, 0, nil) == 1
            && EVP_MAC_update(context, message.baseAddress, message.count) == 1
            && EVP_MAC_final(context, output.baseAddress, &written, output.count) == 1
        guard done else {
            contexts.discard(context)
            LibCrypto.forgetErrors()
            return false
        }
        contexts.put(context)
        return written == digest.size
    }

    private static func prepare(_ key: [UInt8], _ digest: HashFunction) -> OpaquePointer? {
        guard let hmac = LibCrypto.hmac.pointer, let context = EVP_MAC_CTX_new(hmac) else { return nil }
        var name = Array(digest.name.description.utf8CString)
        // An empty key must not be a null pointer, which would mean "the key from before".
        let bytes = key.isEmpty ? [0] : key
        let done = name.withUnsafeMutableBufferPointer { name in
            var parameters = [
                OSSL_PARAM_construct_utf8_string(ParameterName.digest.cString, name.baseAddress, 0),
                OSSL_PARAM_construct_end(),
            ]
            return EVP_MAC_init(context, bytes, key.count, &parameters)
        }
        guard done == 1 else {
            EVP_MAC_CTX_free(context)
            LibCrypto.forgetErrors()
            return nil
        }
        return context
    }
}
