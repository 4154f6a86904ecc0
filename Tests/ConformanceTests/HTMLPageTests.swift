import GoText
import Testing

@testable import Conformance

@Suite struct HTMLPageTests {
    @Test func aForm() throws {
        let page = HTMLPage(
            """
            <!DOCTYPE html><!-- <form action="no"> --><html><head><title>Working…</title>
            <script>if (a < b) document.write("<form action='no'>")</script></head>
            <body onload="document.forms[0].submit()"><FORM method=post action="http://localhost:5555/cb?a=b&amp;c=d">
            <input type='hidden' name="code" value='a&quot;b&#39;&#x26;'/><input name=plain value=x><input name="bare">
            <input value="nameless"><input name="empty" value></form></body></html>
            """)
        let form = try Fixtures.json(
            #"""
            {"html_form": {"action": "http://localhost:5555/cb?a=b&c=d",
             "inputs": {"code": "a\"b'&", "plain": "x", "bare": "", "empty": null}}}
            """#)
        #expect(Comparing.areEqual(page.json, form))
        #expect(page.input("code") == "a\"b'&")
        #expect(page.input("nameless") == nil)
    }

    @Test func aPageWithFrames() throws {
        let page = HTMLPage(
            """
            <html><head><title> Bye &amp; thanks </title>
            <meta http-equiv="Refresh" content="7; url=http://localhost:5555/out?state=s"></head>
            <body><iframe src="http://b.example.com/?sid=1"></iframe><iframe src="http://a.example.com/"></iframe>
            """)
        let wanted = try Fixtures.json(
            #"""
            {"html_page": {"title": "Bye & thanks",
             "goes_to": {"url": "http://localhost:5555/out", "query": {"state": "s"}},
             "frames": [{"query": {"sid": "1"}, "url": "http://b.example.com/"}, {"url": "http://a.example.com/"}]}}
            """#)
        #expect(Comparing.areEqual(page.json, wanted))
        #expect(page.form == nil)
    }

    @Test func pagesThatEndTooSoon() throws {
        for text in [
            "<html", "<html <", "<html><input name='x", "<html><!-- ", "<html a=", "<html><script>", "a < b <html>",
        ] {
            #expect(Comparing.areEqual(HTMLPage(text).json, ["html_page": ["title": ""]]), "\(text)")
        }
    }

    @Test func entities() {
        #expect(HTMLEntities.unescaped("&lt;&gt;&nope;&#xZ;&;&amp;amp; & &#128512;") == "<>&nope;&#xZ;&;&amp; & 😀")
    }
}
