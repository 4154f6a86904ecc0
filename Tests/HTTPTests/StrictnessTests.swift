import Testing

@testable import HTTP

/// What Go's net/http refuses and accepts, and in which words.
struct StrictnessTests {
    struct Refused: Sendable, CustomTestStringConvertible {
        let name: String
        let request: String
        let text: String
        var body: String?
        var testDescription: String { name }

        init(_ name: String, _ request: String, _ text: String = "400 Bad Request", body: String? = nil) {
            self.name = name
            self.request = request
            self.text = text
            self.body = body
        }
    }

    static let refused: [Refused] = [
        Refused("no Host", "GET / HTTP/1.1\r\n\r\n", "400 Bad Request: missing required Host header"),
        Refused("Host with a blank", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "400 Bad Request: malformed Host header"),
        Refused(
            "blank before colon", "GET / HTTP/1.1\r\nHost : a\r\nHost: a\r\n\r\n",
            "400 Bad Request: invalid header name"),
        Refused("two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"),
        Refused("no version", "GET /\r\nHost: a\r\n\r\n"),
        Refused("no slash first", "GET foo HTTP/1.1\r\nHost: a\r\n\r\n"),
        Refused("bad escape in the path", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"),
        Refused("half an escape in the path", "GET /a%2 HTTP/1.1\r\nHost: a\r\n\r\n"),
        Refused("blank in the path", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"),
        Refused("empty line first", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Refused("line without colon", "GET / HTTP/1.1\r\nHost: a\r\nfoo\r\n\r\n"),
        Refused("blank before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
        Refused("empty field name", "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n"),
        Refused("bad character in a field name", "GET / HTTP/1.1\r\nHost: a\r\nf(o: b\r\n\r\n"),
        Refused("NUL in a field", "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"),
        Refused("NUL in the path", "GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"),
        Refused("bad method character", "G@T / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Refused("no method", " / HTTP/1.1\r\nHost: a\r\n\r\n"),
        Refused("TLS bytes", "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\n"),
        Refused("bad Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n"),
        Refused("empty Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \r\n\r\n"),
        Refused("signed Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n"),
        Refused("negative Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"),
        Refused("huge Content-Length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775808\r\n\r\n"),
        Refused("two Content-Lengths", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"),
        Refused(
            "gzip", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", "501 Not Implemented",
            body: "Unsupported transfer encoding"),
        Refused(
            "two codings",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            "501 Not Implemented", body: "Unsupported transfer encoding"),
        Refused(
            "HTTP/3.0", "GET / HTTP/3.0\r\nHost: a\r\n\r\n",
            "505 HTTP Version Not Supported: unsupported protocol version"),
        Refused(
            "HTTP/0.9", "GET / HTTP/0.9\r\nHost: a\r\n\r\n",
            "505 HTTP Version Not Supported: unsupported protocol version"),
        Refused("HTTP/1.10", "GET / HTTP/1.10\r\nHost: a\r\n\r\n"),
        Refused("bad port in an absolute target", "GET http://a:b/ HTTP/1.1\r\nHost: a\r\n\r\n"),
        Refused(
            "bad trailer",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTrailer: Content-Length\r\n\r\n0\r\n\r\n"),
    ]

    @Test(arguments: refused)
    func refusedInGoWords(_ row: Refused) async throws {
        try await withServer { port, _, _ in
            let client = try RawClient(port: port)
            client.send(row.request)
            let answer = client.receiveAll()
            #expect(
                answer
                    == "HTTP/1.1 \(row.text)\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n\(row.body ?? row.text)"
            )
        }
    }

    struct Accepted: Sendable, CustomTestStringConvertible {
        let name: String
        let request: String
        let body: String
        var testDescription: String { name }

        init(_ name: String, _ request: String, _ body: String) {
            self.name = name
            self.request = request
            self.body = body
        }
    }

    static let accepted: [Accepted] = [
        Accepted(
            "absolute target with Host", "GET http://b:1/x HTTP/1.1\r\nHost: a\r\n\r\n", "GET /x q=- host=b:1 body="),
        Accepted("lines without CR", "GET /x HTTP/1.1\nHost: a\n\n", "GET /x q=- host=a body="),
        Accepted("HTTP/1.2", "GET /x HTTP/1.2\r\nHost: a\r\n\r\n", "GET /x q=- host=a body="),
        Accepted("empty Host", "GET /x HTTP/1.1\r\nHost:\r\n\r\n", "GET /x q=- host= body="),
        Accepted(
            "chunked",
            "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2;e=1\r\nab\r\n1\r\nc\r\n0\r\n\r\n",
            "POST /x q=- host=a body=abc"),
        Accepted(
            "chunked with trailer",
            "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: CHUNKED\r\n\r\n1\r\na\r\n0\r\nX: y\r\n\r\n",
            "POST /x q=- host=a body=a"),
        Accepted(
            "chunked beside Content-Length",
            "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
            "POST /x q=- host=a body=a"),
        Accepted(
            "two equal Content-Lengths",
            "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na",
            "POST /x q=- host=a body=a"),
        Accepted("semicolon in the query", "GET /x?a;b HTTP/1.1\r\nHost: a\r\n\r\n", "GET /x q=a;b host=a body="),
        Accepted("bad escape in the query", "GET /x?%zz HTTP/1.1\r\nHost: a\r\n\r\n", "GET /x q=%zz host=a body="),
        Accepted("empty query", "GET /x? HTTP/1.1\r\nHost: a\r\n\r\n", "GET /x q= host=a body="),
        Accepted("other method", "FOO /x HTTP/1.1\r\nHost: a\r\n\r\n", "FOO /x q=- host=a body="),
        Accepted(
            "bad chunk", "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "POST /x q=- host=a failure=malformed body="),
        Accepted(
            "chunk size with a bare line feed",
            "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\na\r\n0\r\n\r\n",
            "POST /x q=- host=a failure=malformed body="),
    ]

    @Test(arguments: accepted)
    func acceptedAsGoDoes(_ row: Accepted) async throws {
        try await withServer { port, _, _ in
            let client = try RawClient(port: port)
            client.send(row.request)
            client.endSending()
            let answer = RawResponse(client.receiveAll())
            #expect(answer.statusLine == "HTTP/1.1 200 OK")
            #expect(answer.body == row.body)
            #expect(answer.fields["Content-Length"] == "\(row.body.utf8.count)")
            #expect(answer.fields["Date"]?.hasSuffix(" GMT") == true)
            #expect(answer.fields["Server"] == nil)
        }
    }

    @Test(arguments: accepted)
    func acceptedByteByByte(_ row: Accepted) async throws {
        try await withServer { port, _, _ in
            let client = try RawClient(port: port)
            for byte in row.request.utf8 { client.send([byte]) }
            client.endSending()
            #expect(RawResponse(client.receiveAll()).body == row.body)
        }
    }

    @Test func foldedLinesAreJoined() async throws {
        let handler = EchoHandler(answer: {
            Response(body: Array("[\($0.header("X") ?? "")][\($0.header("y") ?? "")]".utf8))
        })
        try await withServer(handler: handler) { port, _, _ in
            for pieces in [1, 1_000] {
                let client = try RawClient(port: port)
                let request = Array("GET / HTTP/1.1\r\nHost: a\r\nX: one\r\n  two \r\n\tthree\r\nY: z\r\n\r\n".utf8)
                for start in stride(from: 0, to: request.count, by: pieces) {
                    client.send(Array(request[start..<min(start + pieces, request.count)]))
                }
                client.endSending()
                #expect(RawResponse(client.receiveAll()).body == "[one two three][z]")
            }
        }
    }

    @Test func headerOfMoreThanTheLimit() async throws {
        try await withServer { port, _, _ in
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "x", count: 1_052_672) + "\r\n\r\n")
            let text = "431 Request Header Fields Too Large"
            #expect(
                client.receiveAll()
                    == "HTTP/1.1 \(text)\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n\(text)"
            )
            let other = try RawClient(port: port)
            other.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + String(repeating: "x", count: 1_052_600) + "\r\n\r\n")
            other.endSending()
            #expect(RawResponse(other.receiveAll()).statusLine == "HTTP/1.1 200 OK")
        }
    }

    @Test func ownAnswers() async throws {
        try await withServer { port, _, _ in
            func answer(_ request: String) throws -> RawResponse {
                let client = try RawClient(port: port)
                client.send(request)
                client.endSending()
                return RawResponse(client.receiveAll())
            }
            let preface = try answer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
            #expect(preface.statusLine == "HTTP/1.1 400 Bad Request")
            #expect(preface.fields["Content-Length"] == "0")
            #expect(preface.fields["Connection"] == "close")
            let options = try answer("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(options.statusLine == "HTTP/1.1 200 OK")
            #expect(options.fields["Content-Length"] == "0")
            let connect = try answer("CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n")
            #expect(connect.statusLine == "HTTP/1.1 404 Not Found")
            #expect(connect.body == "404 page not found\n")
            let expectation = try answer("POST / HTTP/1.1\r\nHost: a\r\nExpect: 200-ok\r\nContent-Length: 1\r\n\r\n")
            #expect(expectation.statusLine == "HTTP/1.1 417 Expectation Failed")
            #expect(expectation.fields["Connection"] == "close")
            #expect(expectation.fields["Content-Length"] == "0")
            #expect(expectation.body == "")
        }
    }

    @Test func endInsideTheHeader() async throws {
        try await withServer { port, _, _ in
            let client = try RawClient(port: port)
            client.send("GET / HT")
            client.endSending()
            #expect(client.receiveAll().hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            let silent = try RawClient(port: port)
            silent.endSending()
            #expect(silent.receiveAll() == "")
        }
    }
}
