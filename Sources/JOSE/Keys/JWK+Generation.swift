import COpenSSL

extension JWK {
    /// Makes a key for `algorithm`. Blocks: an RSA key of 2048 bits takes some 150 ms, one of 4096 bits a second; the
    /// others microseconds. May be called from any thread.
    ///
    /// - Parameters:
    ///   - algorithm: the algorithm, which becomes the member `alg`.
    ///   - rsaBits: the size of the modulus; of no meaning for other kinds.
    ///   - kid: the name of the key.
    ///   - use: what the key is meant for.
    ///   - random: where the bytes of a symmetric key come from; pairs are always made of libcrypto's own randomness.
    /// - Throws: when libcrypto fails, for instance for a modulus of less than 512 bits.
    package static func generate(
        _ algorithm: SignatureAlgorithm, rsaBits: Int = 2048, kid: String, use: String = "sig",
        random: any RandomSource = SystemRandomSource()
    ) throws(JOSEError) -> JWK {
        let material: KeyMaterial? =
            switch algorithm.scheme {
            case .pkcs1, .pss: generateRSA(bits: rsaBits)
            case .ecdsa(let curve): generateEC(curve)
            case .ed25519: generateEd25519()
            case .hmac: .symmetric(random.fill(algorithm.digest.size))
            }
        LibCrypto.forgetErrors()
        guard let material else { throw .cryptoFailure }
        return JWK(material, kid: kid, use: use, alg: algorithm.rawValue)
    }

    private static func generateRSA(bits: Int) -> KeyMaterial? {
        guard
            let key = generate("RSA", { EVP_PKEY_CTX_set_rsa_keygen_bits($0, Int32(clamping: bits)) == 1 }),
            let n = number(ParameterName.modulus, of: key), let e = number(ParameterName.publicExponent, of: key),
            let d = number(ParameterName.privateExponent, of: key),
            let p = number(ParameterName.factor1, of: key), let q = number(ParameterName.factor2, of: key)
        else { return nil }
        let secrets = RSASecrets(
            d: d, p: p, q: q,
            dp: number(ParameterName.exponent1, of: key), dq: number(ParameterName.exponent2, of: key),
            qi: number(ParameterName.coefficient, of: key))
        return .rsa(RSAComponents(n: n, e: e, secrets: secrets))
    }

    private static func generateEC(_ curve: EllipticCurve) -> KeyMaterial? {
        guard
            let key = generate("EC", { EVP_PKEY_CTX_set_group_name($0, curve.nativeName.cString) == 1 }),
            let x = number(ParameterName.publicX, of: key), let y = number(ParameterName.publicY, of: key),
            let d = number(ParameterName.privateKey, of: key)
        else { return nil }
        return .ec(
            ECComponents(
                curve: curve, x: x.padded(to: curve.size), y: y.padded(to: curve.size), d: d.padded(to: curve.size)))
    }

    private static func generateEd25519() -> KeyMaterial? {
        guard let key = generate("ED25519", { _ in true }) else { return nil }
        let x = raw { EVP_PKEY_get_raw_public_key(key.pointer, $0, &$1) }
        let d = raw { EVP_PKEY_get_raw_private_key(key.pointer, $0, &$1) }
        guard x.count == 32, d.count == 32 else { return nil }
        return .okp(OKPComponents(x: x, d: d))
    }

    private static func generate(_ type: StaticString, _ configure: (OpaquePointer) -> Bool) -> NativeKey? {
        guard LibCrypto.isReady, let context = EVP_PKEY_CTX_new_from_name(nil, type.cString, nil) else { return nil }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_keygen_init(context) == 1, configure(context), EVP_PKEY_generate(context, &key) == 1 else {
            return nil
        }
        return key.map { NativeKey(owning: $0) }
    }

    private static func number(_ name: StaticString, of key: NativeKey) -> [UInt8]? {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key.pointer, name.cString, &number) == 1 else { return nil }
        return BigNumber(owning: number)?.bytes
    }

    private static func raw(_ read: (UnsafeMutablePointer<UInt8>?, inout Int) -> Int32) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { output, count in
            var size = 32
            if read(output.baseAddress, &size) == 1 { count = size }
        }
    }
}
