import GoText
import Testing

@testable import Conformance

@Suite struct ValueSourceTests {
    private static let token = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSIsImV4dCI6eyJhIjoxfX0."
    private let reply = Fixtures.reply(
        #"""
        {"id": "app", "list": [{"a/b": 1}], "to": "http://localhost:4444/x?login_verifier=v%20w&e=",
         "token": "\#(ValueSourceTests.token)"}
        """#,
        headers: [
            ("Location", "http://localhost:5555/callback?code=abc&code=def&empty=#token=t&x=y"),
            ("Link", #"</a?page_token=1>; rel="first",</a?page_token=2>; rel="next""#), ("X-A", "1"), ("x-a", "2"),
        ])
    private let page = Fixtures.reply(#"<html><form action="/go"><input name="user_code" value="A&amp;B"></form>"#)

    @Test(arguments: [
        ("json /id", #""app""#), ("json /list/0/a~1b", "1"), ("json /list", #"[{"a/b":1}]"#),
        ("header x-A", #""1, 2""#),
        ("query Location code", #""abc""#), ("query Location empty", #""""#), ("fragment Location x", #""y""#),
        ("claim /token sub", #""alice""#), ("claim /token ext/a", "1"), ("claim /token /ext", #"{"a":1}"#),
        ("param /to login_verifier", #""v w""#), ("link next", #""/a?page_token=2""#),
    ])
    func finds(source: String, value: String) throws {
        #expect(try ValueSource(source).value(in: reply) == Fixtures.json(value))
    }

    @Test(arguments: [
        "json /nothing", "json /list/1", "json /list/a", "json /id/x", "header x-b", "query Location state",
        "fragment Location code", "claim /id sub", "claim /token nothing", "param /to nothing", "param /id x",
        "link last", "form user_code", "something /else", "",
    ])
    func whatIsMissingIsUnplayable(source: String) {
        #expect(throws: Unplayable.self) { try ValueSource(source).value(in: reply) }
    }

    @Test func formsAndBodies() throws {
        #expect(try ValueSource("form user_code").value(in: page) == "A&B")
        #expect(try ValueSource("body").value(in: page) == .string(page.text))
        #expect(throws: Unplayable.self) { try ValueSource("form other").value(in: page) }
        #expect(throws: Unplayable.self) { try ValueSource("json /id").value(in: page) }
        #expect(try ValueSource("json").value(in: Fixtures.reply("[1]")) == [1])
    }
}
