import GoText
import Testing

struct GoTextTests {
    @Test(arguments: [
        ("many", "\"many\""), ("", "\"\""), ("\"\\", "\"\\\"\\\\\""),
        ("\u{7}\u{8}\u{C}\n\r\t\u{B}", "\"\\a\\b\\f\\n\\r\\t\\v\""),
        ("\u{0}\u{1F}\u{7F}", "\"\\x00\\x1f\\x7f\""), ("é😀 '", "\"é😀 '\""),
        ("\u{85}\u{A0}\u{AD}", "\"\\u0085\\u00a0\\u00ad\""),
        ("\u{2028}\u{3000}\u{FEFF}", "\"\\u2028\\u3000\\ufeff\""), ("\u{FFFD}", "\"\u{FFFD}\""),
        ("\u{E0001}", "\"\\U000e0001\""),
    ])
    func quotes(text: String, quoted: String) {
        #expect(goQuoted(text) == quoted)
    }

    @Test func quotesBytes() {
        #expect(goQuoted(bytes: [0x61, 0xFF, 0xC3, 0xBC, 0xC3]) == "\"a\\xffü\\xc3\"")
    }

    @Test(arguments: [
        ("many", "invalid syntax"), ("", "invalid syntax"), ("+", "invalid syntax"), ("-", "invalid syntax"),
        ("1_0", "invalid syntax"),
        (" 1", "invalid syntax"), ("1.5", "invalid syntax"), ("0x1", "invalid syntax"), ("٣", "invalid syntax"),
        ("9223372036854775808", "value out of range"), ("-9223372036854775809", "value out of range"),
    ])
    func refusesIntegers(text: String, reason: String) {
        #expect { try GoInteger.atoi(text) } throws: { "\($0)" == "strconv.Atoi: parsing \(goQuoted(text)): \(reason)" }
    }

    @Test(arguments: [
        ("0", 0), ("+5", 5), ("-5", -5), ("007", 7), ("9223372036854775807", Int.max),
        ("-9223372036854775808", Int.min),
    ])
    func readsIntegers(text: String, value: Int) throws {
        #expect(try GoInteger.atoi(text) == value)
    }

    @Test func readsFlags() throws {
        for text in ["1", "t", "T", "TRUE", "true", "True"] { #expect(try GoInteger.parseBool(text)) }
        for text in ["0", "f", "F", "FALSE", "false", "False"] { #expect(try !GoInteger.parseBool(text)) }
        #expect { try GoInteger.parseBool("yes") } throws: {
            "\($0)" == "strconv.ParseBool: parsing \"yes\": invalid syntax"
        }
    }

    @Test(arguments: [
        ("", ".", "/"), ("/", "/", "/"), ("a", "a", "/a"), ("/a/", "/a", "/a/"), ("//a", "/a", "/a"),
        ("/a//b", "/a/b", "/a/b"),
        ("/a/../b", "/b", "/b"), ("/a/./b", "/a/b", "/a/b"), ("/..", "/", "/"), ("/../a/..", "/", "/"),
        ("../a", "../a", "/a"),
        ("a/../..", "..", "/"), ("../../a", "../../a", "/a"), ("/a/b/.", "/a/b", "/a/b"), ("/a/b/../", "/a", "/a/"),
        (".", ".", "/"),
        ("/a.b/.c", "/a.b/.c", "/a.b/.c"), ("/...", "/...", "/..."), ("//", "/", "/"),
        ("/a/\u{301}b//", "/a/\u{301}b", "/a/\u{301}b/"),
    ])
    func cleansPaths(path: String, cleaned: String, rooted: String) {
        #expect(GoPath.clean(path) == cleaned)
        #expect(GoPath.cleanKeepingSlash(path) == rooted)
    }

    @Test(
        arguments: [
            ("", 0), ("hello", 0x248B_FA47), ("hello, world", 0x149B_BB7F), ("a", 0x3C25_69B2), ("ab", 0x9BBF_D75F),
            ("abc", 0xB3DD_93FA),
            ("abcd", 0x43ED_676A), ("The quick brown fox jumps over the lazy dog", 0x2E4F_F723),
        ] as [(String, UInt32)])
    func hashes(text: String, hash: UInt32) {
        #expect(Murmur3.hash32(text.bytes) == hash)
    }

    @Test func makesTextOfBytes() {
        #expect(GoUTF8.text([0x61, 0xE2, 0x82, 0x62]) == "a\u{FFFD}\u{FFFD}b")
        #expect(GoUTF8.text("é😀".utf8) == "é😀")
        #expect(GoUTF8.isValid("é".bytes))
        #expect(!GoUTF8.isValid([0xFF]))
    }
}

@Suite struct TextListTests {
    /// Texts that only look the same are two.
    @Test func eachTextOnce() {
        let looksTheSame = "e\u{301}"
        #expect(
            ["b", "a", "b", "\u{E9}", looksTheSame, "a"].withoutDoubles.map { Array($0.utf8) }
                == ["b", "a", "\u{E9}", looksTheSame].map { Array($0.utf8) })
    }
}
