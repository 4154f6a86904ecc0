import Glibc
import Synchronization
import Testing

@testable import HTTP

/// Loops, listening sockets and their end.
struct GroupTests {
    /// Entries of a folder of /proc.
    static func count(_ folder: String) -> Int {
        guard let directory = opendir(folder) else { return -1 }
        defer { closedir(directory) }
        var count = 0
        while readdir(directory) != nil { count += 1 }
        return count
    }

    @Test func tenGroupsAtOnceLeaveNothingBehind() async {
        await #expect(processExitsWith: .success) {
            func round() async throws {
                try await withThrowingTaskGroup(of: Void.self) { tasks in
                    for _ in 0..<10 {
                        tasks.addTask {
                            try await withServer(threads: 2) { port, group, _ in
                                for _ in 0..<4 {
                                    let response = try await group.client.send(
                                        ClientRequest(url: "http://localhost:\(port)/x"))
                                    try #require(response.status == 200)
                                }
                                let sum = try await group.onBackgroundThread { 1 + 1 }
                                try #require(sum == 2)
                            }
                        }
                    }
                    try await tasks.waitForAll()
                }
            }
            try await round()
            let descriptors = GroupTests.count("/proc/self/fd")
            let threads = GroupTests.count("/proc/self/task")
            for _ in 0..<3 { try await round() }
            let left = (GroupTests.count("/proc/self/fd"), GroupTests.count("/proc/self/task"))
            try #require(left.0 <= descriptors)
            try #require(left.1 <= threads)
        }
    }

    @Test func groupsThatAreNeverStarted() async throws {
        let group = try EventLoopGroup(threads: 2)
        let server = try HTTPServer(group: group, address: .tcp(host: "127.0.0.1", port: 0), handler: EchoHandler())
        #expect(server.port > 0)
        await group.stop()
        await #expect(throws: HTTPClientError.stopped) {
            try await group.client.send(ClientRequest(url: "http://127.0.0.1:\(server.port)/"))
        }
        #expect(await server.stop())
        #expect(throws: (any Error).self) { try RawClient(port: server.port) }
    }

    @Test func handlersRunOnLoops() async throws {
        let box = GroupBox()
        let handler = EchoHandler(answer: { _ in
            let before = box.isOnLoop
            await Task.yield()
            async let child = box.isOnLoop
            let inChild = await child
            _ = try? await box.group?.onBackgroundThread { 1 }
            return Response(body: Array("\(before) \(inChild) \(box.isOnLoop)".utf8))
        })
        try await withServer(threads: 3, handler: handler) { port, group, _ in
            box.group = group
            for _ in 0..<8 {
                let client = try RawClient(port: port)
                client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                #expect(RawResponse(client.receiveAll()).body == "true true true")
            }
            box.group = nil
        }
    }

    @Test func deepRecursionFitsTheStack() async throws {
        @Sendable func depth(_ count: Int) -> Int {
            let bytes = [count, count + 1]
            return count == 0 ? 0 : depth(count - 1) + bytes[1] - bytes[0]
        }
        try await withServer(handler: EchoHandler(answer: { _ in Response(body: Array("\(depth(30_000))".utf8)) })) {
            port, _, _ in
            let client = try RawClient(port: port)
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(RawResponse(client.receiveAll()).body == "30000")
        }
    }

    @Test func addressesInUse() async throws {
        for threads in [1, 3] {
            let group = try EventLoopGroup(threads: threads)
            let address = ListenAddress.tcp(host: "127.0.0.1", port: 0)
            let server = try HTTPServer(group: group, address: address, handler: EchoHandler())
            let error = #expect(throws: ServerError.self) {
                try HTTPServer(
                    group: group, address: .tcp(host: "127.0.0.1", port: server.port), handler: EchoHandler())
            }
            #expect(error?.description == "listen tcp 127.0.0.1:\(server.port): bind: address already in use")
            let wildcard = #expect(throws: ServerError.self) {
                try HTTPServer(group: group, address: .tcp(host: "", port: server.port), handler: EchoHandler())
            }
            #expect(wildcard?.description == "listen tcp :\(server.port): bind: address already in use")
            await group.stop()
        }
        let group = try EventLoopGroup(threads: 1)
        let error = #expect(throws: ServerError.self) {
            try HTTPServer(group: group, address: .tcp(host: "nohost.invalid", port: 1), handler: EchoHandler())
        }
        #expect(error?.description == "listen tcp: lookup nohost.invalid: no such host")
    }

    @Test func everyAddress() async throws {
        let group = try EventLoopGroup(threads: 2)
        let server = try HTTPServer(group: group, address: .tcp(host: "", port: 0), handler: EchoHandler())
        try group.start()
        let response = try await group.client.send(ClientRequest(url: "http://127.0.0.1:\(server.port)/x"))
        #expect(response.status == 200)
        await group.stop()
    }

    @Test func socketFiles() async throws {
        let path = "/tmp/minihydra-http-test-\(getpid()).sock"
        unlink(path)
        let group = try EventLoopGroup(threads: 2)
        let address = ListenAddress.unix(path: path, owner: "", group: "", mode: 0o600)
        let server = try HTTPServer(
            group: group, address: address,
            handler: EchoHandler(answer: {
                Response(body: Array($0.remoteAddress.utf8))
            }))
        try group.start()
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        for _ in 0..<4 {
            let client = try RawClient(path: path)
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(RawResponse(client.receiveAll()).body == "@")
        }
        let error = #expect(throws: ServerError.self) {
            try HTTPServer(group: group, address: address, handler: EchoHandler())
        }
        #expect(error?.description == "listen unix \(path): bind: address already in use")
        let nobody = #expect(throws: ServerError.self) {
            try HTTPServer(
                group: group, address: .unix(path: path + "2", owner: "no-such-user", group: "", mode: 0),
                handler: EchoHandler())
        }
        #expect(nobody?.description == "user: unknown user no-such-user")
        #expect(access(path + "2", F_OK) != 0)
        #expect(await server.stop())
        #expect(access(path, F_OK) != 0)
        await group.stop()
    }

    @Test func gracefulStop() async throws {
        let gate = Gate()
        let handler = EchoHandler(answer: { request in
            if request.path == "/wait" { await gate.wait() }
            return nil
        })
        // On a busy machine it takes long until the server is stopped, and the answer must still be allowed then.
        try await withServer(threads: 2, limits: .short(write: .seconds(300)), handler: handler) { port, _, server in
            let idle = try RawClient(port: port)
            idle.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = idle.receive(until: "body=")
            let busy = try RawClient(port: port)
            busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
            await gate.untilSomebodyWaits()
            let stop = Task.detached { await server.stop(gracePeriod: .seconds(60)) }
            #expect(idle.receiveAll() == "")
            #expect(throws: (any Error).self) { try RawClient(port: port) }
            gate.open()
            let answer = RawResponse(busy.receiveAll())
            #expect(answer.statusLine == "HTTP/1.1 200 OK")
            #expect(answer.fields["Connection"] == "close")
            #expect(await stop.value)
        }
    }

    @Test func requestsThatDoNotEndAreCut() async throws {
        let gate = Gate()
        let handler = EchoHandler(answer: { _ in
            await gate.wait()
            return nil
        })
        try await withServer(handler: handler) { port, _, server in
            let busy = try RawClient(port: port)
            busy.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
            await gate.untilSomebodyWaits()
            #expect(await server.stop(gracePeriod: .milliseconds(50)) == false)
            #expect(busy.receiveAll() == "")
        }
        // The handler outlives its group.
        gate.open()
    }

    @Test func noDescriptorsLeft() async {
        await #expect(processExitsWith: .success) {
            try await withServer { port, _, _ in
                let held = try RawClient(port: port)
                held.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = held.receive(until: "body=")
                // The runtime opens its own descriptors with the first timer.
                try await Task.sleep(for: .milliseconds(1))
                var limit = rlimit()
                getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                // One descriptor for a client, none for the server's side of it.
                let next = dup(held.descriptor)
                close(next)
                let original = limit
                limit.rlim_cur = rlim_t(next + 1)
                setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                let waiting = try RawClient(port: port)
                waiting.send("GET /y HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                let before = clock()
                usleep(200_000)
                try #require(clock() - before < 100_000, "the loop spins")
                held.send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
                try #require(held.receive(until: "body=").hasPrefix("HTTP/1.1 200"), "held")
                limit = original
                setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                try #require(waiting.receiveAll().hasPrefix("HTTP/1.1 200"), "waiting")
            }
        }
    }

    final class GroupBox: Sendable {
        private let kept = Mutex<EventLoopGroup?>(nil)

        var group: EventLoopGroup? {
            get { kept.withLock { $0 } }
            set { kept.withLock { $0 = newValue } }
        }

        var isOnLoop: Bool { group?.loops.contains(where: \.isCurrent) == true }
    }
}
