/// What went wrong with a key, a signature or a cipher, in the words that go-jose and Go's libraries have for it.
package struct JOSEError: Error, Hashable, CustomStringConvertible {
    /// The whole text, with its prefix `go-jose/go-jose: ` where go-jose writes one.
    package let message: String

    /// An error with exactly this text.
    package init(_ message: String) {
        self.message = message
    }

    /// The message.
    package var description: String { message }

    /// An error of go-jose itself: its prefix stands before `text`.
    static func goJOSE(_ text: String) -> JOSEError {
        JOSEError("go-jose/go-jose: " + text)
    }

    /// A signature that does not fit, or a primitive that failed (go-jose's `ErrCryptoFailure`).
    package static let cryptoFailure = goJOSE("error in cryptographic primitive")
    /// An algorithm that is not known, or `none` (go-jose's `ErrUnsupportedAlgorithm`).
    package static let unsupportedAlgorithm = goJOSE("unknown/unsupported algorithm")
    /// A key whose kind does not fit (go-jose's `ErrUnsupportedKeyType`).
    package static let unsupportedKeyType = goJOSE("unsupported key type/format")
    /// A key that is too small for its algorithm (go-jose's `ErrInvalidKeySize`).
    package static let invalidKeySize = goJOSE("invalid key size for algorithm")
}
