import GoText
import Testing

struct GoMultipartTests {
    private func form(_ parts: String, newline: String = "\r\n") throws -> GoValues {
        try GoMultipart.parseForm(parts.replacing("\n", with: newline).bytes, boundary: "xx")
    }

    private let disposition = "Content-Disposition: form-data; name="

    @Test(arguments: ["\r\n", "\n"])
    func readsFields(newline: String) throws {
        let text = """
            preamble
            --xx
            \(disposition)"a"

            one
            two
            --xx  \t
            content-disposition: form-data;
             name=b
            Content-Type: text/plain

            --xx
            \(disposition)"file"; filename="f.txt"

            not a field
            --xx
            Content-Type: text/plain

            no name
            --xx
            Content-Disposition: attachment; name="c"

            no form-data
            --xx
            \(disposition)"a"
            Content-Transfer-Encoding: quoted-printable

            x=3Dy=
            z --xxy
            --xx-- \n
            epilogue
            """
        let values = try form(text, newline: newline)
        #expect(values.all("a") == ["one\(newline)two", "x=yz --xxy"])
        #expect(values.all("b") == [""])
        #expect(values.names == ["a", "b"])
    }

    @Test func keepsBytes() throws {
        let body = "--xx\r\n\(disposition)a\r\n\r\n".bytes + [0xFF, 0x0A, 0x0D] + "\r\n--xx--".bytes
        #expect(try GoMultipart.parseForm(body, boundary: "xx").get("a") == "\u{FFFD}\n\r")
        #expect(try GoMultipart.parseForm("--xx--".bytes, boundary: "xx").isEmpty)
    }

    @Test(arguments: [
        "", "no boundary", "--xx", "--xx\n", "--xx\nContent-Disposition: form-data; name=a\n",
        "--xx\nContent-Disposition: form-data; name=a\n\nvalue",
        "--xx\nContent-Disposition: form-data; name=a\n\nvalue\n--xx",
        "--xx\nContent-Disposition: form-data; name=a\n\nvalue\n--xx\n", "--xx\nno colon\n\n--xx--",
        "--xx\n\nvalue\n--xx y\n", "--xxy--",
    ])
    func refuses(text: String) {
        #expect(throws: GoMultipartError.self) { try form(text) }
        #expect(throws: GoMultipartError.self) { try form(text, newline: "\n") }
    }

    @Test func refusesNoBoundaryAndTooManyParts() {
        #expect(throws: GoMultipartError.self) { try GoMultipart.parseForm([], boundary: "") }
        let part = "--xx\n\(disposition)a\n\n1\n"
        #expect(throws: Never.self) { try form(String(repeating: part, count: 1_000) + "--xx--") }
        #expect(throws: GoMultipartError.self) { try form(String(repeating: part, count: 1_001) + "--xx--") }
    }
}

struct GoMediaTypeTests {
    @Test(
        arguments: [
            ("application/json", "application/json", [:]),
            (
                " Application/X-WWW-Form-Urlencoded ; Charset=UTF-8",
                "application/x-www-form-urlencoded", ["charset": "UTF-8"]
            ),
            (
                "form-data; name=\"a b\"; filename=\"C:\\dev\\\"go\\\".txt\"", "form-data",
                ["name": "a b", "filename": "C:\\dev\"go\".txt"]
            ),
            ("multipart/form-data; boundary=\"a;b\" ;", "multipart/form-data", ["boundary": "a;b"]),
            ("a/b;x=1;x=1", "a/b", ["x": "1"]), ("a/b; x=\"\"", "a/b", ["x": ""]),
            ("a; title*=utf-8'en'%e2%82%ac%20x", "a", ["title": "€ x"]),
            ("a; url*0=\"ftp://\"; url*1=\"x.y\"; url*2*=%2Fz", "a", ["url": "ftp://x.y/z"]),
            ("a; title*=latin1''x", "a", [:]), ("a; title*0*=utf-8''%41; title*1=b", "a", ["title": "Ab"]),
        ] as [(String, String, [String: String])])
    func reads(text: String, type: String, parameters: [String: String]) {
        #expect(GoMediaType.parse(text) == GoMediaType(type: type, parameters: parameters))
    }

    @Test(arguments: ["", " ", "a b", "a/b/c", "/b", "a/", "a,b", "a/b;x=1;x=2", "ä/b"])
    func refuses(text: String) {
        #expect(GoMediaType.parse(text) == nil)
    }

    @Test(arguments: ["a/b; x", "a/b; =1", "a/b; x=", "a/b; x=\"1", "a/b; x=1 y=2", "a/b; x=1;;"])
    func keepsTheTypeBesideBrokenParameters(text: String) {
        #expect(GoMediaType.parse(text) == GoMediaType(type: "a/b", parameters: [:], hasInvalidParameters: true))
    }
}
