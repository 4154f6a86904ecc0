import COpenSSL

/// The digests that are used here, each fetched once: looking one up by name costs more than hashing a token.
enum HashFunction: Sendable {
    case sha1, sha256, sha384, sha512, sha512_256

    /// The length of a digest in bytes.
    var size: Int {
        switch self {
        case .sha1: 20
        case .sha256, .sha512_256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The name that libcrypto knows the digest by.
    var name: StaticString {
        switch self {
        case .sha1: "SHA1"
        case .sha256: "SHA2-256"
        case .sha384: "SHA2-384"
        case .sha512: "SHA2-512"
        case .sha512_256: "SHA2-512/256"
        }
    }

    private static let fetchedSHA1 = LibCryptoObject { EVP_MD_fetch(nil, "SHA1", nil) }
    private static let fetchedSHA256 = LibCryptoObject { EVP_MD_fetch(nil, "SHA2-256", nil) }
    private static let fetchedSHA384 = LibCryptoObject { EVP_MD_fetch(nil, "SHA2-384", nil) }
    private static let fetchedSHA512 = LibCryptoObject { EVP_MD_fetch(nil, "SHA2-512", nil) }
    private static let fetchedSHA512_256 = LibCryptoObject { EVP_MD_fetch(nil, "SHA2-512/256", nil) }

    /// The fetched digest.
    var pointer: OpaquePointer? {
        switch self {
        case .sha1: Self.fetchedSHA1.pointer
        case .sha256: Self.fetchedSHA256.pointer
        case .sha384: Self.fetchedSHA384.pointer
        case .sha512: Self.fetchedSHA512.pointer
        case .sha512_256: Self.fetchedSHA512_256.pointer
        }
    }

    /// Writes the digest of `input` to the beginning of `output`, which must have room for `size` bytes.
    /// - Returns: whether libcrypto did it.
    func hash(_ input: UnsafeRawBufferPointer, into output: UnsafeMutablePointer<UInt8>) -> Bool {
        EVP_Digest(input.baseAddress, input.count, output, nil, pointer, nil) == 1
    }

    /// The digest of `input`.
    func hash(_ input: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: size) { output, count in
            guard let start = output.baseAddress else { return }
            let done = input.withUnsafeBytes { hash($0, into: start) }
            precondition(done, "libcrypto has no digest of this name")
            count = size
        }
    }
}
