import GoText
import JOSE
import Testing

@Suite("Keys that go-jose refuses")
struct KeyRefusalTests {
    private static let x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"
    private static let y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"
    private static let d = "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"

    @Test(
        "members",
        arguments: [
            ("null", "go-jose/go-jose: unknown json web key type ''"),
            ("{}", "go-jose/go-jose: unknown json web key type ''"),
            (#"{"kty":null}"#, "go-jose/go-jose: unknown json web key type ''"),
            (#"{"kty":"foo"}"#, "go-jose/go-jose: unknown json web key type 'foo'"),
            (#"{"kty":"rsa"}"#, "go-jose/go-jose: unknown json web key type 'rsa'"),
            (#"{"Kty":"RSA"}"#, "go-jose/go-jose: unknown json web key type ''"),
            ("[]", "json: cannot unmarshal array into Go value of type jose.rawJSONWebKey"),
            (#""x""#, "json: cannot unmarshal string into Go value of type jose.rawJSONWebKey"),
            ("1", "json: cannot unmarshal number into Go value of type jose.rawJSONWebKey"),
            ("true", "json: cannot unmarshal bool into Go value of type jose.rawJSONWebKey"),
            (#"{"kty":1}"#, "json: cannot unmarshal number into Go value of type string"),
            (#"{"kid":{}}"#, "json: cannot unmarshal object into Go value of type string"),
            (#"{"use":true,"alg":[]}"#, "json: cannot unmarshal bool into Go value of type string"),
            (#"{"n":1.5}"#, "json: cannot unmarshal number into Go value of type string"),
            (#"{"x5c":"a"}"#, "json: cannot unmarshal string into Go value of type []string"),
            (#"{"x5c":[1]}"#, "json: cannot unmarshal number into Go value of type string"),
            (#"{"kty":"oct","k":"!"}"#, "illegal base64 data at input byte 0"),
            (#"{"kty":"oct","k":"AAAAA"}"#, "illegal base64 data at input byte 4"),
            (#"{"kty":"oct","k":"AA+A"}"#, "illegal base64 data at input byte 2"),
            // A number that can not be read is told before a text of the wrong kind.
            (#"{"kid":1,"k":"!"}"#, "illegal base64 data at input byte 0"),
        ])
    func members(_ text: String, _ message: String) throws {
        #expect(try refusal(text) == message)
    }

    @Test(
        "kinds",
        arguments: [
            (#"{"kty":"RSA"}"#, "invalid RSA key, missing n/e values"),
            (#"{"kty":"RSA","n":"AQ"}"#, "invalid RSA key, missing n/e values"),
            (#"{"kty":"RSA","e":"AQAB"}"#, "invalid RSA key, missing n/e values"),
            (#"{"kty":"RSA","d":"AQ"}"#, "invalid RSA private key, missing N value(s)"),
            (#"{"kty":"RSA","d":"AQ","n":"AQ"}"#, "invalid RSA private key, missing E value(s)"),
            (#"{"kty":"RSA","d":"AQ","n":"AQ","e":"AQ"}"#, "invalid RSA private key, missing P value(s)"),
            (#"{"kty":"RSA","d":"AQ","n":"AQ","e":"AQ","p":"AQ"}"#, "invalid RSA private key, missing Q value(s)"),
            (#"{"kty":"EC"}"#, "unsupported elliptic curve ''"),
            (#"{"kty":"EC","crv":"P-1"}"#, "unsupported elliptic curve 'P-1'"),
            (#"{"kty":"EC","crv":"secp256k1","x":"AQ"}"#, "unsupported elliptic curve 'secp256k1'"),
            (#"{"kty":"EC","crv":"P-256","x":"AQ"}"#, "invalid EC key, missing x/y values"),
            (#"{"kty":"EC","crv":"P-256","x":"AQ","d":"AQ"}"#, "invalid EC private key, missing x/y/d values"),
            (#"{"kty":"EC","crv":"P-256","x":"AQ","y":"AQ"}"#, "invalid EC public key, wrong length for x"),
            (#"{"kty":"EC","crv":"P-256","x":"\#(x)","y":"AQ"}"#, "invalid EC public key, wrong length for y"),
            (#"{"kty":"EC","crv":"P-256","x":"AQ","y":"AQ","d":"AQ"}"#, "invalid EC private key, wrong length for x"),
            (
                #"{"kty":"EC","crv":"P-256","x":"\#(x)","y":"AQ","d":"AQ"}"#,
                "invalid EC private key, wrong length for y"
            ),
            (
                #"{"kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(y)","d":"AQ"}"#,
                "invalid EC private key, wrong length for d"
            ),
            (#"{"kty":"EC","crv":"P-384","x":"\#(x)","y":"\#(y)"}"#, "invalid EC public key, wrong length for x"),
            (#"{"kty":"EC","crv":"P-256","x":"\#(y)","y":"\#(x)"}"#, "invalid EC key, X/Y are not on declared curve"),
            (
                #"{"kty":"EC","crv":"P-256","x":"\#(y)","y":"\#(x)","d":"\#(d)"}"#,
                "invalid EC key, X/Y are not on declared curve"
            ),
            (#"{"kty":"OKP"}"#, "unknown curve '"),
            (#"{"kty":"OKP","crv":"X25519","x":"AQ"}"#, "unknown curve X25519'"),
            (#"{"kty":"OKP","crv":"Ed25519"}"#, "unknown curve Ed25519'"),
            (#"{"kty":"oct"}"#, "invalid OCT (symmetric) key, missing k value"),
            (#"{"kty":"oct","k":null}"#, "invalid OCT (symmetric) key, missing k value"),
        ])
    func kinds(_ text: String, _ message: String) throws {
        #expect(try refusal(text) == "go-jose/go-jose: " + message)
    }

    @Test("coordinates beyond the field, and the point at infinity")
    func outsideTheField() throws {
        for coordinate in ["__________________________________________8", String(repeating: "A", count: 43)] {
            let text = #"{"kty":"EC","crv":"P-256","x":"\#(coordinate)","y":"\#(coordinate)"}"#
            #expect(try refusal(text) == "go-jose/go-jose: invalid EC key, X/Y are not on declared curve")
        }
    }

    @Test(
        "certificates and thumbprints",
        arguments: [
            (#""x5c":["!"]"#, "failed to unmarshal x5c field: illegal base64 data at input byte 0"),
            (#""x5c":["AAAA"]"#, "failed to unmarshal x5c field: x509: malformed certificate"),
            (#""x5u":":a""#, #"invalid JWK, x5u header is invalid URL: parse ":a": missing protocol scheme"#),
            (#""x5t":"!""#, "invalid JWK, x5t header has invalid encoding"),
            (#""x5t":"AQ""#, "invalid JWK, x5t header is of incorrect size"),
            (#""x5t#S256":"!""#, "invalid JWK, x5t#S256 header has invalid encoding"),
            (#""x5t#S256":"AQ""#, "invalid JWK, x5t#S256 header is of incorrect size"),
            (
                #""x5t":"ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ""#,
                "invalid JWK, unable to hex decode x5t: encoding/hex: invalid byte: U+0096"
            ),
        ])
    func certificates(_ member: String, _ message: String) throws {
        #expect(try refusal(#"{"kty":"oct","k":"AA",\#(member)}"#) == "go-jose/go-jose: " + message)
    }

    @Test("a certificate must be the key's own")
    func chain() throws {
        let chain = #""x5c":["\#(ForeignVectors.certificate)"]"#
        let own =
            #""kty":"EC","crv":"P-256","x":"\#(ForeignVectors.certificateX)","y":"\#(ForeignVectors.certificateY)""#
        let prefix = "go-jose/go-jose: invalid JWK, "
        #expect(try refusal("{\(own),\(chain)}") == nil)
        #expect(
            try refusal(#"{"kty":"oct","k":"AA",\#(chain)}"#)
                == prefix + "found 'oct' (symmetric) key with cert chain")
        #expect(
            try refusal(#"{"kty":"EC","crv":"P-256","x":"\#(Self.x)","y":"\#(Self.y)",\#(chain)}"#)
                == prefix + "public keys in key and x5c fields do not match")
        let twenty = String(repeating: "A", count: 27)
        let thirtyTwo = String(repeating: "A", count: 43)
        #expect(
            try refusal(#"{\#(own),\#(chain),"x5t":"\#(twenty)"}"#)
                == prefix + "x5c thumbprint does not match x5t value")
        #expect(
            try refusal(#"{\#(own),\#(chain),"x5t#S256":"\#(thirtyTwo)"}"#)
                == prefix + "x5c thumbprint does not match x5t#S256 value")
    }

    @Test("RSA numbers that do not fit together")
    func numbers() throws {
        func message(_ changes: [String: String]) throws -> String? { try refusal(rsaText(rsaNames, changes)) }
        #expect(try message([:]) == nil)
        #expect(try refusal(rsaText(["n", "e", "d", "p", "q"])) == nil)
        #expect(try message(["n": ""]) == "modulus must be > 1")
        #expect(try message(["p": ""]) == "modulus must be > 1")
        #expect(try message(["n": "BQ"]) == "input overflows the modulus size")
        #expect(try message(["p": "BQ"]) == "crypto/rsa: p * q != n")
        #expect(try message(["e": "Aw"]) == "crypto/rsa: invalid CRT exponent")
        #expect(try message(["e": "Ag"]) == "crypto/rsa: public exponent is even")
        #expect(try message(["e": ""]) == "crypto/rsa: public exponent too small or negative")
        // What speeds signing up is not looked at.
        #expect(try message(["dp": "AQ"]) == nil)
    }
}
