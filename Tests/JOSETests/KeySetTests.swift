import GoText
import JOSE
import Testing

@Suite("Key sets")
struct KeySetTests {
    private func set(_ text: String) throws -> JWKSet {
        try JWKSet(json: JSONValue.decodeWhole(Array(text.utf8)))
    }

    private func refusal(_ text: String) throws -> String? {
        do {
            _ = try set(text)
            return nil
        } catch let error as JOSEError {
            return error.message
        }
    }

    @Test(
        "lists, empty lists and none",
        arguments: [
            ("{}", #"{"keys":null}"#),
            ("null", #"{"keys":null}"#),
            (#"{"keys":null}"#, #"{"keys":null}"#),
            (#"{"keys":[]}"#, #"{"keys":[]}"#),
            (#"{"KEYS":[],"x":1}"#, #"{"keys":[]}"#),
            (
                #"{"keys":[{"kty":"oct","k":"AQ"},{"kid":"b","kty":"oct","k":"Ag"}]}"#,
                #"{"keys":[{"kty":"oct","k":"AQ"},{"kty":"oct","kid":"b","k":"Ag"}]}"#
            ),
        ])
    func lists(_ text: String, _ written: String) throws {
        #expect(try set(text).json.encodeString() == written)
    }

    @Test(
        "refusals",
        arguments: [
            ("[]", "json: cannot unmarshal array into Go value of type jose.JSONWebKeySet"),
            ("1", "json: cannot unmarshal number into Go value of type jose.JSONWebKeySet"),
            (
                #"{"keys":{}}"#,
                "json: cannot unmarshal object into Go struct field JSONWebKeySet.keys of type []jose.JSONWebKey"
            ),
            (#"{"keys":[1]}"#, "json: cannot unmarshal number into Go value of type jose.rawJSONWebKey"),
            (#"{"keys":[null]}"#, "go-jose/go-jose: unknown json web key type ''"),
            (#"{"keys":[{"kty":"oct","k":"AQ"},{"kty":"x"}]}"#, "go-jose/go-jose: unknown json web key type 'x'"),
        ])
    func refusals(_ text: String, _ message: String) throws {
        #expect(try refusal(text) == message)
    }

    @Test("the Go names of a client's set")
    func names() throws {
        let error = #expect(throws: JOSEError.self) {
            try JWKSet(
                json: ["keys": 1], type: "x.JoseJSONWebKeySet", field: "JoseJSONWebKeySet.jwks.JSONWebKeySet.keys")
        }
        #expect(
            error?.message == """
                json: cannot unmarshal number into Go struct field JoseJSONWebKeySet.jwks.JSONWebKeySet.keys of type \
                []jose.JSONWebKey
                """)
    }

    @Test("keys by name")
    func named() throws {
        let keys = try set(#"{"keys":[{"kty":"oct","k":"AQ"},{"kid":"b","kty":"oct","k":"Ag"}]}"#)
        #expect(keys.keys(named: "b").count == 1)
        #expect(keys.keys(named: "").count == 1)
        #expect(keys.keys(named: "c").isEmpty)
    }
}
