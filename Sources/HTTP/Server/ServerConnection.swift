import CPoll

/// One connection of a client: reads a request, has it answered, and goes on with the next.
///
/// Without a request under way it holds no buffer. While an answer is pending nothing is read: what the client sends
/// waits in the system, and when that is full, with the client.
final class ServerConnection: PolledItem {
    enum Phase {
        /// Between requests.
        case waiting
        case head
        case body
        /// A request is complete and not yet with the handler.
        case ready
        case handling
        case answering
        /// All is said; what the client still sends is dropped so that it can read the answer.
        case lingering
        case closed
    }

    let server: ServerState
    let peer: PeerAddress
    var transport: Transport
    var phase = Phase.waiting
    var isReadable = false
    /// The system told that the client sends no more: a short read is not the last one.
    var sawHangup = false
    /// The end of what the client sends was read.
    var hasEnded = false
    var isFirstRequest = true
    var lastWasPost = false

    /// Bytes that were received and not used yet.
    var unparsed: [UInt8] = []
    var unparsedStart = 0
    /// Whether `unparsed` was not looked at since it last changed.
    var hasFreshBytes = false
    var partialHead: PartialHead?
    var partialBody: PartialBody?
    var requestStart: UInt64

    var request: Request?
    /// An answer of the server itself for `request`.
    var ownAnswer: Response?
    var circumstances = ResponseWriter.Circumstances()
    var lingers = false
    var writeDeadline = UInt64.max
    /// Whether the handler runs inside `dispatch`: its answer is left in `answer` then.
    var isDispatching = false
    var answer: Response?
    var output = PendingOutput()
    var closesAfterOutput = false

    /// A head that is not complete.
    final class PartialHead {
        var parser: RequestParser

        init(_ parser: RequestParser) { self.parser = parser }
    }

    /// A request whose body is not complete.
    final class PartialBody {
        let head: RequestHead
        var decoder: BodyDecoder
        /// The handler does not want the body.
        let discards: Bool

        init(head: RequestHead, decoder: BodyDecoder, discards: Bool) {
            self.head = head
            self.decoder = decoder
            self.discards = discards
        }
    }

    private init(_ transport: Transport, peer: PeerAddress, server: ServerState, now: UInt64) {
        self.transport = transport
        self.peer = peer
        self.server = server
        requestStart = now
    }

    /// Takes over a connected descriptor.
    static func open(_ descriptor: Int32, peer: PeerAddress, server: ServerState, on core: LoopCore) {
        var transport = Transport(descriptor: descriptor)
        if let tls = server.settings.tls {
            guard let session = tls.session(on: descriptor) else { return transport.release(orderly: false) }
            transport.tls = session
        }
        if server.settings.isTCP { _ = cpoll_no_delay(descriptor) }
        let connection = ServerConnection(transport, peer: peer, server: server, now: core.now)
        core.items.add(connection)
        guard core.poller.addEdges(descriptor, key: connection.key) else {
            core.items.remove(connection)
            return transport.release(orderly: false)
        }
        server.connections += 1
        core.items.setDeadline(core.deadline(after: server.settings.limits.headerTimeout), of: connection)
    }

    override func becameReady(_ readiness: Poller.Readiness, on core: LoopCore) {
        if readiness.canRead { isReadable = true }
        if readiness.isHangup { sawHangup = true }
        if phase == .body, !output.isEmpty { _ = output.flush(to: transport) }
        drive(on: core)
    }

    override func continueWork(on core: LoopCore) { drive(on: core) }

    override func deadlineReached(on core: LoopCore) {
        switch phase {
        case .body:
            failBody(.timedOut, on: core)
            drive(on: core)
        case .ready, .handling, .closed: break
        case .waiting, .head, .answering, .lingering: end(on: core)
        }
    }

    override func deliver(_ response: Response, on core: LoopCore) {
        guard phase == .handling else { return }
        if isDispatching {
            answer = response
        } else {
            write(response, on: core)
            drive(on: core)
        }
    }

    override func drain(_ listener: Listener, on core: LoopCore) {
        guard server.listener === listener, phase != .closed else { return }
        // A request that has arrived already is answered.
        isReadable = true
        drive(on: core)
        if phase == .waiting { end(on: core) }
    }

    override func cut(_ server: ServerState, on core: LoopCore) {
        if self.server === server { end(on: core) }
    }

    override func shutDown(on core: LoopCore) { end(on: core) }

    /// Goes on as far as it can without waiting.
    func drive(on core: LoopCore) {
        var reads = 0
        while true {
            switch phase {
            case .waiting, .head, .body:
                if hasFreshBytes {
                    useUnparsed(on: core)
                } else if isReadable, !hasEnded {
                    guard reads < 16 else { return core.continueLater(self) }
                    reads += 1
                    receive(on: core)
                } else if hasEnded {
                    clientEnded(on: core)
                } else {
                    return
                }
            case .ready: dispatch(on: core)
            case .answering:
                guard flush(on: core) else { return }
            case .lingering:
                guard reads < 16 else { return core.continueLater(self) }
                reads += 1
                guard dropInput(on: core) else { return }
            case .handling, .closed: return
            }
        }
    }

    private func dispatch(on core: LoopCore) {
        guard let request else { return end(on: core) }
        self.request = nil
        phase = .handling
        core.items.setDeadline(.max, of: self)
        if let ownAnswer {
            self.ownAnswer = nil
            return write(ownAnswer, on: core)
        }
        let loop = server.loop
        let handler = server.settings.handler
        let key = key
        isDispatching = true
        Task.immediate(executorPreference: loop.executor) {
            let response = await handler.respond(to: request)
            loop.deliver(response, to: key)
        }
        isDispatching = false
        if let answer {
            self.answer = nil
            write(answer, on: core)
        }
    }

    /// Closes at once.
    func end(on core: LoopCore) {
        guard phase != .closed else { return }
        phase = .closed
        core.items.remove(self)
        transport.release()
        server.connectionClosed()
    }
}
