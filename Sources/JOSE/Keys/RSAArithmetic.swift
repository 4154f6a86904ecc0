/// What has to be computed about the numbers of an RSA key.
enum RSAArithmetic {
    /// The numbers for signing by the Chinese remainder theorem, of a key that came without them.
    static func remainders(of secrets: RSASecrets) -> RSARemainders? {
        guard let d = BigNumber(secrets.d), let p = BigNumber(secrets.p), let q = BigNumber(secrets.q),
            let pMinusOne = p.minusOne(), let qMinusOne = q.minusOne(),
            let dp = d.modulo(pMinusOne), let dq = d.modulo(qMinusOne), let qi = q.inverse(modulo: p)
        else { return nil }
        return RSARemainders(dp: dp.bytes, dq: dq.bytes, qi: qi.bytes)
    }

    /// Refuses numbers that do not belong together, in the words and the order of Go's crypto/rsa.
    static func validate(_ key: RSAComponents, _ secrets: RSASecrets) throws(JOSEError) {
        guard let n = BigNumber(key.n), let e = BigNumber(key.e), let d = BigNumber(secrets.d),
            let p = BigNumber(secrets.p), let q = BigNumber(secrets.q)
        else { throw .cryptoFailure }
        if n.isAtMostOne || p.isAtMostOne || q.isAtMostOne { throw JOSEError("modulus must be > 1") }
        if !d.isLess(than: n) {
            throw JOSEError(
                secrets.d.count > key.n.count
                    ? "input overflows the modulus size" : "input overflows the modulus")
        }
        if !n.isOdd { throw JOSEError("crypto/rsa: public modulus is even") }
        if e.isAtMostOne { throw JOSEError("crypto/rsa: public exponent too small or negative") }
        if !e.isOdd { throw JOSEError("crypto/rsa: public exponent is even") }
        if !p.isLess(than: n) || !q.isLess(than: n) { throw JOSEError("crypto/rsa: invalid prime") }
        guard let product = p.times(q), product.equals(n) else { throw JOSEError("crypto/rsa: p * q != n") }
        guard let unity = d.times(e), isOne(unity, modulo: p), isOne(unity, modulo: q) else {
            throw JOSEError("crypto/rsa: invalid CRT exponent")
        }
    }

    private static func isOne(_ product: BigNumber, modulo prime: BigNumber) -> Bool {
        prime.minusOne().flatMap { product.modulo($0) }?.isOne ?? false
    }
}
