import COpenSSL

/// The library itself: made ready once, cheaply, before anything else of it is called.
enum LibCrypto {
    /// Whether the library is ready. Without a configuration file, error texts and an exit handler this takes
    /// microseconds instead of a millisecond.
    static let isReady: Bool =
        OPENSSL_init_crypto(
            UInt64(OPENSSL_INIT_NO_LOAD_CONFIG) | UInt64(OPENSSL_INIT_NO_LOAD_CRYPTO_STRINGS)
                | UInt64(OPENSSL_INIT_NO_ATEXIT),
            nil
        ) == 1

    /// AES-256-GCM, fetched once.
    static let aes256GCM = LibCryptoObject { EVP_CIPHER_fetch(nil, "AES-256-GCM", nil) }

    /// HMAC, fetched once.
    static let hmac = LibCryptoObject { EVP_MAC_fetch(nil, "HMAC", nil) }

    /// Forgets the errors of this thread: those of a refused key must not show up in a TLS connection's next call.
    static func forgetErrors() {
        ERR_clear_error()
    }
}
