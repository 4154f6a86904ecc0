import Glibc
import Synchronization
import Testing

@testable import HTTP

/// Outgoing requests.
struct ClientTests {
    @Test func oneConnectionServesManyRequests() async throws {
        let peers = Peers()
        let handler = EchoHandler(answer: { request in
            peers.add(request.remoteAddress)
            return nil
        })
        try await withServer(handler: handler) { port, group, _ in
            for index in 0..<5 {
                let response = try await group.client.send(
                    ClientRequest(
                        method: "POST", url: "http://127.0.0.1:\(port)/x?a=\(index)#f", headers: ["X-Y": "z"],
                        body: Array("hello".utf8)))
                #expect(response.status == 200)
                #expect(
                    String(decoding: response.body, as: UTF8.self)
                        == "POST /x q=a=\(index) host=127.0.0.1:\(port) body=hello")
                #expect(response.headers["content-type"] == "text/plain")
            }
            #expect(peers.all.count == 1)
            let large = try await group.client.send(ClientRequest(url: "http://127.0.0.1:\(port)/large"))
            #expect(large.body.count == 5_000)
            let head = try await group.client.send(ClientRequest(method: "HEAD", url: "http://127.0.0.1:\(port)/x"))
            #expect(head.status == 200 && head.body.isEmpty)
            let none = try await group.client.send(ClientRequest(url: "http://127.0.0.1:\(port)/empty"))
            #expect(none.status == 204)
            #expect(peers.all.count == 1)
        }
    }

    @Test func fieldsThatGoWrites() async throws {
        let handler = EchoHandler(answer: { request in
            Response(body: Array(request.headerFields.map { "\($0.name): \($0.value)" }.joined(separator: "|").utf8))
        })
        try await withServer(handler: handler) { port, group, _ in
            let response = try await group.client.send(
                ClientRequest(
                    method: "POST", url: "http://u:p%40@localhost:\(port)", headers: ["B": "2", "A": "1\r\nX: y"]))
            #expect(
                String(decoding: response.body, as: UTF8.self)
                    == "Host: localhost:\(port)|User-Agent: Go-http-client/1.1|Content-Length: 0|"
                    + "Authorization: Basic dTpwQA==|A: 1  X: y|B: 2")
        }
    }

    @Test func aHandlerCallsOut() async throws {
        let inner = EchoHandler()
        try await withServer(handler: inner) { innerPort, _, _ in
            let box = ClientBox()
            let outer = EchoHandler(answer: { _ in
                guard let client = box.client,
                    let response = try? await client.send(ClientRequest(url: "http://localhost:\(innerPort)/in"))
                else { return Response(status: 500) }
                return Response(body: response.body)
            })
            try await withServer(threads: 2, handler: outer) { port, group, _ in
                box.client = group.client
                let raw = try RawClient(port: port)
                raw.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                #expect(RawResponse(raw.receiveAll()).body == "GET /in q=- host=localhost:\(innerPort) body=")
            }
        }
    }

    @Test func redirects() async throws {
        let handler = EchoHandler(answer: { request in
            guard request.path.hasPrefix("/r/") else {
                let text = "\(request.method) \(request.path) \(request.header("Referer") ?? "-") "
                return Response(body: Array(text.utf8) + request.body)
            }
            let status = Int(request.path.split(separator: "/")[1]) ?? 0
            return Response(status: status, headers: ["Location": request.query ?? ""])
        })
        try await withServer(handler: handler) { port, group, _ in
            let base = "http://127.0.0.1:\(port)"
            func send(_ method: String, _ target: String, most: Int = 10) async throws -> ClientResponse {
                try await group.client.send(
                    ClientRequest(method: method, url: base + target, body: [98], maximumRedirects: most))
            }
            for (status, method, body) in [
                (301, "GET", ""), (302, "GET", ""), (303, "GET", ""), (307, "POST", "b"), (308, "POST", "b"),
            ] {
                let response = try await send("POST", "/r/\(status)?/to/a")
                #expect(
                    String(decoding: response.body, as: UTF8.self)
                        == "\(method) /to/a \(base)/r/\(status)?/to/a \(body)")
                #expect(response.url == "\(base)/to/a")
            }
            #expect(try await send("GET", "/r/302?../b/./c").url == "\(base)/b/c")
            #expect(try await send("GET", "/r/302?http://localhost:\(port)/z").url == "http://localhost:\(port)/z")
            #expect(try await send("GET", "/r/302?/x", most: 0).status == 302)
            await #expect(throws: HTTPClientError.tooManyRedirects(3)) {
                try await group.client.send(
                    ClientRequest(url: base + "/r/302?/r/302?", maximumRedirects: 3))
            }
        }
    }

    @Test func failuresInGoWords() async throws {
        let handler = EchoHandler(answer: { request in
            if request.path == "/slow" { try? await Task.sleep(for: .milliseconds(300)) }
            return nil
        })
        try await withServer(handler: handler) { port, group, _ in
            func failure(_ request: ClientRequest) async -> String {
                do {
                    _ = try await group.client.send(request)
                    return "none"
                } catch {
                    return "\(error)"
                }
            }
            let url = "http://127.0.0.1:\(port)"
            #expect(
                await failure(ClientRequest(url: "http://127.0.0.1:1/"))
                    == "dial tcp 127.0.0.1:1: connect: connection refused")
            #expect(await failure(ClientRequest(url: "ftp://a/")) == "unsupported protocol scheme \"ftp\"")
            #expect(await failure(ClientRequest(url: "/a")) == "unsupported protocol scheme \"\"")
            #expect(await failure(ClientRequest(url: "http:///a")) == "http: no Host in request URL")
            #expect(
                await failure(ClientRequest(url: "\(url)/slow", timeout: .milliseconds(50)))
                    == "context deadline exceeded")
            #expect(await failure(ClientRequest(url: "\(url)/hangup")) == "EOF")
            #expect(
                await failure(ClientRequest(url: "\(url)/large", maximumResponseSize: 100)).hasPrefix(
                    "http: response body"))
            #expect(
                await failure(ClientRequest(url: "\(url)/", refusesAddress: { $0 == "127.0.0.1" }))
                    == "dial tcp 127.0.0.1:\(port): address is not allowed")
            #expect(
                await failure(ClientRequest(url: "http://no-such-host.invalid/")).hasPrefix(
                    "dial tcp: lookup no-such-host.invalid"))
        }
    }

    @Test func deadKeptConnectionsAreReplaced() async throws {
        // The server closes kept connections at once, now and then while the next request is on its way.
        try await withServer(limits: .short(idle: .milliseconds(1))) { port, group, _ in
            for index in 0..<50 {
                let response = try await group.client.send(ClientRequest(url: "http://127.0.0.1:\(port)/\(index)"))
                #expect(response.status == 200)
                if index % 5 == 0 { try await Task.sleep(for: .milliseconds(2)) }
            }
        }
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\n\r\nuntil the end", "until the end"),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "ok"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "abcde"),
        ("HTTP/1.0 200 OK\r\nX: a\r\n b\r\n\r\nx", "x"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", "unexpected EOF"),
        ("HTTP/1.1 200 OK\r\nContent-Le", "unexpected EOF"),
        ("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nab", "bad Content-Length \"x\""),
        ("garbage\r\n\r\n", "malformed HTTP response \"garbage\""),
        ("HTTP/1.1 abc OK\r\n\r\n", "malformed HTTP status code \"abc\""),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "malformed chunked encoding"),
    ])
    func answersOfOtherServers(_ answer: String, _ expected: String) async throws {
        let group = try EventLoopGroup(threads: 1)
        try group.start()
        let server = try OneAnswerServer(answer)
        var result: String
        do {
            let response = try await group.client.send(ClientRequest(url: "http://127.0.0.1:\(server.port)/"))
            result = String(decoding: response.body, as: UTF8.self)
        } catch {
            result = "\(error)"
        }
        #expect(result == expected)
        await group.stop()
    }

    @Test func tls() async throws {
        let tls = try TLSContext(certificateChain: TestCertificate.chain, privateKey: TestCertificate.key)
        try await withServer(tls: tls) { port, group, _ in
            let url = "https://localhost:\(port)/"
            let unknown = HTTPClientError.tls(
                "failed to verify certificate: x509: certificate signed by unknown authority")
            await #expect(throws: unknown) { try await group.client.send(ClientRequest(url: url)) }
            for path in ["x", "large", "x"] {
                let response = try await group.client.send(ClientRequest(url: url + path, verifiesCertificates: false))
                #expect(response.status == 200)
                #expect(response.body.starts(with: (path == "large" ? "xxx" : "GET /x").utf8))
            }
            let body = [UInt8](repeating: 97, count: 3_000_000)
            let echoed = try await group.client.send(
                ClientRequest(method: "POST", url: url, body: body, verifiesCertificates: false))
            #expect(echoed.body.suffix(3_000_000) == body[...])
            // What does not speak TLS is refused.
            let plain = try RawClient(port: port)
            plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(!plain.receiveAll().hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func trustedAuthorities() async throws {
        await #expect(processExitsWith: .success) {
            let path = "/tmp/minihydra-http-test-\(getpid()).pem"
            let file = try #require(fopen(path, "w"))
            fwrite(TestCertificate.chain, 1, TestCertificate.chain.count, file)
            fclose(file)
            setenv("SSL_CERT_FILE", path, 1)
            let tls = try TLSContext(certificateChain: TestCertificate.chain, privateKey: TestCertificate.key)
            try await withServer(tls: tls) { port, group, _ in
                let response = try await group.client.send(ClientRequest(url: "https://localhost:\(port)/x"))
                try #require(response.status == 200)
                // The certificate is for another name.
                await #expect(throws: HTTPClientError.self) {
                    try await group.client.send(ClientRequest(url: "https://127.0.0.1:\(port)/x"))
                }
            }
            unlink(path)
        }
    }

    final class Peers: Sendable {
        private let addresses = Mutex<Set<String>>([])

        func add(_ address: String) { addresses.withLock { _ = $0.insert(address) } }

        var all: Set<String> { addresses.withLock { $0 } }
    }

    final class ClientBox: Sendable {
        private let kept = Mutex<HTTPClient?>(nil)

        var client: HTTPClient? {
            get { kept.withLock { $0 } }
            set { kept.withLock { $0 = newValue } }
        }
    }
}
