import GoText
import Testing

@testable import Conformance

@Suite struct SplitURLTests {
    @Test(arguments: [
        ("/admin/clients/app", #"{"url": "/admin/clients/app"}"#),
        (
            "http://localhost:3000/login?login_challenge=a%2Bb+c&x=1&x=2",
            #"{"url": "http://localhost:3000/login", "query": {"login_challenge": "a+b c", "x": ["1", "2"]}}"#
        ),
        (
            "http://localhost:5555/cb?a=b#access_token=t&state=",
            #"{"url": "http://localhost:5555/cb", "query": {"a": "b"}, "fragment": {"access_token": "t", "state": ""}}"#
        ),
        ("com.example.app:/callback?code=c", #"{"url": "com.example.app:/callback", "query": {"code": "c"}}"#),
        ("HTTP://Host?%zz=%4", #"{"url": "http://Host", "query": {"%zz": "%4"}}"#), ("", #"{"url": ""}"#),
        ("a?", #"{"url": "a"}"#), ("//host/p#f", #"{"url": "//host/p", "fragment": {"f": ""}}"#),
        ("/p#&", #"{"url": "/p", "fragment": "&"}"#), ("1x:y", #"{"url": "1x:y"}"#),
    ])
    func splits(text: String, parts: String) throws {
        #expect(Comparing.areEqual(SplitURL(text).json, try Fixtures.json(parts)))
    }

    @Test func bodiesKeepOtherTexts() throws {
        let body = try Fixtures.json(
            #"{"a": ["http://h/?x=1", "http://h/", "see http://h/?x=1", "http://?x", "http://h/?x=1 2", "ftp://h/?x"]}"#
        )
        let split = try Fixtures.json(
            #"""
            {"a": [{"url": "http://h/", "query": {"x": "1"}}, "http://h/", "see http://h/?x=1", "http://?x",
                   "http://h/?x=1 2", "ftp://h/?x"]}
            """#)
        #expect(Comparing.areEqual(SplitURL.splittingURLs(in: body), split))
    }

    @Test func formsAreWrittenAsTheRecordingsWere() throws {
        let form = try Fixtures.json(#"{"a b": ["1", 2], "c": true, "d": null, "e": "ü/&~", "f": [], "g": 1.5}"#)
        #expect(FormFields.encode(form) == "a+b=1&a+b=2&c=True&d=None&e=%C3%BC%2F%26~&g=1.5")
        #expect(FormFields.encode([:]).isEmpty)
    }

    @Test func blankFieldsCountOrNot() {
        #expect(FormFields("a=&b&c=1&&=2").names == ["a", "b", "c", ""])
        #expect(FormFields("a=&b&c=1", keepsBlanks: false).names == ["c"])
    }
}
