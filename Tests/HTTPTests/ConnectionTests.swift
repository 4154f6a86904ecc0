import Glibc
import Synchronization
import Testing

@testable import HTTP

/// How connections are kept, ended and limited.
struct ConnectionTests {
    @Test func keptAndClosed() async throws {
        try await withServer { port, _, _ in
            let client = try RawClient(port: port)
            for _ in 0..<3 {
                client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
                let answer = RawResponse(client.receive(until: "body="))
                #expect(answer.statusLine == "HTTP/1.1 200 OK")
                #expect(answer.fields["Connection"] == nil)
            }
            client.send("GET /x HTTP/1.1\r\nHost: a\r\nConnection: foo, Close\r\n\r\n")
            #expect(RawResponse(client.receiveAll()).fields["Connection"] == "close")
        }
    }

    @Test func version10() async throws {
        try await withServer { port, _, _ in
            let client = try RawClient(port: port)
            client.send("GET /x HTTP/1.0\r\n\r\n")
            let answer = RawResponse(client.receiveAll())
            #expect(answer.statusLine == "HTTP/1.0 200 OK")
            #expect(answer.fields["Connection"] == nil)
            #expect(answer.body == "GET /x q=- host= body=")

            let kept = try RawClient(port: port)
            kept.send("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(RawResponse(kept.receive(until: "body=")).fields["Connection"] == "keep-alive")
            kept.send("GET /large HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            let large = RawResponse(kept.receiveAll())
            #expect(large.fields["Connection"] == nil)
            #expect(large.fields["Transfer-Encoding"] == nil)
            #expect(large.body.utf8.count == 5_000)
        }
    }

    @Test func sizesOfAnswers() async throws {
        let handler = EchoHandler(answer: { Response(body: Array(repeating: 97, count: Int($0.query ?? "") ?? 0)) })
        try await withServer(handler: handler) { port, _, _ in
            func answer(_ method: String, _ count: Int) throws -> RawResponse {
                let client = try RawClient(port: port)
                client.send("\(method) /?\(count) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                return RawResponse(client.receiveAll())
            }
            #expect(try answer("GET", 2_048).fields["Content-Length"] == "2048")
            let chunked = try answer("GET", 2_049)
            #expect(chunked.fields["Content-Length"] == nil)
            #expect(chunked.fields["Transfer-Encoding"] == "chunked")
            #expect(chunked.dechunked.utf8.count == 2_049)
            #expect(try answer("GET", 1_000_000).dechunked.utf8.count == 1_000_000)
            #expect(try answer("GET", 0).fields["Content-Length"] == "0")
            let head = try answer("HEAD", 10)
            #expect(head.fields["Content-Length"] == "10")
            #expect(head.body == "")
            #expect(try answer("HEAD", 0).fields["Content-Length"] == nil)
            #expect(try answer("HEAD", 5_000).fields["Transfer-Encoding"] == nil)
        }
    }

    @Test func answersWithoutBody() async throws {
        let handler = EchoHandler(answer: {
            Response(status: Int($0.query ?? "") ?? 0, headers: ["Content-Type": "a/b"], body: [1, 2, 3])
        })
        try await withServer(handler: handler) { port, _, _ in
            for (status, type) in [(204, "a/b"), (304, nil)] as [(Int, String?)] {
                let client = try RawClient(port: port)
                client.send("GET /?\(status) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                let answer = RawResponse(client.receiveAll())
                #expect(answer.statusLine.hasPrefix("HTTP/1.1 \(status) "))
                #expect(answer.fields["Content-Length"] == nil)
                #expect(answer.fields["Content-Type"] == type)
                #expect(answer.body == "")
            }
        }
    }

    @Test func headerInjectionIsNotPossible() async throws {
        let handler = EchoHandler(answer: { _ in
            Response(headers: ["Location": " /a\r\nSet-Cookie: x=y\n ", "Bad Name": "x", "B\r\nC": "y"])
        })
        try await withServer(handler: handler) { port, _, _ in
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let answer = RawResponse(client.receiveAll())
            #expect(answer.fields["Location"] == "/a  Set-Cookie: x=y")
            #expect(answer.fields.count == 4)
        }
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        let handler = EchoHandler(answer: { request in
            if request.path == "/slow" { await Task.yield() }
            return Response(headers: ["X": request.path], body: request.body)
        })
        try await withServer(handler: handler) { port, _, _ in
            let client = try RawClient(port: port)
            var text = ""
            for index in 0..<200 {
                let path = index % 3 == 0 ? "/slow" : "/\(index)"
                text += "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n\(100 + index)"
            }
            // All that was read is answered before the connection closes at the client's end.
            client.send(text)
            client.endSending()
            let answers = client.receiveAll().split(separator: "HTTP/1.1 200 OK")
            #expect(answers.count == 200)
            for (index, answer) in answers.enumerated() { #expect(answer.hasSuffix("\r\n\r\n\(100 + index)")) }
        }
    }

    @Test func lineEndsBehindAPostPass() async throws {
        try await withServer { port, _, _ in
            let client = try RawClient(port: port)
            client.send(
                "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na\r\nGET /y HTTP/1.1\r\nHost: a\r\n\r\n")
            client.endSending()
            let text = client.receiveAll()
            #expect(text.range(ofText: "GET /y") != nil)
        }
    }

    @Test func expectContinue() async throws {
        let handler = EchoHandler(maximum: { $0 == "/unread" ? 0 : 100 })
        try await withServer(handler: handler) { port, _, _ in
            let client = try RawClient(port: port)
            client.send("POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n")
            #expect(client.receive(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            client.send("b")
            #expect(client.receive(until: "body=b").hasPrefix("HTTP/1.1 200 OK\r\n"))
            client.send("POST /unread HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n")
            let answer = RawResponse(client.receiveAll())
            #expect(answer.statusLine == "HTTP/1.1 200 OK")
            #expect(answer.fields["Connection"] == "close")
        }
    }

    @Test func bodiesBeyondTheLimit() async throws {
        let handler = EchoHandler(maximum: { $0 == "/unread" ? 0 : 10 })
        try await withServer(handler: handler) { port, _, _ in
            for body in [
                "Content-Length: 11\r\n\r\n01234567890", "Transfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n",
            ] {
                let client = try RawClient(port: port)
                client.send("POST /x HTTP/1.1\r\nHost: a\r\n\(body)")
                let answer = RawResponse(client.receiveAll())
                #expect(answer.fields["Connection"] == "close")
                #expect(answer.body.hasPrefix("POST /x q=- host=a failure=tooLarge body="))
            }
            // What nobody wants is dropped, and the connection goes on, up to 256 KiB.
            let client = try RawClient(port: port)
            for _ in 0..<2 {
                client.send("POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n")
                client.send([UInt8](repeating: 97, count: 200_000))
                #expect(client.receive(until: "body=").hasPrefix("HTTP/1.1 200 OK"))
            }
            client.send("POST /unread HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n")
            #expect(RawResponse(client.receiveAll()).fields["Connection"] == "close")
        }
    }

    @Test func hundredMegabytes() async throws {
        let handler = EchoHandler(answer: { Response(body: Array("\($0.body.count) \($0.body.last ?? 0)".utf8)) })
        try await withServer(limits: .short(body: .seconds(60), write: .seconds(60)), handler: handler) { port, _, _ in
            let client = try RawClient(port: port, milliseconds: 60_000)
            let piece = [UInt8](repeating: 98, count: 10_000_000)
            client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\nConnection: close\r\n\r\n")
            for _ in 0..<10 { client.send(piece) }
            #expect(RawResponse(client.receiveAll()).body == "100000000 98")
        }
    }

    @Test func timeLimits() async throws {
        let limits = ServerLimits.short(
            header: .milliseconds(100), body: .milliseconds(150), idle: .milliseconds(100))
        try await withServer(limits: limits) { port, _, _ in
            // Neither a silent connection nor half a header gets a byte.
            for start in ["", "GET / HTTP/1.1\r\nHos"] {
                let client = try RawClient(port: port)
                client.send(start)
                #expect(client.receiveAll() == "")
            }
            // A kept connection is closed when nothing comes, or less than a request.
            for more in ["", "GE", "GET / HTTP/1.1\r\n"] {
                let client = try RawClient(port: port)
                client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = client.receive(until: "body=")
                client.send(more)
                #expect(client.receiveAll() == "")
            }
            // The handler learns of a body that stops.
            let client = try RawClient(port: port)
            client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")
            let answer = RawResponse(client.receiveAll())
            #expect(answer.body == "POST /x q=- host=a failure=timedOut body=ab")
            #expect(answer.fields["Connection"] == "close")
        }
    }

    @Test func answersThatComeTooLateAreNotSent() async throws {
        let handler = EchoHandler(answer: { _ in
            try? await Task.sleep(for: .milliseconds(120))
            return nil
        })
        try await withServer(limits: .short(write: .milliseconds(50)), handler: handler) { port, _, _ in
            let client = try RawClient(port: port)
            client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(client.receiveAll() == "")
        }
    }

    @Test func clientsThatDoNotRead() async throws {
        let handler = EchoHandler(answer: { _ in Response(body: [UInt8](repeating: 97, count: 20_000_000)) })
        try await withServer(limits: .short(write: .milliseconds(100)), handler: handler) { port, _, _ in
            let client = try RawClient(port: port)
            client.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
            try await Task.sleep(for: .milliseconds(300))
            // What the system had taken comes, then the end.
            #expect(client.receiveAll().utf8.count < 20_000_000)
        }
        try await withServer(handler: handler) { port, _, _ in
            let reading = try RawClient(port: port)
            reading.send("GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(RawResponse(reading.receiveAll()).body.utf8.count > 20_000_000)
        }
    }

    @Test func clientsThatSendAndDoNotRead() async throws {
        let handler = EchoHandler(answer: { _ in Response(body: [UInt8](repeating: 97, count: 1_000_000)) })
        try await withServer(limits: .short(write: .milliseconds(500)), handler: handler) { port, _, _ in
            let client = try RawClient(port: port, milliseconds: 100)
            let requests = String(repeating: "GET /x HTTP/1.1\r\nHost: a\r\n\r\n", count: 1_000)
            // The server stops reading, so sending stops too.
            var isTaken = true
            for _ in 0..<2_000 where isTaken { isTaken = client.send(requests) }
            #expect(!isTaken)
        }
    }

    @Test func clientsThatDisappear() async throws {
        let seen = SeenFailures()
        let handler = EchoHandler(answer: { request in
            if let failure = request.bodyFailure { seen.add(failure) }
            if request.path == "/wait" { try? await Task.sleep(for: .milliseconds(50)) }
            return nil
        })
        try await withServer(handler: handler) { port, _, _ in
            do {
                let client = try RawClient(port: port)
                client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab")
                client.endSending()
                #expect(client.receiveAll().hasSuffix("failure=disconnected body=ab"))
            }
            for request in [
                "GET /wait HTTP/1.1\r\nHost: a\r\n\r\n", "GET /la", "GET /large HTTP/1.1\r\nHost: a\r\n\r\n",
            ] {
                let client = try RawClient(port: port)
                var linger = linger(l_onoff: 1, l_linger: 0)
                setsockopt(client.descriptor, SOL_SOCKET, SO_LINGER, &linger, 8)
                client.send(request)
            }
            try await Task.sleep(for: .milliseconds(100))
            let client = try RawClient(port: port)
            client.send("GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(client.receiveAll().hasPrefix("HTTP/1.1 200 OK"))
            #expect(seen.all == [.disconnected])
        }
    }

    @Test func hangingUp() async throws {
        try await withServer { port, _, _ in
            let client = try RawClient(port: port)
            client.send("GET /hangup HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(client.receiveAll() == "")
        }
    }

    @Test func garbage() async throws {
        try await withServer(limits: .short(header: .milliseconds(300))) { port, _, _ in
            var random = SeededGenerator(seed: 1)
            for _ in 0..<50 {
                let client = try RawClient(port: port)
                client.send(
                    (0..<Int.random(in: 1...3_000, using: &random)).map { _ in .random(in: 0...255, using: &random) })
                client.endSending()
                let answer = client.receiveAll()
                #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request"))
            }
        }
    }

    final class SeenFailures: Sendable {
        private let failures = Mutex<[BodyFailure]>([])

        func add(_ failure: BodyFailure) { failures.withLock { $0.append(failure) } }

        var all: [BodyFailure] { failures.withLock { $0 } }
    }
}
