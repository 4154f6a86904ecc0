import GoText

extension JWK {
    /// Reads a key as go-jose's `JSONWebKey.UnmarshalJSON` does.
    ///
    /// - Throws: the first thing wrong, in go-jose's words and order: the members, the certificates, the numbers by
    ///   kind, whether both belong together, the URL and the thumbprints.
    package init(json: JSONValue) throws(JOSEError) {
        let raw = try RawJWK(json)
        let certificates = try CertificateChain(raw.x5c)
        self.init(try Self.material(of: raw, certificates), kid: raw.kid, use: raw.use, alg: raw.alg)
        try certificates.check(belongsTo: publicPart.material)
        self.certificates = certificates.encoded
        certificatesURL = try Self.url(raw.x5u)
        thumbprintSHA1 = try Self.thumbprint(raw.x5t, "x5t", .sha1)
        thumbprintSHA256 = try Self.thumbprint(raw.x5tS256, "x5t#S256", .sha256)
        try Self.check(thumbprintSHA1, "x5t", .sha1)
        try Self.check(thumbprintSHA256, "x5t#S256", .sha256)
        if let leaf = self.certificates.first {
            if !thumbprintSHA1.isEmpty, thumbprintSHA1 != HashFunction.sha1.hash(leaf) {
                throw .goJOSE("invalid JWK, x5c thumbprint does not match x5t value")
            }
            if !thumbprintSHA256.isEmpty, thumbprintSHA256 != HashFunction.sha256.hash(leaf) {
                throw .goJOSE("invalid JWK, x5c thumbprint does not match x5t#S256 value")
            }
        }
    }

    private static func material(
        of raw: RawJWK, _ certificates: CertificateChain
    ) throws(JOSEError) -> KeyMaterial {
        switch raw.kty {
        case "EC": return .ec(try ec(raw))
        case "RSA": return .rsa(try rsa(raw))
        case "oct":
            if !certificates.encoded.isEmpty {
                throw .goJOSE("invalid JWK, found 'oct' (symmetric) key with cert chain")
            }
            guard let k = raw.k else { throw .goJOSE("invalid OCT (symmetric) key, missing k value") }
            return .symmetric(k)
        case "OKP":
            // The stray quote is go-jose's.
            guard raw.crv == "Ed25519", let x = raw.x else { throw .goJOSE("unknown curve \(raw.crv)'") }
            return .okp(OKPComponents(x: x.fitted(to: 32), d: raw.d?.fitted(to: 32)))
        default: throw .goJOSE("unknown json web key type '\(raw.kty)'")
        }
    }

    private static func rsa(_ raw: RawJWK) throws(JOSEError) -> RSAComponents {
        guard let d = raw.d else {
            guard let n = raw.n, let e = raw.e else { throw .goJOSE("invalid RSA key, missing n/e values") }
            return RSAComponents(n: n.withoutLeadingZeros, e: exponent(e))
        }
        guard let n = raw.n else { throw missing("N") }
        guard let e = raw.e else { throw missing("E") }
        guard let p = raw.p else { throw missing("P") }
        guard let q = raw.q else { throw missing("Q") }
        let secrets = RSASecrets(
            d: d.withoutLeadingZeros, p: p.withoutLeadingZeros, q: q.withoutLeadingZeros,
            dp: raw.dp?.withoutLeadingZeros, dq: raw.dq?.withoutLeadingZeros, qi: raw.qi?.withoutLeadingZeros)
        let key = RSAComponents(n: n.withoutLeadingZeros, e: exponent(e), secrets: secrets)
        try RSAArithmetic.validate(key, secrets)
        return key
    }

    private static func missing(_ number: String) -> JOSEError {
        .goJOSE("invalid RSA private key, missing \(number) value(s)")
    }

    /// The public exponent is a 64-bit integer in Go; what is above is lost.
    private static func exponent(_ bytes: [UInt8]) -> [UInt8] {
        Array(bytes.suffix(8)).withoutLeadingZeros
    }

    private static func ec(_ raw: RawJWK) throws(JOSEError) -> ECComponents {
        guard let curve = EllipticCurve(rawValue: raw.crv) else {
            throw .goJOSE("unsupported elliptic curve '\(raw.crv)'")
        }
        let kind = raw.d == nil ? "public" : "private"
        guard let x = raw.x, let y = raw.y else {
            throw raw.d == nil
                ? .goJOSE("invalid EC key, missing x/y values")
                : .goJOSE("invalid EC private key, missing x/y/d values")
        }
        for (name, number) in [("x", x), ("y", y), ("d", raw.d ?? x)] where number.count != curve.size {
            throw .goJOSE("invalid EC \(kind) key, wrong length for \(name)")
        }
        let point = ECComponents(curve: curve, x: x, y: y)
        guard NativeKey.load(.ec(point)) != nil else {
            throw .goJOSE("invalid EC key, X/Y are not on declared curve")
        }
        return ECComponents(curve: curve, x: x, y: y, d: raw.d)
    }

    private static func url(_ text: String) throws(JOSEError) -> String {
        guard !text.isEmpty else { return "" }
        do {
            return try GoURL.parse(text).string
        } catch {
            throw .goJOSE("invalid JWK, x5u header is invalid URL: \(error)")
        }
    }

    /// Thumbprints are base64url of the digest, or of its hexadecimal form, which is turned into the former.
    private static func thumbprint(
        _ text: String, _ name: String, _ digest: HashFunction
    ) throws(JOSEError) -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = try Base64URL.decodeLenient(text)
        } catch {
            throw .goJOSE("invalid JWK, \(name) header has invalid encoding")
        }
        guard bytes.count == 2 * digest.size else { return bytes }
        do {
            return try Hexadecimal.decode(bytes)
        } catch {
            throw .goJOSE("invalid JWK, unable to hex decode \(name): \(error)")
        }
    }

    private static func check(
        _ thumbprint: [UInt8], _ name: String, _ digest: HashFunction
    ) throws(JOSEError) {
        guard thumbprint.isEmpty || thumbprint.count == digest.size else {
            throw .goJOSE("invalid JWK, \(name) header is of incorrect size")
        }
    }
}
