extension EventLoop {
    /// Sends a request and follows redirects by the rules of Go's http.Client.
    func send(_ request: ClientRequest, group: EventLoopGroup) async throws(HTTPClientError) -> ClientResponse {
        core.refreshClock()
        let deadline = core.deadline(after: request.timeout)
        var url = try ClientURL(request.url)
        var method = request.method
        var headers = request.headers
        var body = request.body
        var followed = 0
        while true {
            let exchange = Exchange(
                url: url, method: method, headers: headers, body: body, verifies: request.verifiesCertificates,
                maximumResponseSize: request.maximumResponseSize, deadline: deadline)
            let response = try await perform(exchange, refusesAddress: request.refusesAddress, group: group)
            guard request.maximumRedirects > 0, [301, 302, 303, 307, 308].contains(response.status),
                let location = response.headers["Location"]
            else { return response }
            guard followed < request.maximumRedirects else { throw .tooManyRedirects(followed) }
            followed += 1
            let next = try url.resolving(location)
            if response.status < 307 {
                if method != "HEAD" { method = "GET" }
                body = []
                for name in ["Content-Type", "Content-Length", "Content-Encoding"] { headers.remove(name) }
            }
            headers.remove("Host")
            if !Self.sharesSecrets(from: url.host, to: next.host) {
                for name in ["Authorization", "Cookie", "WWW-Authenticate"] { headers.remove(name) }
            }
            if !(url.scheme == "https" && next.scheme == "http") { headers.set(name: "Referer", value: url.text) }
            url = next
        }
    }

    /// Credentials go to the same host and to those below it.
    private static func sharesSecrets(from old: String, to new: String) -> Bool {
        let old = old.lowercased()
        let new = new.lowercased()
        return old == new || new.hasSuffix("." + old)
    }

    /// One exchange; on a kept connection that proves dead it is repeated on a fresh one.
    private func perform(
        _ exchange: Exchange, refusesAddress: (@Sendable (String) -> Bool)?, group: EventLoopGroup
    ) async throws(HTTPClientError) -> ClientResponse {
        while let kept = core.pool.take(exchange.origin, isAllowed: { refusesAddress?($0) != true }) {
            // What can be received from an idle connection is its end.
            guard case .wouldBlock = kept.transport.receive(core.input) else {
                kept.close(on: core)
                continue
            }
            if let response = try await run(exchange, on: kept) { return response }
            break
        }
        let fresh = try await connect(exchange, refusesAddress: refusesAddress, group: group)
        guard let response = try await run(exchange, on: fresh) else { throw .transport("EOF") }
        return response
    }

    /// nil when the connection ended before the first byte of an answer.
    private func run(
        _ exchange: Exchange, on connection: ClientConnection
    ) async throws(HTTPClientError) -> ClientResponse? {
        do throws(HTTPClientError) {
            guard try await write(exchange, to: connection), let result = try await read(exchange, from: connection)
            else {
                connection.close(on: core)
                return nil
            }
            if result.keeps { ConnectionPool.keep(connection, on: core) } else { connection.close(on: core) }
            return result.response
        } catch {
            connection.close(on: core)
            throw error
        }
    }

    /// Suspends until something happens to a connection.
    private func wait(for connection: ClientConnection, until deadline: UInt64) async throws(HTTPClientError) {
        core.items.setDeadline(deadline, of: connection)
        switch await withCheckedContinuation({ connection.wait($0) }) {
        case .ready: break
        case .timedOut: throw .timedOut
        case .stopped: throw .stopped
        }
    }

