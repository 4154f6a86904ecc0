import GoText
import JOSE
import Testing

@Suite("Keys in and out")
struct KeyTests {
    @Test(
        "what is written is what was read, in go-jose's order",
        arguments: [
            #"{"use":"sig","kty":"oct","kid":"s1","alg":"HS256","k":"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTEyMzQ"}"#,
            #"{"kty":"oct","k":""}"#,
            #"{"kty":"RSA","n":"","e":""}"#,
            #"{"kty":"EC","kid":"é<&","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","#
                + #""y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","#
                + #""d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}"#,
            #"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","#
                + #""d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}"#,
            rsaText(rsaNames), rsaText(["n", "e"]), rsaText(["n", "e", "d", "p", "q"]),
        ])
    func same(_ text: String) throws {
        let written = try String(decoding: key(text).json.encode(escapingHTML: false), as: UTF8.self)
        #expect(written == text)
    }

    @Test("order, unknown members, zeros in front, padding")
    func normalised() throws {
        #expect(
            try key(
                #"{"zzz":[1],"e":"AAEAAQ==","n":"AAAF","alg":"RS256","kid":"k","kty":"RSA","use":null,"key_ops":[]}"#
            )
            .json.encodeString() == #"{"kty":"RSA","kid":"k","alg":"RS256","n":"BQ","e":"AQAB"}"#)
        // The exponent keeps its lower 64 bits.
        #expect(
            try key(#"{"kty":"RSA","n":"BQ","e":"_wAAAAAAAQAB"}"#).json.encodeString()
                == #"{"kty":"RSA","n":"BQ","e":"AQAB"}"#)
        #expect(try key(#"{"kty":"RSA","n":"BQ","e":"AA"}"#).json.encodeString() == #"{"kty":"RSA","n":"BQ","e":""}"#)
        // Ed25519 keys of another length are filled up or cut.
        #expect(
            try key(#"{"kty":"OKP","crv":"Ed25519","x":"AQ"}"#).json.encodeString()
                == #"{"kty":"OKP","crv":"Ed25519","x":"AQ\#(String(repeating: "A", count: 41))"}"#)
        let long = String(repeating: "_", count: 44)
        #expect(
            try key(#"{"kty":"OKP","crv":"Ed25519","x":"\#(long)"}"#).json.encodeString()
                == #"{"kty":"OKP","crv":"Ed25519","x":"\#(String(repeating: "_", count: 42))8"}"#)
    }

    @Test("certificates, their URL and thumbprints are kept")
    func certificates() throws {
        let text = """
            {"kty":"EC","crv":"P-256","x":"\(ForeignVectors.certificateX)","y":"\(ForeignVectors.certificateY)",\
            "x5c":["\(ForeignVectors.certificate)"],"x5u":"https://a.example/b?c=d",\
            "x5t":"\(ForeignVectors.certificateSHA1)","x5t#S256":"\(ForeignVectors.certificateSHA256)"}
            """
        #expect(try key(text).json.encodeString() == text)
        #expect(try key(text).publicPart == key(text))
        let inHex = #"{"kty":"oct","k":"AA","x5t":"\#(ForeignVectors.certificateSHA1InHex)"}"#
        #expect(
            try key(inHex).json.encodeString()
                == #"{"kty":"oct","k":"AA","x5t":"\#(ForeignVectors.certificateSHA1)"}"#)
    }

    @Test("public parts, kinds and validity")
    func parts() throws {
        var jwk = try key(rsaText(rsaNames))
        jwk.kid = "k"
        jwk.use = "sig"
        jwk.alg = "RS256"
        #expect(jwk.isPrivate && jwk.isValid && !jwk.isSymmetric && jwk.kty == "RSA" && jwk.crv.isEmpty)
        let shared = jwk.publicPart
        #expect(
            !shared.isPrivate && shared.isValid && shared.kid == "k" && shared.use == "sig" && shared.alg == "RS256")
        #expect(shared.json.objectValue?["d"] == nil)
        for algorithm in [SignatureAlgorithm.ES256, .ES384, .ES512, .EdDSA] {
            let jwk = try JWK.generate(algorithm, kid: "k")
            #expect(jwk.isPrivate && jwk.isValid && !jwk.publicPart.isPrivate && jwk.publicPart.isValid)
            #expect(jwk.keyType == algorithm.keyType)
            #expect(try JWK(json: jwk.json) == jwk)
        }
        let secret = try key(#"{"kty":"oct","kid":"s","k":"AA"}"#)
        #expect(secret.isSymmetric && !secret.isPrivate && !secret.isValid && !secret.publicPart.isValid)
        #expect(secret.publicPart.kid.isEmpty)
        #expect(try !key(#"{"kty":"RSA","n":"BQ","e":"AA"}"#).isValid)
        #expect(try key(#"{"kty":"RSA","n":"","e":"AQAB"}"#).isValid)
    }

    @Test("keys that are made", arguments: SignatureAlgorithm.allCases)
    func generated(_ algorithm: SignatureAlgorithm) throws {
        let jwk = try JWK.generate(algorithm, rsaBits: 1024, kid: "new", use: "enc")
        #expect(jwk.kid == "new" && jwk.use == "enc" && jwk.alg == algorithm.rawValue)
        #expect(jwk.algorithm == algorithm)
        let names = try Array(#require(jwk.json.objectValue)).map(\.key)
        switch jwk.keyType {
        case .rsa: #expect(names == ["use", "kty", "kid", "alg", "n", "e", "d", "p", "q", "dp", "dq", "qi"])
        case .ec: #expect(names == ["use", "kty", "kid", "crv", "alg", "x", "y", "d"])
        case .okp: #expect(names == ["use", "kty", "kid", "crv", "alg", "x", "d"])
        case .symmetric: #expect(names == ["use", "kty", "kid", "alg", "k"])
        }
        #expect(try JWK(json: jwk.json) == jwk)
    }

    @Test("numbers on a curve keep their length")
    func padded() throws {
        for _ in 0..<300 {
            let members = try #require(JWK.generate(.ES256, kid: "").json.objectValue)
            for name in ["x", "y", "d"] { #expect(members[name]?.stringValue?.utf8.count == 43) }
        }
    }

    @Test("a key that is part of the program")
    func embedded() throws {
        let jwk = try JWK.rsa(kid: "test", n: "BQ", d: "AQ", p: "AAM", q: "Bw", dp: "AQ", dq: "AQ", qi: "AQ")
        #expect(
            jwk.json.encodeString() == """
                {"use":"sig","kty":"RSA","kid":"test","alg":"RS256","n":"BQ","e":"AQAB","d":"AQ","p":"Aw","q":"Bw",\
                "dp":"AQ","dq":"AQ","qi":"AQ"}
                """)
    }
}
