import GoText
import Testing

struct GoURLTests {
    private func message(_ text: String, asRequest: Bool = false) -> String? {
        do {
            _ = asRequest ? try GoURL.parseRequestURI(text) : try GoURL.parse(text)
            return nil
        } catch {
            return error.description
        }
    }

    @Test(arguments: [
        ("a\u{1}b", "parse \"a\\x01b\": net/url: invalid control character in URL"),
        ("a\n", "parse \"a\\n\": net/url: invalid control character in URL"),
        ("\u{7F}", "parse \"\\x7f\": net/url: invalid control character in URL"),
        (":foo", "parse \":foo\": missing protocol scheme"),
        ("1:b", "parse \"1:b\": first path segment in URL cannot contain colon"),
        ("ü:b/c", "parse \"ü:b/c\": first path segment in URL cannot contain colon"),
        ("http://a[::1]", "parse \"http://a[::1]\": invalid IP-literal"),
        ("http://[127.0.0.1]/", "parse \"http://[127.0.0.1]/\": invalid IP-literal"),
        ("http://[::1", "parse \"http://[::1\": missing ']' in host"),
        ("http://[x]", "parse \"http://[x]\": invalid host: ParseAddr(\"x\"): unable to parse IP"),
        ("http://[::1]a", "parse \"http://[::1]a\": invalid port \"a\" after host"),
        ("http://a:x", "parse \"http://a:x\": invalid port \":x\" after host"),
        ("http://a:1:2", "parse \"http://a:1:2\": invalid port \":1:2\" after host"),
        ("other://a:1:x", "parse \"other://a:1:x\": invalid port \":x\" after host"),
        ("http://a/%zz", "parse \"http://a/%zz\": invalid URL escape \"%zz\""),
        ("http://a/%z", "parse \"http://a/%z\": invalid URL escape \"%z\""),
        ("http://a/%", "parse \"http://a/%\": invalid URL escape \"%\""),
        ("http://a/%1ü", "parse \"http://a/%1ü\": invalid URL escape \"%1\\xc3\""),
        ("http://a%41/", "parse \"http://a%41/\": invalid URL escape \"%41\""),
        ("http://a%2/", "parse \"http://a%2/\": invalid URL escape \"%2\""),
        ("http://%zz@a/", "parse \"http://%zz@a/\": invalid URL escape \"%zz\""),
        ("https://local host/%zz", "parse \"https://local host/%zz\": invalid character \" \" in host name"),
        ("http://a\\b", "parse \"http://a\\\\b\": invalid character \"\\\\\" in host name"),
        ("http://a|b", "parse \"http://a|b\": invalid character \"|\" in host name"),
        ("http://a{", "parse \"http://a{\": invalid character \"{\" in host name"),
        ("http://a^", "parse \"http://a^\": invalid character \"^\" in host name"),
        ("http://a`", "parse \"http://a`\": invalid character \"`\" in host name"),
        ("http://us er@a", "parse \"http://us er@a\": net/url: invalid userinfo"),
        ("http://[::1]@a", "parse \"http://[::1]@a\": net/url: invalid userinfo"),
        ("//a:x#y", "parse \"//a:x\": invalid port \":x\" after host"),
        ("/a#%zz", "parse \"/a#%zz\": invalid URL escape \"%zz\""),
    ])
    func refuses(text: String, expected: String) {
        #expect(message(text) == expected)
    }

    @Test(arguments: [
        ("", "parse \"\": empty url"),
        ("callback", "parse \"callback\": invalid URI for request"),
        ("x y", "parse \"x y\": invalid URI for request"), ("%2F", "parse \"%2F\": invalid URI for request"),
        ("1a://x", "parse \"1a://x\": invalid URI for request"), ("#", "parse \"#\": invalid URI for request"),
        (":x", "parse \":x\": missing protocol scheme"),
        ("https://a b/", "parse \"https://a b/\": invalid character \" \" in host name"),
    ])
    func refusesAsRequest(text: String, expected: String) {
        #expect(message(text, asRequest: true) == expected)
    }

    @Test(arguments: [
        "scheme:anything", "/path", "//x", "*", "/with blank", "/ü?ü", "http://", "http:", "https://a/b#c", "/a#b",
        "com.example:/callback", "http://a:", "http://[::1]:8080/", "http://a\"<>b/", "http://ü/", "//a b",
    ])
    func takesAsRequest(text: String) {
        #expect(message(text, asRequest: true) == nil)
    }

