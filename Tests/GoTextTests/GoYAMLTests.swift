import GoText
import Testing

struct GoYAMLTests {
    private func message(_ text: String) -> String? {
        do {
            _ = try GoYAML.documents(text.bytes)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        ("null", "null"), ("~", "null"), ("Null", "null"), ("", "null"), ("true", "true"), ("True", "true"),
        ("FALSE", "false"),
        ("yes", "\"yes\""), ("on", "\"on\""), ("off", "\"off\""), ("y", "\"y\""), ("tRue", "\"tRue\""),
        ("12", "12"), ("-12", "-12"), ("+12", "12"), ("0", "0"), ("007", "7"), ("0o17", "15"), ("0x1F", "31"),
        ("0b101", "5"), ("-0x10", "-16"), ("1_000", "1000"), ("08", "8"), ("1.5", "1.5"), ("2.0", "2.0"), (".5", "0.5"),
        ("1.", "1"), ("1e3", "1e3"), ("+1.5", "1.5"), ("-.5e-1", "-0.05"), ("1_0.5", "10.5"),
        ("4070908800", "4070908800"),
        ("99999999999999999999", "99999999999999999999"), (".inf", "\".inf\""), ("-.inf", "\"-.inf\""),
        (".nan", "\".nan\""), ("2026-01-02", "\"2026-01-02\""), ("2026-01-02T03:04:05Z", "\"2026-01-02T03:04:05Z\""),
        ("12:30:45", "\"12:30:45\""), ("1.2.3", "\"1.2.3\""), ("+", "\"+\""), (".", "\".\""), ("1e", "\"1e\""),
        ("0x", "\"0x\""),
        ("'12'", "\"12\""), ("\"true\"", "\"true\""), ("!!str 12", "\"12\""), ("! 12", "\"12\""), ("!own 12", "\"12\""),
        ("!!int '12'", "12"), ("!!float 3", "3"), ("!!null ''", "null"), ("!!binary Zm9v", "\"foo\""),
        ("v26.2.0", "\"v26.2.0\""), ("\"a\\u00e9\\n\"", "\"aé\\n\""),
    ])
    func resolvesScalars(text: String, value: String) throws {
        #expect(try GoYAML.parse("a: \(text)\n".bytes).encodeString() == "{\"a\":\(value)}")
    }

    @Test func readsStructures() throws {
        let text = """
            # A comment.
            block: |
              one
                two
            folded: >-
              one
              two

              three
            list:
            - a
            - {b: 1, "c d": [x, 'y', ~]}
            - - deep
            empty: {}
            none:
            1: one
            true: yes
            null: nothing
            """
        let expected: JSONValue = [
            "block": "one\n  two\n", "folded": "one two\nthree",
            "list": ["a", ["b": 1, "c d": ["x", "y", nil]], ["deep"]], "empty": .object([:]), "none": nil,
            "1": "one", "true": "yes", "null": "nothing",
        ]
        #expect(try GoYAML.parse(text.bytes) == expected)
    }

    @Test func knowsAnchorsAndMerges() throws {
        let text = """
            base: &base {a: 1, b: 2}
            other: &other {b: 3, c: 4}
            list: &list [1, 2]
            merged: {<<: *base, b: 9}
            both:
              a: 7
              <<: [*base, *other]
            again: *list
            plain: {"<<": 1}
            """
        let value = try GoYAML.parse(text.bytes).objectValue
        #expect(value?["merged"] == ["a": 1, "b": 9])
        #expect(value?["both"] == ["a": 7, "b": 2, "c": 4])
        #expect(value?["again"] == [1, 2])
        #expect(value?["plain"] == ["<<": 1])
    }

    @Test func readsDocuments() throws {
        #expect(try GoYAML.documents("a: 1\n---\nb\n...\n--- [c]\n".bytes) == [["a": 1], "b", ["c"]])
        #expect(try GoYAML.documents([]).isEmpty)
        #expect(try GoYAML.documents("# nothing\n".bytes).isEmpty)
        #expect(try GoYAML.parse([]) == .null)
        #expect(try GoYAML.parse("a: 1\n---\n]".bytes) == ["a": 1])
        #expect(try GoYAML.documents("---\n---\n".bytes) == [nil, nil])
    }

    @Test(arguments: [
        ("a: [1, 2\n", "yaml: line 1: did not find expected ',' or ']'"),
        ("a: {b: 1\n", "yaml: line 1: did not find expected ',' or '}'"),
        ("a: 1\n b: 2\n", "yaml: line 2: mapping values are not allowed in this context"),
        ("a: *x\n", "yaml: unknown anchor 'x' referenced"),
        ("a: &x [*x]\n", "yaml: anchor 'x' value contains itself"),
        (
            "a: 1\nb: 2\na: 3\nb: 4\n",
            "yaml: unmarshal errors:\n  line 3: mapping key \"a\" already defined at line 1\n"
                + "  line 4: mapping key \"b\" already defined at line 2"
        ),
        ("a: {<<: 1}\n", "yaml: map merge requires map or sequence of maps as the value"),
        ("[a]: 1\n", "yaml: invalid map key"),
        ("a: \u{1}\n", "yaml: control characters are not allowed"),
        ("a: !!binary '?'\n", "yaml: !!binary value contains invalid base64 data"),
        ("a: 'x\n", "yaml: line 2: found unexpected end of stream"),
        ("@a\n", "yaml: found character that cannot start any token"),
    ])
    func refuses(text: String, expected: String) {
        #expect(message(text) == expected)
    }

    @Test func refusesBytesThatAreNoUTF8() {
        #expect(throws: GoYAMLError.self) { try GoYAML.parse([0x61, 0x3A, 0x20, 0xFF, 0x0A]) }
    }

    @Test func refusesWhatGrowsTooLarge() {
        var text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
        for level in 1..<12 {
            text += "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ","))]\n"
        }
        #expect(message(text) == "yaml: document contains excessive aliasing")
        #expect(message(String(repeating: "[", count: 100_000)) == "yaml: exceeded max depth of 1000")
    }

    @Test(arguments: 0..<10)
    func survivesRandomText(seed: UInt64) {
        var generator = SplitMix(state: seed)
        let pieces = [
            "a", ": ", "- ", "\n", "  ", "[", "]", "{", "}", ",", "&x ", "*x", "|", ">", "'", "\"", "#", "---\n", "!",
            "?", "<<", "1",
        ]
        for _ in 0..<1_000 {
            let text = (0..<Int.random(in: 0..<25, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            _ = message(text)
        }
    }
}
