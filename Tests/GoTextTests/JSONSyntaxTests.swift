import GoText
import Testing

/// The messages of encoding/json for text that is no JSON.
struct JSONSyntaxTests {
    private func messageOfFirst(_ bytes: [UInt8]) -> String? {
        do {
            _ = try JSONValue.decodeFirst(bytes)
            return nil
        } catch {
            return error.message
        }
    }

    private func messageOfWhole(_ text: String) -> String? {
        do {
            _ = try JSONValue.decodeWhole(text.bytes)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        ("", "EOF"), (" \n\t\r", "EOF"),
        ("{", "unexpected EOF"), ("[1", "unexpected EOF"), ("\"ab", "unexpected EOF"), ("tru", "unexpected EOF"),
        ("-", "unexpected EOF"), ("1.", "unexpected EOF"), ("1e", "unexpected EOF"), ("{\"a\":1", "unexpected EOF"),
        ("\"\\u12", "unexpected EOF"), ("\"\\", "unexpected EOF"), ("{\"a\"", "unexpected EOF"),
        ("{\"a\":1,", "unexpected EOF"),
        ("<html>", "invalid character '<' looking for beginning of value"),
        ("subject=alice", "invalid character 's' looking for beginning of value"),
        ("'x'", "invalid character '\\'' looking for beginning of value"),
        ("}", "invalid character '}' looking for beginning of value"),
        ("{\"a\":}", "invalid character '}' looking for beginning of value"),
        ("[1,]", "invalid character ']' looking for beginning of value"),
        ("[,", "invalid character ',' looking for beginning of value"),
        ("{a:1}", "invalid character 'a' looking for beginning of object key string"),
        ("{,", "invalid character ',' looking for beginning of object key string"),
        ("{]", "invalid character ']' looking for beginning of object key string"),
        ("{\"a\":1,}", "invalid character '}' looking for beginning of object key string"),
        ("{\"a\" 1}", "invalid character '1' after object key"),
        ("{\"a\"}", "invalid character '}' after object key"),
        ("{\"a\":1 2}", "invalid character '2' after object key:value pair"),
        ("{\"a\":1]", "invalid character ']' after object key:value pair"),
        ("{\"a\":01}", "invalid character '1' after object key:value pair"),
        ("{\"a\":\"b\" \"c\"}", "invalid character '\"' after object key:value pair"),
        ("[1 2]", "invalid character '2' after array element"),
        ("[1}", "invalid character '}' after array element"),
        ("\"a\nb\"", "invalid character '\\n' in string literal"),
        ("\"a\u{0}b\"", "invalid character '\\x00' in string literal"),
        ("\"\\n\u{1F}\"", "invalid character '\\x1f' in string literal"),
        ("\"a\tb\"", "invalid character '\\t' in string literal"),
        ("\"\u{8}\"", "invalid character '\\b' in string literal"),
        ("\"\\x\"", "invalid character 'x' in string escape code"),
        ("\"\\u12x4\"", "invalid character 'x' in \\u hexadecimal character escape"),
        ("\"\\u\"", "invalid character '\"' in \\u hexadecimal character escape"),
        ("-a", "invalid character 'a' in numeric literal"),
        ("-\\", "invalid character '\\\\' in numeric literal"),
        ("[1.x]", "invalid character 'x' after decimal point in numeric literal"),
        ("1ex", "invalid character 'x' in exponent of numeric literal"),
        ("1e+]", "invalid character ']' in exponent of numeric literal"),
        ("txue", "invalid character 'x' in literal true (expecting 'r')"),
        ("tru}", "invalid character '}' in literal true (expecting 'e')"),
        ("faxse", "invalid character 'x' in literal false (expecting 'l')"),
        ("not json", "invalid character 'o' in literal null (expecting 'u')"),
        ("é", "invalid character 'Ã' looking for beginning of value"),
        ("\u{FEFF}{}", "invalid character 'ï' looking for beginning of value"),
        ("\u{7F}", "invalid character '\\x7f' looking for beginning of value"),
    ])
    func tellsWhatIsWrong(text: String, message: String) {
        #expect(messageOfFirst(text.bytes) == message)
    }

    @Test(arguments: [
        (UInt8(0xFF), "ÿ"), (0x80, "\\u0080"), (0xA0, "\\u00a0"), (0xAD, "\\u00ad"), (0x0B, "\\v"), (0x07, "\\a"),
        (0x0C, "\\f"), (0x1B, "\\x1b"),
    ])
    func writesBytesAsLatin1(byte: UInt8, written: String) {
        #expect(messageOfFirst([byte]) == "invalid character '\(written)' looking for beginning of value")
    }

    @Test(arguments: [
        ("", "unexpected end of JSON input"), ("  ", "unexpected end of JSON input"),
        ("{", "unexpected end of JSON input"), ("\"a", "unexpected end of JSON input"),
        ("[1,", "unexpected end of JSON input"), ("{\"a\":", "unexpected end of JSON input"),
        // Go ends a text with a blank to see whether it is one.
        ("tru", "invalid character ' ' in literal true (expecting 'e')"),
        ("-", "invalid character ' ' in numeric literal"),
        ("1.", "invalid character ' ' after decimal point in numeric literal"),
        ("\"\\", "invalid character ' ' in string escape code"),
        ("1 2", "invalid character '2' after top-level value"),
        ("{}x", "invalid character 'x' after top-level value"),
        ("01", "invalid character '1' after top-level value"),
        ("null}", "invalid character '}' after top-level value"),
    ])
    func wantsTheWholeText(text: String, message: String) {
        #expect(messageOfWhole(text) == message)
    }

    @Test(arguments: [
        ("1 2", "1"), ("{}x", "{}"), ("01", "0"), ("true1", "true"), ("\"a\"b", "\"a\""), (" [1] ,", "[1]"),
    ])
    func takesTheFirstValue(text: String, value: String) throws {
        #expect(try JSONValue.decodeFirst(text.bytes).encodeString() == value)
    }

    @Test(arguments: ["[", "{\"a\":"])
    func nestsTenThousandDeep(opening: String) throws {
        let isObject = opening != "["
        let closing = isObject ? "}" : "]"
        func nested(_ depth: Int) -> [UInt8] {
            (String(repeating: opening, count: depth) + "1" + String(repeating: closing, count: depth)).bytes
        }
        let value = try JSONValue.decodeWhole(nested(10_000))
        #expect(value.encode() == nested(10_000))
        #expect(try JSONValue.decodeFirst(nested(10_000)) == value)
        let bracket = isObject ? "{" : "["
        #expect(messageOfFirst(nested(10_001)) == "invalid character '\(bracket)' exceeded max depth")
        #expect(messageOfFirst(String(repeating: opening, count: 1_000_000).bytes) != nil)
    }
}
