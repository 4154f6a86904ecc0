import GoText
import JOSE
import Testing

@Suite("Signing and verifying")
struct SigningTests {
    private let claims = Array(#"{"sub":"alice","scp":["read"]}"#.utf8)

    private func pair(_ algorithm: SignatureAlgorithm) throws -> JWK {
        guard algorithm.keyType == .rsa else { return try JWK.generate(algorithm, kid: "k") }
        var jwk = try key(rsaText(rsaNames))
        jwk.kid = "k"
        jwk.alg = algorithm.rawValue
        return jwk
    }

    @Test("every algorithm there and back", arguments: SignatureAlgorithm.allCases)
    func roundTrip(_ algorithm: SignatureAlgorithm) throws {
        let jwk = try pair(algorithm)
        let signer = try Signer(jwk)
        let verifier = try Verifier(jwk.isSymmetric ? jwk : jwk.publicPart)
        // Often, because r and s of an elliptic curve are now and then shorter.
        for round in 0..<(algorithm.keyType == .ec ? 40 : 2) {
            let payload = claims + [UInt8](repeating: UInt8(ascii: " "), count: round)
            let jws = try #require(token(signer.sign(payload: payload)))
            #expect(jws.algorithm == algorithm.rawValue)
            #expect(jws.kid == "k")
            #expect(jws.payload == payload)
            #expect(verifier.verify(jws))
            #expect(verifier.verify(jws, algorithm: algorithm))
        }
    }

    @Test("the header: sorted members, no kid when there is none")
    func header() throws {
        var jwk = try key(rsaText(rsaNames))
        jwk.alg = "RS256"
        func head(_ signer: Signer) throws -> String {
            let first = try signer.sign(payload: claims).split(separator: UInt8(ascii: "."))[0]
            return try String(
                decoding: GoBase64.decodeURL(String(decoding: first, as: UTF8.self), padded: false), as: UTF8.self)
        }
        #expect(try head(Signer(jwk)) == #"{"alg":"RS256","typ":"JWT"}"#)
        jwk.kid = "a b"
        #expect(try head(Signer(jwk)) == #"{"alg":"RS256","kid":"a b","typ":"JWT"}"#)
        #expect(try head(Signer(jwk, header: [:])) == #"{"alg":"RS256","kid":"a b"}"#)
        let signer = try Signer(jwk, header: ["zip": "no", "cty": "JWT", "alg": "none"])
        #expect(try head(signer) == #"{"alg":"RS256","cty":"JWT","kid":"a b","zip":"no"}"#)
    }

    @Test("a changed token is refused", arguments: SignatureAlgorithm.allCases)
    func tampered(_ algorithm: SignatureAlgorithm) throws {
        let jwk = try pair(algorithm)
        let signed = try Signer(jwk).sign(payload: claims)
        let jws = try #require(token(signed))
        let verifier = try Verifier(jwk)
        for index in [0, jws.signature.count / 2, jws.signature.count - 1] {
            var signature = jws.signature
            signature[index] ^= 1
            #expect(!verifier.verify(signature, of: jws.signingInput, algorithm: algorithm))
        }
        var message = jws.signingInput
        message[message.count - 1] ^= 1
        #expect(!verifier.verify(jws.signature, of: message, algorithm: algorithm))
        for signature in [[], [0], jws.signature + [0], Array(jws.signature.dropLast()), jws.signature.map { _ in 0 }] {
            #expect(!verifier.verify(signature, of: jws.signingInput, algorithm: algorithm))
        }
        // The same verifier still knows the right one.
        #expect(verifier.verify(jws))
    }

    @Test("none and unknown algorithms are never verified")
    func none() throws {
        let verifier = try Verifier(key(rsaText(["n", "e"])))
        for header in [
            #"{"alg":"none"}"#, #"{"alg":"None"}"#, #"{"alg":""}"#, "{}", #"{"alg":1}"#, #"{"alg":"rs256"}"#,
        ] {
            let text =
                GoBase64.encodeURL(Array(header.utf8), padded: false) + "."
                + GoBase64.encodeURL(claims, padded: false) + "."
            let jws = try CompactJWS(parsing: text)
            #expect(!verifier.verify(jws))
            for algorithm in SignatureAlgorithm.allCases { #expect(!verifier.verify(jws, algorithm: algorithm)) }
        }
    }

    @Test("a public key is no HMAC secret")
    func confusion() throws {
        let jwk = try key(rsaText(["n", "e"]))
        let secret = JWK(.symmetric(jwk.json.encode()), alg: "HS256")
        let forged = try #require(token(Signer(secret).sign(payload: claims)))
        #expect(try Verifier(secret).verify(forged))
        #expect(try !Verifier(jwk).verify(forged))
        #expect(try !Verifier(jwk).verify(forged, algorithm: .HS256))
        #expect(try !Verifier(jwk).verify(forged, algorithm: .RS256))
    }

    @Test("the header's algorithm must be the one asked for")
    func otherAlgorithm() throws {
        let jwk = try pair(.RS256)
        let jws = try #require(token(Signer(jwk, algorithm: .RS384).sign(payload: claims)))
        let verifier = try Verifier(jwk)
        #expect(verifier.verify(jws))
        #expect(!verifier.verify(jws, algorithm: .RS256))
        #expect(verifier.verify(jws, algorithm: .RS384))
    }

    @Test("keys that can not sign")
    func refusedSigners() throws {
        func refusal(_ jwk: JWK) -> JOSEError? {
            do {
                _ = try Signer(jwk)
                return nil
            } catch {
                return error
            }
        }
        var jwk = try pair(.RS256)
        for name in ["", "none", "RS255", "rs256", "RSA-OAEP"] {
            jwk.alg = name
            #expect(refusal(jwk) == .unsupportedAlgorithm)
        }
        for name in ["HS256", "ES256", "EdDSA"] {
            jwk.alg = name
            #expect(refusal(jwk) == .unsupportedKeyType)
        }
        jwk.alg = "RS256"
        #expect(refusal(jwk.publicPart) == .unsupportedKeyType)
        var curve = try pair(.ES384)
        curve.alg = "ES256"
        #expect(refusal(curve) == .unsupportedKeyType)
        let small = try JWK.generate(.RS256, rsaBits: 512, kid: "")
        #expect(
            refusal(small)?.message
                == "crypto/rsa: 512-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)")
    }

    @Test("a key without the numbers for speed signs too")
    func withoutRemainders() throws {
        let slow = try key(rsaText(["n", "e", "d", "p", "q"]))
        let fast = try key(rsaText(rsaNames))
        #expect(
            try Signer(slow, algorithm: .RS256).sign(payload: claims)
                == Signer(fast, algorithm: .RS256).sign(payload: claims))
    }

    @Test("many threads on one key", arguments: [SignatureAlgorithm.RS256, .PS256, .ES256, .EdDSA, .HS256])
    func concurrency(_ algorithm: SignatureAlgorithm) async throws {
        let jwk = try pair(algorithm)
        let signer = try Signer(jwk)
        let verifier = try Verifier(jwk)
        signer.warmUp()
        let right = await withTaskGroup(of: Int.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    var right = 0
                    for round in 0..<25 {
                        let payload = Array("{\"n\":\(worker * 100 + round)}".utf8)
                        guard let signed = try? signer.sign(payload: payload), let jws = token(signed) else { continue }
                        if jws.payload == payload, verifier.verify(jws) { right += 1 }
                    }
                    return right
                }
            }
            return await group.reduce(0, +)
        }
        #expect(right == 200)
    }
}
