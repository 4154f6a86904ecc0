/// Names of libcrypto's parameters. An `OSSL_PARAM` keeps the pointer it is given, so they must live for ever.
enum ParameterName {
    static let digest: StaticString = "digest"
    static let group: StaticString = "group"
    static let publicKey: StaticString = "pub"
    static let privateKey: StaticString = "priv"
    static let modulus: StaticString = "n"
    static let publicExponent: StaticString = "e"
    static let privateExponent: StaticString = "d"
    static let factor1: StaticString = "rsa-factor1"
    static let factor2: StaticString = "rsa-factor2"
    static let exponent1: StaticString = "rsa-exponent1"
    static let exponent2: StaticString = "rsa-exponent2"
    static let coefficient: StaticString = "rsa-coefficient1"
    static let publicX: StaticString = "qx"
    static let publicY: StaticString = "qy"
}
