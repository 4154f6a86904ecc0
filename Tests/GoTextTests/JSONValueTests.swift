import GoText
import Testing

struct JSONValueTests {
    private func decoded(_ text: String) throws -> JSONValue { try JSONValue.decodeWhole(text.bytes) }

    @Test func readsEveryKind() throws {
        let value = try decoded(" { \"a\" : [ 1 , -2.50e+3 , true , false , null , \"x\" , { } , [ ] ] } ")
        let expected: JSONValue = [
            "a": [1, .number("-2.50e+3"), true, false, nil, "x", .object([:]), .array([])]
        ]
        #expect(value == expected)
        #expect(value.encodeString() == "{\"a\":[1,-2.50e+3,true,false,null,\"x\",{},[]]}")
    }

    @Test(arguments: [
        ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\u{8}\u{C}\n\r\t"), ("\"\\u00e9\\u20AC\"", "é€"),
        ("\"\\ud83d\\ude00\"", "😀"), ("\"\\ud83d\"", "\u{FFFD}"), ("\"\\ude00\\ud83d\"", "\u{FFFD}\u{FFFD}"),
        ("\"\\ud83dx\"", "\u{FFFD}x"), ("\"\\ud83d\\u0041\"", "\u{FFFD}A"), ("\"\\ud83d\\ud83d\\ude00\"", "\u{FFFD}😀"),
        ("\"\\ud83d\\n\"", "\u{FFFD}\n"), ("\"\\u0000\"", "\u{0}"), ("\"\"", ""), ("\"naïve\"", "naïve"),
    ])
    func readsStrings(text: String, value: String) throws {
        #expect(try decoded(text) == .string(value))
    }

    @Test(
        arguments: [
            ([0xFF], 1), ([0xE2, 0x82], 2), ([0xC0, 0x80], 2), ([0xED, 0xA0, 0x80], 3), ([0xF4, 0x90, 0x80, 0x80], 4),
            ([0x80], 1),
        ] as [([UInt8], Int)])
    func repairsEachByteThatIsNoUTF8(bytes: [UInt8], count: Int) throws {
        let text = "a" + String(repeating: "\u{FFFD}", count: count) + "z"
        let plain = "\"a".bytes + bytes + "z\"".bytes
        #expect(try JSONValue.decodeWhole(plain) == .string(text))
        let escaped = "\"\\u0061".bytes + bytes + "z\"".bytes
        #expect(try JSONValue.decodeWhole(escaped) == .string(text))
        #expect(try JSONValue.decodeWhole("{".bytes + plain + ":1}".bytes) == .object([text: 1]))
    }

    @Test func writesStringsAsGo() {
        let value = JSONValue.string("<a href=\"x\">&'\\ \u{2028}\u{2029}\u{2027} \n\r\t\u{8}\u{C}\u{1}\u{1F}\u{7F} é😀")
        let plain = "&'\\\\ \\u2028\\u2029\u{2027} \\n\\r\\t\\b\\f\\u0001\\u001f\u{7F} é😀\""
        #expect(value.encode(escapingHTML: false).text == "\"<a href=\\\"x\\\">" + plain)
        let escaped = "\"\\u003ca href=\\\"x\\\"\\u003e\\u0026" + plain.dropFirst()
        #expect(value.encodeString() == escaped)
        var output = "x".bytes
        value.append(to: &output)
        #expect(output.text == "x" + escaped)
    }

    @Test func writesIndented() throws {
        let value = try decoded("{\"a\":[1,{\"b\":\"<\"}],\"c\":{},\"d\":[],\"e\":null}")
        let expected = """
            {
              "a": [
                1,
                {
                  "b": "\\u003c"
                }
              ],
              "c": {},
              "d": [],
              "e": null
            }
            """
        #expect(value.encodeIndented(by: 2).text == expected)
    }

    @Test func givesWhatItHolds() throws {
        #expect(JSONValue.integer(-5).intValue == -5)
        #expect(JSONValue.number("1.5").intValue == nil)
        #expect(JSONValue.number("1.0").intValue == nil)
        #expect(JSONValue.number("1e2").intValue == nil)
        #expect(JSONValue.number("1e2").doubleValue == 100)
        #expect(JSONValue.number("99999999999999999999").intValue == nil)
        #expect(JSONValue.string("5").intValue == nil)
        #expect(JSONValue.string("x").stringValue == "x")
        #expect(JSONValue.bool(true).boolValue == true)
        #expect(JSONValue.array([1]).arrayValue == [1])
        #expect(JSONValue.object(["a": 1]).objectValue == ["a": 1])
        #expect(JSONValue.null.isNull)
        #expect(JSONValue.null.stringValue == nil)
    }

    @Test func readsTwentyMegabytes() throws {
        let member = "{\"name\":\"a value of some length\",\"n\":12345},".bytes
        var text = "[".bytes
        while text.count < 20_000_000 { text += member }
        text += "1]".bytes
        #expect(try JSONValue.decodeFirst(text).arrayValue?.last == 1)
    }

    @Test(arguments: 0..<20)
    func writesWhatItReads(seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        for _ in 0..<200 {
            let value = Self.randomValue(depth: 0, using: &generator)
            #expect(try JSONValue.decodeWhole(value.encode()) == value)
            #expect(try JSONValue.decodeWhole(value.encode(escapingHTML: false)) == value)
            #expect(try JSONValue.decodeFirst(value.encodeIndented(by: 3)) == value)
        }
    }

    /// Text of the characters of JSON never breaks the parser, and what it reads it writes so that it reads it again.
    @Test(arguments: 0..<20)
    func survivesRandomText(seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        let alphabet = "{}[]\",:\\ue0123456789.-+truefalsn \n\u{FF}".bytes + [0xFF, 0xE2, 0x00]
        for round in 0..<3_000 {
            var text = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            if round % 2 == 0 {
                text = Self.randomValue(depth: 0, using: &generator).encode()
                let place = Int.random(in: 0..<text.count, using: &generator)
                text[place] = alphabet.randomElement(using: &generator) ?? 0
            }
            guard let value = try? JSONValue.decodeFirst(text) else {
                #expect((try? JSONValue.decodeWhole(text)) == nil)
                continue
            }
            #expect(try JSONValue.decodeWhole(value.encode()) == value)
        }
    }

    private static func randomValue(depth: Int, using generator: inout SplitMix) -> JSONValue {
        switch Int.random(in: 0..<(depth > 4 ? 5 : 7), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .integer(Int.random(in: -1_000_000...1_000_000, using: &generator))
        case 3: return .number("\(Double.random(in: -1e9...1e9, using: &generator))")
        case 4: return .string(randomText(using: &generator))
        case 5:
            return .array(
                (0..<Int.random(in: 0..<5, using: &generator)).map { _ in
                    randomValue(depth: depth + 1, using: &generator)
                })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0..<5, using: &generator) {
                object[randomText(using: &generator)] = randomValue(depth: depth + 1, using: &generator)
            }
            return .object(object)
        }
    }

    private static func randomText(using generator: inout SplitMix) -> String {
        let pieces = [
            "a", "\"", "\\", "\n", "\u{0}", "é", "e\u{301}", "😀", "<", "&", "\u{2028}", "\u{FFFD}", "long text",
        ]
        return (0..<Int.random(in: 0..<6, using: &generator))
            .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }
}

@Suite struct JSONNamesTests {
    /// Two names that are broken in different ways are both read as U+FFFD, and so are one name.
    @Test func brokenNamesAreOneName() throws {
        let bytes = Array("{\"".utf8) + [0xED] + Array("\":1,\"".utf8) + [0xC3] + Array("\":2}".utf8)
        let value = try JSONValue.decodeWhole(bytes)
        #expect(value == ["\u{FFFD}": 2])
        #expect(try JSONValue.decodeWhole(value.encode()) == value)
    }

    @Test func escapedNamesAreTheSameName() throws {
        #expect(try JSONValue.decodeWhole(Array(#"{"a":1,"\u0061":2}"#.utf8)) == ["a": 2])
    }

    @Test(arguments: [("1", 0), ("[]", 1), (#"{"a":[1,{"b":2}],"c":[]}"#, 3)]) func depth(text: String, depth: Int)
        throws
    {
        #expect(try JSONValue.decodeWhole(Array(text.utf8)).depth == depth)
    }
}