    /// A connected socket to the first address of the host that takes one.
    private func connect(
        _ exchange: Exchange, refusesAddress: (@Sendable (String) -> Bool)?, group: EventLoopGroup
    ) async throws(HTTPClientError) -> ClientConnection {
        guard !core.isStopping else { throw .stopped }
        let addresses = try await resolve(exchange.url, deadline: exchange.deadline, group: group)
        var failure: HTTPClientError?
        for address in addresses {
            if refusesAddress?(address.ip) == true {
                failure = failure ?? .addressRefused(address: address.text)
                continue
            }
            do throws(HTTPClientError) {
                return try await connect(exchange, to: address, group: group)
            } catch {
                guard case .connection = error else { throw error }
                failure = failure ?? error
            }
        }
        throw failure ?? .resolution(host: exchange.url.host, reason: "no such host")
    }

    private func connect(
        _ exchange: Exchange, to address: ResolvedAddress, group: EventLoopGroup
    ) async throws(HTTPClientError) -> ClientConnection {
        let (descriptor, error) = ClientSocket.connecting(to: address)
        guard descriptor >= 0 else { throw .connection(address: address.text, reason: SystemError.text(error)) }
        let connection = ClientConnection(
            origin: exchange.origin, address: address.ip, transport: Transport(descriptor: descriptor))
        core.items.add(connection)
        do throws(HTTPClientError) {
            guard core.poller.addEdges(descriptor, key: connection.key) else { throw .transport("epoll_ctl failed") }
            if error != 0 { try await wait(for: connection, until: exchange.deadline) }
            let failure = ClientSocket.error(of: descriptor)
            guard failure == 0 else {
                throw .connection(address: address.text, reason: SystemError.text(failure))
            }
            if exchange.url.scheme == "https" { try await startTLS(exchange, on: connection, group: group) }
            return connection
        } catch {
            connection.close(on: core)
            throw error
        }
    }

    private func startTLS(
        _ exchange: Exchange, on connection: ClientConnection, group: EventLoopGroup
    ) async throws(HTTPClientError) {
        let context = try group.clientTLS.shared()
        let host = exchange.url.host
        var isAddress = false
        if case .success = ResolvedAddress.all(of: host, port: 0, isNumeric: true) { isAddress = true }
        guard let session = context.session(on: connection.transport.descriptor),
            session.expect(host: host, isAddress: isAddress, verifies: exchange.verifies)
        else { throw .tls("no session") }
        connection.transport.tls = session
        while true {
            switch session.shakeHands() {
            case .bytes: return
            case .wouldBlock: try await wait(for: connection, until: exchange.deadline)
            case .end, .failed: throw .tls(session.failure)
            }
        }
    }

    /// Sends the request; false when the connection ended.
    private func write(_ exchange: Exchange, to connection: ClientConnection) async throws(HTTPClientError) -> Bool {
        core.output.clear()
        exchange.writeHead(to: core.output)
        var pending = PendingOutput()
        if exchange.body.count <= 16_384 {
            core.output.append(exchange.body)
            pending.append(Array(core.output.bytes))
        } else {
            pending.append(Array(core.output.bytes))
            pending.append(exchange.body)
        }
        while true {
            switch pending.flush(to: connection.transport) {
            case .bytes: return true
            case .wouldBlock: try await wait(for: connection, until: exchange.deadline)
            case .end, .failed: return false
            }
        }
    }

    /// The answer, and whether the connection can be used again; nil when it ended before the first byte.
    private func read(
        _ exchange: Exchange, from connection: ClientConnection
    ) async throws(HTTPClientError) -> (response: ClientResponse, keeps: Bool)? {
        var reader = ResponseReader(isHead: exchange.method == "HEAD", limit: exchange.maximumResponseSize)
        while true {
            switch connection.transport.receive(core.input) {
            case .bytes(let count):
                guard try reader.use(UnsafeBufferPointer(rebasing: core.input[..<count])) else { continue }
            case .wouldBlock:
                try await wait(for: connection, until: exchange.deadline)
                continue
            case .end, .failed:
                guard reader.hasStarted else { return nil }
                try reader.end()
            }
            guard let head = reader.head else { return nil }
            let response = ClientResponse(
                status: head.status, headers: head.headers, body: reader.body, url: exchange.url.text)
            return (response, reader.keepsConnection)
        }
    }
}
