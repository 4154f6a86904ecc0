import COpenSSL

/// AES-256-GCM (NIST SP 800-38D): what is sealed can be neither read nor changed without the key.
package enum SealedBox {
    private static let nonceSize = 12
    private static let tagSize = 16

    /// Encrypts `plaintext`.
    ///
    /// - Parameters:
    ///   - plaintext: what is to be hidden.
    ///   - key: 32 bytes.
    ///   - additionalData: is not hidden and not part of the box, but must be the same when it is opened.
    ///   - random: where the nonce comes from; it must never give the same one twice for one key.
    /// - Returns: the nonce (12 bytes), the ciphertext, and the tag (16 bytes).
    /// - Throws: `invalid key size for algorithm` for a key of another size.
    package static func seal(
        _ plaintext: [UInt8], key: [UInt8], additionalData: [UInt8] = [], random: some RandomSource
    ) throws(JOSEError) -> [UInt8] {
        guard key.count == 32 else { throw .invalidKeySize }
        let nonce = random.fill(nonceSize)
        let size = nonceSize + plaintext.count + tagSize
        let box = [UInt8](unsafeUninitializedCapacity: size) { output, count in
            guard let context = contexts.take(), let start = output.baseAddress else { return }
            start.update(from: nonce, count: nonceSize)
            var written: Int32 = 0
            let text = start + nonceSize
            let tag = text + plaintext.count
            let done =
                EVP_EncryptInit_ex2(context, nil, key, nonce, nil) == 1
                && EVP_EncryptUpdate(context, nil, &written, additionalData, Int32(additionalData.count)) == 1
                && EVP_EncryptUpdate(context, text, &written, plaintext, Int32(plaintext.count)) == 1
                && EVP_EncryptFinal_ex(context, tag, &written) == 1
                && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagSize), tag) == 1
            giveBack(context, done)
            if done { count = size }
        }
        guard !box.isEmpty else { throw .cryptoFailure }
        return box
    }

    /// Decrypts what `seal` gave.
    /// - Returns: nil when the box was changed, or sealed with another key or other additional data.
    package static func open(_ box: [UInt8], key: [UInt8], additionalData: [UInt8] = []) -> [UInt8]? {
        let size = box.count - nonceSize - tagSize
        guard key.count == 32, size >= 0 else { return nil }
        var opened = false
        let plaintext = [UInt8](unsafeUninitializedCapacity: size) { output, count in
            guard let context = contexts.take() else { return }
            var tag = Array(box[(nonceSize + size)...])
            var written: Int32 = 0
            opened = box.withUnsafeBufferPointer { box in
                EVP_DecryptInit_ex2(context, nil, key, box.baseAddress, nil) == 1
                    && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagSize), &tag) == 1
                    && EVP_DecryptUpdate(context, nil, &written, additionalData, Int32(additionalData.count)) == 1
                    && EVP_DecryptUpdate(
                        context, output.baseAddress, &written, box.baseAddress.map { $0 + nonceSize }, Int32(size)) == 1
                    && EVP_DecryptFinal_ex(context, &tag, &written) == 1
            }
            giveBack(context, opened)
            if opened { count = size }
        }
        return opened ? plaintext : nil
    }

    // Contexts that know their cipher already: choosing it costs more than sealing a challenge.
    private static let contexts = ContextPool(create: prepare, dispose: { EVP_CIPHER_CTX_free($0) })

    private static func prepare() -> OpaquePointer? {
        guard let cipher = LibCrypto.aes256GCM.pointer, let context = EVP_CIPHER_CTX_new() else { return nil }
        guard EVP_EncryptInit_ex2(context, cipher, nil, nil, nil) == 1 else {
            EVP_CIPHER_CTX_free(context)
            LibCrypto.forgetErrors()
            return nil
        }
        return context
    }

    private static func giveBack(_ context: OpaquePointer, _ done: Bool) {
        guard done else {
            contexts.discard(context)
            LibCrypto.forgetErrors()
            return
        }
        contexts.put(context)
    }
}
