import COpenSSL
import GoText

/// The certificates of a JWK's `x5c` (RFC 7517 section 4.7).
struct CertificateChain {
    /// The certificates in DER, the key's own first.
    let encoded: [[UInt8]]

    /// Reads certificates, each standard base64 of DER.
    /// - Throws: `failed to unmarshal x5c field: ` and the reason.
    init(_ texts: [String]) throws(JOSEError) {
        var encoded: [[UInt8]] = []
        for text in texts {
            let bytes: [UInt8]
            do {
                bytes = try GoBase64.decodeStandard(text, padded: true)
            } catch {
                throw .goJOSE("failed to unmarshal x5c field: \(error)")
            }
            guard let certificate = Self.parse(bytes) else {
                throw .goJOSE("failed to unmarshal x5c field: x509: malformed certificate")
            }
            X509_free(certificate)
            encoded.append(bytes)
        }
        self.encoded = encoded
    }

    /// Refuses a chain whose first certificate is for another key than `publicKey`.
    func check(belongsTo publicKey: KeyMaterial) throws(JOSEError) {
        guard let leaf = encoded.first else { return }
        let certificate = Self.parse(leaf)
        defer {
            X509_free(certificate)
            LibCrypto.forgetErrors()
        }
        guard let key = NativeKey.load(publicKey), EVP_PKEY_eq(X509_get0_pubkey(certificate), key.pointer) == 1 else {
            throw .goJOSE("invalid JWK, public keys in key and x5c fields do not match")
        }
    }

    private static func parse(_ bytes: [UInt8]) -> OpaquePointer? {
        guard LibCrypto.isReady else { return nil }
        return bytes.withUnsafeBufferPointer { buffer in
            var next = buffer.baseAddress
            guard let certificate = d2i_X509(nil, &next, buffer.count) else {
                LibCrypto.forgetErrors()
                return nil
            }
            guard next == buffer.baseAddress.map({ $0 + buffer.count }) else {
                X509_free(certificate)
                return nil
            }
            return certificate
        }
    }
}
