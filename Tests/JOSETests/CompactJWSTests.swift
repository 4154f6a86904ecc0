import GoText
import JOSE
import Testing

@Suite("Taking tokens apart")
struct CompactJWSTests {
    private func refusal(_ text: String) -> String? {
        do {
            _ = try CompactJWS(parsing: text)
            return nil
        } catch {
            return error.message
        }
    }

    @Test("go-jose's words, in its order")
    func refusals() {
        let parts = "go-jose/go-jose: compact JWS format must have three parts"
        #expect(refusal("") == parts)
        #expect(refusal("garbage") == parts)
        #expect(refusal("a.b") == parts)
        #expect(refusal("e30.e30.e30.e30") == parts)
        #expect(refusal("e3!.e30.") == "illegal base64 data at input byte 2")
        #expect(refusal("e30.é.") == "illegal base64 data at input byte 0")
        #expect(refusal("e30.e30.A") == "illegal base64 data at input byte 0")
        #expect(refusal("e30.e30.AAAAA") == "illegal base64 data at input byte 4")
        #expect(refusal(".e30.") == "unexpected end of JSON input")
        #expect(refusal("e30..") == "unexpected end of JSON input")
        #expect(refusal("W10.e30.") == "json: cannot unmarshal array into Go value of type jose.rawHeader")
        #expect(refusal("e30.W10.") == "json: cannot unmarshal array into Go value of type map[string]interface {}")
        #expect(CompactJWS("a.b") == nil)
    }

    @Test("white space and padding are dropped")
    func lenient() throws {
        let jws = try CompactJWS(parsing: " eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ==.e3 0=\n.AAE= ")
        #expect(jws.algorithm == "RS256")
        #expect(jws.kid == "k")
        #expect(jws.claims == JSONObject())
        #expect(jws.signature == [0, 1])
        #expect(jws.signingInput == Array("eyJhbGciOiJSUzI1NiIsImtpZCI6ImsifQ==.e30=".utf8))
    }
}
