import GoText
import Testing

struct GoEscapeTests {
    @Test(arguments: [
        ("a b", "a+b", "a%20b"), ("a/b?c;d,e", "a%2Fb%3Fc%3Bd%2Ce", "a%2Fb%3Fc%3Bd%2Ce"), ("ü", "%C3%BC", "%C3%BC"),
        ("-_.~", "-_.~", "-_.~"), ("$&+=:@", "%24%26%2B%3D%3A%40", "$&+=:@"),
        ("!'()*", "%21%27%28%29%2A", "%21%27%28%29%2A"),
        ("%", "%25", "%25"), ("", "", ""),
    ])
    func escapes(text: String, query: String, path: String) throws {
        #expect(GoEscape.queryEscape(text) == query)
        #expect(GoEscape.pathEscape(text) == path)
        #expect(try GoEscape.queryUnescape(query) == text)
        #expect(try GoEscape.pathUnescape(path) == text)
    }

    @Test func unescapes() throws {
        #expect(try GoEscape.queryUnescape("a+b%20c") == "a b c")
        #expect(try GoEscape.pathUnescape("a+b%20c") == "a+b c")
        #expect(try GoEscape.queryUnescape("%ff%e2%82") == "\u{FFFD}\u{FFFD}\u{FFFD}")
    }

    @Test(arguments: [("%zz", "%zz"), ("a%", "%"), ("%1", "%1"), ("%4x1", "%4x"), ("%%20", "%%2")])
    func refuses(text: String, escape: String) {
        #expect { try GoEscape.queryUnescape(text) } throws: { "\($0)" == "invalid URL escape \"\(escape)\"" }
        #expect { try GoEscape.pathUnescape(text) } throws: { "\($0)" == "invalid URL escape \"\(escape)\"" }
    }

    @Test func escapesHTML() {
        #expect(GoEscape.htmlEscape("<a href=\"x\">&'</a>ü") == "&lt;a href=&#34;x&#34;&gt;&amp;&#39;&lt;/a&gt;ü")
    }
}
