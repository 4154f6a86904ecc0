import GoText
import Testing

struct GoStructDecoderTests {
    private let list = "sqlxx.StringSliceJSONFormat"

    private func decoder() -> GoStructDecoder { GoStructDecoder(structName: "Client", typeName: "client.Client") }

    @Test(arguments: [
        ("[]", "array"), ("\"x\"", "string"), ("1.5", "number"), ("true", "bool"),
    ])
    func wantsAnObject(text: String, kind: String) throws {
        var decoder = decoder()
        let members = decoder.members(of: try JSONValue.decodeFirst(text.bytes), fields: ["a"])
        #expect(members.isEmpty)
        #expect(decoder.firstError?.message == "json: cannot unmarshal \(kind) into Go value of type client.Client")
        #expect(throws: GoDecodingError.self) { try decoder.finish() }
    }

    @Test func nullHasNoMembers() throws {
        var decoder = decoder()
        #expect(decoder.members(of: nil, fields: ["a"]).isEmpty)
        try decoder.finish()
    }

    @Test func foldsNames() throws {
        var decoder = decoder()
        let text =
            "{\"CLIENT_NAME\":1,\"x\":2,\"client_name\":3,\"\u{17F}cope\":4,\"to\u{212A}en\":5,\"client-name\":6}"
        let members = decoder.members(
            of: try JSONValue.decodeFirst(text.bytes), fields: ["token", "scope", "client_name"])
        #expect(members.map(\.field) == ["client_name", "client_name", "scope", "token"])
        #expect(members.map(\.value) == [1, 3, 4, 5])
    }

    @Test(
        arguments: [
            (1, "number"), (true, "bool"), (["a"], "array"), (["a": 1], "object"),
        ] as [(JSONValue, String)])
    func tellsWrongTexts(value: JSONValue, kind: String) {
        var decoder = decoder()
        #expect(decoder.string(value, "client_name") == nil)
        let message = "json: cannot unmarshal \(kind) into Go struct field Client.client_name of type string"
        #expect(decoder.firstError?.message == message)
    }

    @Test(arguments: [
        ("\"1\"", "string"), ("1.5", "number 1.5"), ("1e3", "number 1e3"),
        ("99999999999999999999", "number 99999999999999999999"), ("true", "bool"), ("{}", "object"),
    ])
    func tellsWrongIntegers(text: String, kind: String) throws {
        var decoder = decoder()
        #expect(decoder.integer(try JSONValue.decodeFirst(text.bytes), "client_secret_expires_at") == nil)
        let message = "json: cannot unmarshal \(kind) into Go struct field Client.client_secret_expires_at of type int"
        #expect(decoder.firstError?.message == message)
    }

    @Test func tellsWrongFlagsAndLists() {
        var flags = decoder()
        #expect(flags.bool("yes", "skip_consent") == nil)
        let flag = "json: cannot unmarshal string into Go struct field Client.skip_consent of type bool"
        #expect(flags.firstError?.message == flag)
        var lists = decoder()
        #expect(lists.strings("x", "redirect_uris", type: list) == nil)
        let wrong = "json: cannot unmarshal string into Go struct field Client.redirect_uris of type \(list)"
        #expect(lists.firstError?.message == wrong)
        var elements = decoder()
        #expect(elements.strings(["a", 1, nil, "b"], "grant_types", type: list) == ["a", "", "", "b"])
        let element = "json: cannot unmarshal number into Go struct field Client.grant_types of type string"
        #expect(elements.firstError?.message == element)
    }

    @Test func tellsTheFirstOnly() {
        var decoder = decoder()
        _ = decoder.string(1, "first")
        _ = decoder.string(true, "second")
        decoder.mismatch(kindOf: [], field: "", type: "bool")
        #expect(decoder.firstError?.message.contains("Client.first") == true)
        var whole = GoStructDecoder(structName: "", typeName: "")
        whole.mismatch(kindOf: "x", field: "", type: "bool")
        #expect(whole.firstError?.description == "json: cannot unmarshal string into Go value of type bool")
    }

    @Test func takesWhatFits() throws {
        var decoder = decoder()
        #expect(decoder.string("x", "a") == "x")
        #expect(decoder.bool(true, "a") == true)
        #expect(decoder.integer(-5, "a") == -5)
        #expect(decoder.integer(.number("-0"), "a") == 0)
        #expect(decoder.strings(["a"], "a", type: list) == ["a"])
        #expect(decoder.string(nil, "a") == nil)
        #expect(decoder.bool(nil, "a") == nil)
        #expect(decoder.integer(nil, "a") == nil)
        #expect(decoder.strings(nil, "a", type: list) == nil)
        try decoder.finish()
    }
}