    @Test func takesApart() throws {
        let url = try GoURL.parse("HTTP://us%20er:pa%3Ass@Host.example:8080/a%2Fb/c%20d?q=1&r#fra%20g")
        #expect(url.scheme == "http")
        #expect(url.user == GoURL.User(name: "us er", password: "pa:ss"))
        #expect(url.host == "Host.example:8080")
        #expect(url.hostname == "Host.example")
        #expect(url.port == "8080")
        #expect(url.path == "/a/b/c d")
        #expect(url.rawPath == "/a%2Fb/c%20d")
        #expect(url.rawQuery == "q=1&r")
        #expect(url.fragment == "fra g")
        #expect(url.isAbsolute)
        #expect(url.string == "http://us%20er:pa%3Ass@Host.example:8080/a%2Fb/c%20d?q=1&r#fra%20g")
        let literal = try GoURL.parse("http://[fe80::1%25en0]:80/")
        #expect(literal.host == "[fe80::1%en0]:80")
        #expect(literal.hostname == "fe80::1%en0")
        #expect(literal.port == "80")
        #expect(literal.string == "http://[fe80::1%25en0]:80/")
        let opaque = try GoURL.parse("mailto:a@b?x=y")
        #expect(opaque.opaque == "a@b")
        #expect(opaque.path.isEmpty)
        #expect(opaque.rawQuery == "x=y")
        #expect(try GoURL.parse("http://user@h").user == GoURL.User(name: "user"))
        #expect(try GoURL.parse("http://user:@h").user == GoURL.User(name: "user", password: ""))
        #expect(try GoURL.parseRequestURI("https://a/b#c").path == "/b#c")
    }

    @Test(arguments: [
        ("", ""), ("http://a", "http://a"), ("http://a/", "http://a/"), ("http://a?", "http://a?"),
        ("http://a?x", "http://a?x"), ("a?b?", "a?b?"), ("http://a#", "http://a"), ("http:/x", "http:/x"),
        ("http:///x", "http:///x"), ("http:", "http:"), ("//h/p", "//h/p"), ("///p", "///p"), ("*", "*"),
        ("/a b", "/a%20b"), ("/ü", "/%C3%BC"), ("/%c3%bc", "/%c3%bc"), ("/a%2fb", "/a%2fb"), ("/[x]", "/[x]"),
        ("./a:b", "./a:b"), ("/%ff", "/%ff"), ("/%FF", "/%FF"), ("/a;b,c", "/a;b,c"),
        ("/a!$&'()*+=:@~", "/a!$&'()*+=:@~"),
        ("http://h/\"<>\\^`{|}", "http://h/%22%3C%3E%5C%5E%60%7B%7C%7D"), ("x:", "x:"), ("http://ü/", "http://%C3%BC/"),
        ("http://%C3%BC/", "http://%C3%BC/"), ("?a=b c", "?a=b c"), ("a#b c\"", "a#b%20c%22"), ("a#b!()*", "a#b!()*"),
        ("http://a\"b/", "http://a\"b/"),
    ])
    func writesWhatGoWrites(text: String, written: String) throws {
        #expect(try GoURL.parse(text).string == written)
    }

    @Test func putsTogether() {
        var url = GoURL()
        url.scheme = "https"
        url.host = "h"
        url.path = "a"
        #expect(url.string == "https://h/a")
        url = GoURL()
        url.path = "a:b/c"
        #expect(url.string == "./a:b/c")
        url.rawPath = "something/else"
        #expect(url.string == "./a:b/c")
    }

    @Test(arguments: [
        ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"),
        (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"),
        ("..", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../g", "http://a/g"),
        ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."),
        ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"),
        ("g/../h", "http://a/b/c/h"), ("g;x=1/../y", "http://a/b/c/y"), ("%2e%2e/g", "http://a/b/c/%2e%2e/g"),
    ])
    func resolves(reference: String, expected: String) throws {
        let base = try GoURL.parse("http://a/b/c/d;p?q")
        #expect(base.resolvingReference(try GoURL.parse(reference)).string == expected)
    }

    @Test(arguments: 0..<20)
    func survivesRandomText(seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        let pieces = [
            "http", "x", ":", "/", "//", "@", "[", "]", "::1", "%", "%41", "%2F", "%ff", "?", "#", " ", "ü", ".", "..",
            "*",
            "8080", "+", ";", "&", "=", "e\u{301}", "\u{301}",
        ]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0..<10, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            _ = try? GoURL.parseRequestURI(text)
            guard let url = try? GoURL.parse(text) else { continue }
            // Go makes a host of such a path.
            if url.scheme.isEmpty, url.host.isEmpty, url.user == nil, url.path.bytes.starts(with: "//".bytes) {
                continue
            }
            let written = url.string
            _ = (url.hostname, url.port)
            let again = try #require(try? GoURL.parse(written), "\(text) -> \(written)")
            #expect(again.string == written, "\(text)")
            #expect(again.path == url.path || url.path.isEmpty, "\(text) -> \(written)")
            #expect(again.host == url.host, "\(text)")
        }
    }
}
