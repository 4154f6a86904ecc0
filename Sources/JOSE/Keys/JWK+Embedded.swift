extension JWK {
    /// A private RSA key that is part of the program: eight base64url members, loaded in microseconds. They are not
    /// checked against each other.
    ///
    /// - Throws: when a member is no base64url.
    package static func rsa(
        kid: String, use: String = "sig", alg: String = "RS256",
        n: StaticString, e: StaticString = "AQAB", d: StaticString, p: StaticString, q: StaticString,
        dp: StaticString, dq: StaticString, qi: StaticString
    ) throws(JOSEError) -> JWK {
        let secrets = RSASecrets(
            d: try number(d), p: try number(p), q: try number(q),
            dp: try number(dp), dq: try number(dq), qi: try number(qi))
        return JWK(
            .rsa(RSAComponents(n: try number(n), e: try number(e), secrets: secrets)), kid: kid, use: use, alg: alg)
    }

    private static func number(_ text: StaticString) throws(JOSEError) -> [UInt8] {
        try Base64URL.decode(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
            .withoutLeadingZeros
    }
}
