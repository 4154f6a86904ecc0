import GoText
import JOSE
import Testing

@Suite("Signatures of the RFCs and of other programs")
struct SignatureVectorTests {
    /// The payload of RFC 7515 appendix A, with its line ends.
    private let payload = Array(
        "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}".utf8)

    @Test("RFC 7515 A.1: HS256")
    func a1() throws {
        let jwk = try key(
            """
            {"kty":"oct",\
            "k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}
            """
        )
        let jws = try CompactJWS(
            parsing: """
                eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6\
                Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
                """)
        #expect(jws.payload == payload)
        #expect(try Verifier(jwk).verify(jws))
    }

    @Test("RFC 7515 A.2: RS256, signed byte for byte")
    func a2() throws {
        let jwk = try key(RFC7515.rsaKey)
        let signed = try Signer(jwk, algorithm: .RS256, header: [:]).sign(payload: payload)
        #expect(String(decoding: signed, as: UTF8.self) == RFC7515.rsaToken)
        #expect(try Verifier(jwk.publicPart).verify(CompactJWS(parsing: RFC7515.rsaToken), algorithm: .RS256))
    }

    @Test("RFC 7515 A.3: ES256")
    func a3() throws {
        let jwk = try key(
            """
            {"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",\
            "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}
            """)
        let jws = try CompactJWS(
            parsing: """
                eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19\
                yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU\
                1Q
                """)
        #expect(try Verifier(jwk).verify(jws, algorithm: .ES256))
    }

    @Test("RFC 7515 A.4: ES512 of a text")
    func a4() throws {
        let jwk = try key(
            """
            {"kty":"EC","crv":"P-521","x":"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9t\
            sz4qUxcWceqwQGk","y":"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e\
            3kyMj2"}
            """)
        let signature = try GoBase64.decodeURL(
            """
            AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7XdtAG8GaSwFKdCAPZgoX\
            D2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn
            """, padded: false)
        let message = Array("eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA".utf8)
        #expect(try Verifier(jwk).verify(signature, of: message, algorithm: .ES512))
        #expect(try !Verifier(jwk).verify(signature, of: message + [0], algorithm: .ES512))
    }

    @Test("RFC 7520 4.1: RS256 of a text")
    func cookbookRSA() throws {
        let jwk = try key(RFC7520.rsaKey)
        let message = Array((RFC7520.rsaHeader + "." + RFC7520.payload).utf8)
        let signature = try GoBase64.decodeURL(RFC7520.rsaSignature, padded: false)
        #expect(try Verifier(jwk).verify(signature, of: message, algorithm: .RS256))
        #expect(try !Verifier(jwk).verify(signature, of: message, algorithm: .RS384))
        #expect(try !Verifier(jwk).verify(signature, of: message, algorithm: .PS256))
    }

    @Test("RFC 7520 4.4: HS256, signed byte for byte")
    func cookbookHMAC() throws {
        let jwk = try key(
            """
            {"kty":"oct","kid":"018c0ae5-4d9b-471b-bfd6-eef314bc7037","alg":"HS256",\
            "k":"hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg"}
            """)
        let payload = try GoBase64.decodeURL(RFC7520.payload, padded: false)
        let signed = try Signer(jwk, header: [:]).sign(payload: payload)
        #expect(
            String(decoding: signed, as: UTF8.self)
                == "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9."
                + RFC7520.payload + ".s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0")
    }

    @Test("RFC 8037 A.4: EdDSA, signed byte for byte")
    func ed25519() throws {
        let jwk = try key(
            """
            {"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",\
            "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
            """)
        let signed = try Signer(jwk, algorithm: .EdDSA, header: [:]).sign(
            payload: Array("Example of Ed25519 signing".utf8))
        #expect(
            String(decoding: signed, as: UTF8.self) == """
                eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dW\
                bhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg
                """)
    }

    @Test("tokens of joserfc", arguments: SignatureAlgorithm.allCases)
    func foreign(_ algorithm: SignatureAlgorithm) throws {
        let jws = try CompactJWS(parsing: #require(ForeignVectors.tokens[algorithm.rawValue]))
        let keys = try ForeignVectors.keys.mapValues { try key($0) }
        #expect(jws.claims["sub"] == "alice")
        for (name, jwk) in keys {
            let fits = algorithm.fits(jwk.material)
            #expect(try Verifier(jwk).verify(jws, algorithm: algorithm) == fits, "\(name)")
        }
    }
}
