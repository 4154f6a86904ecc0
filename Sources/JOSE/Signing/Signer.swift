import GoText

/// A private or shared key with its algorithm, ready to sign. Any number of threads may sign at once; no lock is held
/// while they do.
package final class Signer: Sendable {
    private enum Backend: Sendable {
        case pair(KeyOperation)
        case secret(HMACKey)
    }

    /// The algorithm, told in the header.
    package let algorithm: SignatureAlgorithm
    /// The name of the key, told in the header, empty when it has none.
    package let kid: String
    private let backend: Backend
    private let signatureSize: Int
    // The header in base64url and the first dot: the same for every signature.
    private let prefix: [UInt8]

    /// Prepares a key for signing with the algorithm that its `alg` names.
    ///
    /// - Parameters:
    ///   - jwk: the key, with its private part.
    ///   - header: members of the header beside `alg` and `kid`; written sorted by name, as Go writes maps.
    /// - Throws: `unknown/unsupported algorithm` when `alg` is empty, `none` or unknown; `unsupported key type/format`
    ///   when the key is public, of another kind than the algorithm needs, or can not be loaded; a text of Go's
    ///   crypto/rsa for RSA keys below 1024 bits.
    package convenience init(_ jwk: JWK, header: JSONObject = ["typ": "JWT"]) throws(JOSEError) {
        guard let algorithm = jwk.algorithm else { throw .unsupportedAlgorithm }
        try self.init(jwk, algorithm: algorithm, header: header)
    }

    /// Prepares a key for signing with `algorithm`, whatever its `alg` says.
    package init(
        _ jwk: JWK, algorithm: SignatureAlgorithm, header: JSONObject = ["typ": "JWT"]
    ) throws(JOSEError) {
        guard algorithm.fits(jwk.material) else { throw .unsupportedKeyType }
        self.algorithm = algorithm
        kid = jwk.kid
        if case .symmetric(let secret) = jwk.material {
            backend = .secret(HMACKey(secret, digest: algorithm.digest))
            signatureSize = algorithm.digest.size
        } else {
            guard jwk.isPrivate, let key = NativeKey.load(jwk.material) else { throw .unsupportedKeyType }
            if jwk.keyType == .rsa, key.bits < 1024 {
                throw JOSEError(
                    "crypto/rsa: \(key.bits)-bit keys are insecure"
                        + " (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)")
            }
            let operation = KeyOperation(key, algorithm, .signing)
            backend = .pair(operation)
            signatureSize = operation.signatureSize
        }
        prefix = Base64URL.encode(Self.header(header, algorithm, jwk.kid)) + [UInt8(ascii: ".")]
    }

    /// Signs `payload`.
    /// - Returns: the compact serialization (RFC 7515 section 7.1) in ASCII.
    /// - Throws: `error in cryptographic primitive` when libcrypto fails.
    package func sign(payload: [UInt8]) throws(JOSEError) -> [UInt8] {
        let signedSize = prefix.count + Base64URL.encodedCount(payload.count)
        let size = signedSize + 1 + Base64URL.encodedCount(signatureSize)
        let token = [UInt8](unsafeUninitializedCapacity: size) { output, count in
            guard let start = output.baseAddress else { return }
            prefix.withUnsafeBufferPointer { _ = output.update(fromContentsOf: $0) }
            payload.withUnsafeBytes { Base64URL.encode($0, to: start + prefix.count) }
            let message = UnsafeRawBufferPointer(start: start, count: signedSize)
            let done = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: signatureSize) { signature in
                guard let bytes = signature.baseAddress else { return false }
                let done =
                    switch backend {
                    case .pair(let operation): operation.sign(message, to: bytes)
                    case .secret(let key): key.authenticate(message, into: signature)
                    }
                if done { Base64URL.encode(UnsafeRawBufferPointer(signature), to: start + signedSize + 1) }
                return done
            }
            start[signedSize] = UInt8(ascii: ".")
            if done { count = size }
        }
        if token.isEmpty { throw .cryptoFailure }
        return token
    }

    /// Signs something and throws it away: the first signature of a process takes twice as long.
    package func warmUp() {
        _ = try? sign(payload: [])
    }

    private static func header(_ extra: JSONObject, _ algorithm: SignatureAlgorithm, _ kid: String) -> [UInt8] {
        var members = extra
        members["alg"] = .string(algorithm.rawValue)
        if !kid.isEmpty { members["kid"] = .string(kid) }
        var header = JSONObject()
        for (name, value) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            header[name] = value
        }
        return JSONValue.object(header).encode()
    }
}
