import COpenSSL

/// A key inside libcrypto (`EVP_PKEY`).
///
/// Once built it is never changed, and libcrypto allows any number of threads to use it at once; so only its address
/// is kept, as a number, which may be shared between threads.
final class NativeKey: Sendable {
    private let address: UInt
    /// The size of a signature in bytes (the most, for ECDSA in DER; the modulus, for RSA).
    let signatureSize: Int
    /// The size of the key: bits of the modulus, of the curve.
    let bits: Int

    /// Takes over the caller's reference.
    init(owning key: OpaquePointer) {
        address = UInt(bitPattern: key)
        signatureSize = Int(EVP_PKEY_get_size(key))
        bits = Int(EVP_PKEY_get_bits(key))
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    /// The `EVP_PKEY`, valid as long as this object.
    var pointer: OpaquePointer? { OpaquePointer(bitPattern: address) }

    /// Loads the key of a JWK; the private one where there is one. The parts are not checked against each other.
    /// - Returns: nil for a symmetric key, and for numbers that libcrypto can not make a key of.
    static func load(_ material: KeyMaterial) -> NativeKey? {
        guard LibCrypto.isReady else { return nil }
        let key: NativeKey? =
            switch material {
            case .rsa(let components): loadRSA(components)
            case .ec(let components): loadEC(components)
            case .okp(let components): loadEd25519(components)
            case .symmetric: nil
            }
        if key == nil { LibCrypto.forgetErrors() }
        return key
    }

    private static func loadRSA(_ key: RSAComponents) -> NativeKey? {
        guard !key.n.isEmpty, !key.e.isEmpty else { return nil }
        guard let secrets = key.secrets else {
            return load(
                "RSA", COPENSSL_PUBLIC_KEY,
                numbers: [(ParameterName.modulus, key.n), (ParameterName.publicExponent, key.e)])
        }
        guard let remainders = secrets.remainders ?? RSAArithmetic.remainders(of: secrets) else { return nil }
        return load(
            "RSA", COPENSSL_KEY_PAIR,
            numbers: [
                (ParameterName.modulus, key.n), (ParameterName.publicExponent, key.e),
                (ParameterName.privateExponent, secrets.d),
                (ParameterName.factor1, secrets.p), (ParameterName.factor2, secrets.q),
                (ParameterName.exponent1, remainders.dp), (ParameterName.exponent2, remainders.dq),
                (ParameterName.coefficient, remainders.qi),
            ])
    }

    private static func loadEC(_ key: ECComponents) -> NativeKey? {
        let point = [0x04] + key.x + key.y
        return load(
            "EC", key.d == nil ? COPENSSL_PUBLIC_KEY : COPENSSL_KEY_PAIR, group: key.curve.nativeName, point: point,
            numbers: key.d.map { [(ParameterName.privateKey, $0)] } ?? [])
    }

    private static func loadEd25519(_ key: OKPComponents) -> NativeKey? {
        let pointer =
            if let seed = key.d {
                EVP_PKEY_new_raw_private_key_ex(nil, "ED25519", nil, seed, seed.count)
            } else {
                EVP_PKEY_new_raw_public_key_ex(nil, "ED25519", nil, key.x, key.x.count)
            }
        return pointer.map { NativeKey(owning: $0) }
    }

    /// Builds a key of `type` of big-endian `numbers`.
    private static func load(
        _ type: StaticString, _ selection: some BinaryInteger, group: StaticString? = nil, point: [UInt8] = [],
        numbers: [(name: StaticString, bytes: [UInt8])]
    ) -> NativeKey? {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, type.cString, nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_fromdata_init(context) == 1 else { return nil }
        let size = numbers.reduce(point.count) { $0 + max($1.bytes.count, 1) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { scratch in
            guard let start = scratch.baseAddress else { return nil }
            var next = start
            var parameters: [OSSL_PARAM] = []
            parameters.reserveCapacity(numbers.count + 3)
            if let group {
                parameters.append(
                    OSSL_PARAM_construct_utf8_string(
                        ParameterName.group.cString, UnsafeMutablePointer(mutating: group.cString),
                        group.utf8CodeUnitCount))
                next.initialize(from: point, count: point.count)
                parameters.append(
                    OSSL_PARAM_construct_octet_string(ParameterName.publicKey.cString, next, point.count))
                next += point.count
            }
            for number in numbers {
                let count = max(number.bytes.count, 1)
                next[0] = 0
                // Parameters have the byte order of the machine.
                for (index, byte) in number.bytes.enumerated() {
                    next[UInt16(1).littleEndian == 1 ? number.bytes.count - 1 - index : index] = byte
                }
                parameters.append(OSSL_PARAM_construct_BN(number.name.cString, next, count))
                next += count
            }
            parameters.append(OSSL_PARAM_construct_end())
            var key: OpaquePointer?
            guard EVP_PKEY_fromdata(context, &key, Int32(selection), &parameters) == 1 else { return nil }
            return key.map { NativeKey(owning: $0) }
        }
    }
}
