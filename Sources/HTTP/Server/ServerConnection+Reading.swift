extension ServerConnection {
    /// How much of a body that no handler wants is read for the connection's sake (Go: maxPostHandlerReadBytes).
    private static let mostDropped = 256 << 10

    /// Receives once.
    func receive(on core: LoopCore) {
        switch transport.receive(core.input) {
        case .bytes(let count):
            if transport.tls == nil, count < core.input.count, !sawHangup { isReadable = false }
            let bytes = UnsafeBufferPointer(rebasing: core.input[..<count])
            guard unparsed.isEmpty else {
                if unparsedStart > 0 {
                    unparsed.removeFirst(unparsedStart)
                    unparsedStart = 0
                }
                unparsed.append(contentsOf: bytes)
                hasFreshBytes = true
                return
            }
            let taken = take(bytes, on: core)
            if taken < count {
                unparsed = Array(bytes[taken...])
                unparsedStart = 0
            }
        case .wouldBlock: isReadable = false
        case .end: hasEnded = true
        case .failed:
            hasEnded = true
            if phase != .body { end(on: core) }
        }
    }

    /// Looks at the bytes that are left.
    func useUnparsed(on core: LoopCore) {
        let taken = unparsed.withUnsafeBufferPointer {
            take(UnsafeBufferPointer(rebasing: $0[unparsedStart...]), on: core)
        }
        unparsedStart += taken
        if unparsedStart == unparsed.count {
            unparsed = []
            unparsedStart = 0
            hasFreshBytes = false
        }
    }

    /// Uses bytes for the request that is under way; how many are used up. Sets `hasFreshBytes` when it is worth to
    /// look at the rest.
    private func take(_ bytes: UnsafeBufferPointer<UInt8>, on core: LoopCore) -> Int {
        hasFreshBytes = false
        if phase == .body { return takeBody(bytes, on: core) }
        if phase == .waiting {
            if !isFirstRequest {
                // Go looks at a further request when 4 bytes of it are there, and lets line ends behind a POST pass.
                guard bytes.count >= 4 else { return 0 }
                requestStart = core.now
                if lastWasPost {
                    lastWasPost = false
                    let lineEnds = bytes.prefix(4).prefix { $0 == 13 || $0 == 10 }.count
                    if lineEnds > 0 {
                        hasFreshBytes = lineEnds < bytes.count
                        return lineEnds
                    }
                }
            }
            phase = .head
        }
        let limits = server.settings.limits
        var parser = partialHead?.parser ?? RequestParser()
        let outcome = parser.parse(bytes, maximum: limits.maximumHeaderBytes)
        switch outcome {
        case .incomplete:
            if let partialHead {
                partialHead.parser = parser
            } else {
                partialHead = PartialHead(parser)
                core.items.setDeadline(requestStart &+ limits.headerTimeout.saturatedNanoseconds, of: self)
            }
            return 0
        case .refused(let refusal):
            refuse(refusal, on: core)
            return bytes.count
        case .complete(let head, let length):
            partialHead = nil
            begin(head, on: core)
            if phase == .body, length < bytes.count {
                return length + takeBody(UnsafeBufferPointer(rebasing: bytes[length...]), on: core)
            }
            return length
        }
    }

    /// Decides what becomes of the body of a request whose head is complete.
    private func begin(_ head: RequestHead, on core: LoopCore) {
        let limits = server.settings.limits
        writeDeadline = core.deadline(after: limits.writeTimeout)
        lastWasPost = head.traits.contains(.isPost)
        let traits = head.traits
        circumstances = ResponseWriter.Circumstances(
            isHead: traits.contains(.isHead), isVersion11: head.isVersion11,
            wantsClose: traits.contains(.wantsClose),
            wantsKeepAlive: !head.isVersion11 && traits.contains(.wantsKeepAlive))
        lingers = false
        ownAnswer = OwnAnswers.answer(to: head)
        if head.framing == .length(0) { return complete(head, body: [], failure: nil) }

        let isContinueExpected = traits.contains(.expectsContinue) && head.isVersion11
        let maximum =
            ownAnswer == nil
            ? server.settings.handler.maximumBodySize(method: head.text(head.method), path: head.text(head.path)) : 0
        if maximum == 0 {
            var isTooMuch = isContinueExpected || traits.contains(.expectsSomethingElse)
            if case .length(let length) = head.framing, length >= Self.mostDropped { isTooMuch = true }
            if isTooMuch {
                endAfterAnswer()
                return complete(head, body: [], failure: nil)
            }
        } else if let maximum, case .length(let length) = head.framing, length > maximum {
            endAfterAnswer()
            return complete(head, body: [], failure: .tooLarge)
        }
        if isContinueExpected {
            output.append(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
            _ = output.flush(to: transport)
        }
        let isDiscarded = maximum == 0
        let limit = isDiscarded ? Self.mostDropped : maximum ?? .max
        partialBody = PartialBody(
            head: head, decoder: BodyDecoder(head.framing, limit: limit, discards: isDiscarded), discards: isDiscarded)
        phase = .body
        core.items.setDeadline(requestStart &+ limits.bodyTimeout.saturatedNanoseconds, of: self)
    }

    private func takeBody(_ bytes: UnsafeBufferPointer<UInt8>, on core: LoopCore) -> Int {
        guard let partialBody else { return bytes.count }
        var taken = 0
        switch partialBody.decoder.decode(bytes, taken: &taken) {
        case .incomplete: break
        case .complete:
            self.partialBody = nil
            complete(partialBody.head, body: partialBody.decoder.body, failure: nil)
        case .failed(let failure):
            failBody(failure, on: core)
            return bytes.count
        }
        return taken
    }

    /// The body cannot be read to its end: the handler learns it, and the connection ends with the answer.
    func failBody(_ failure: BodyFailure, on core: LoopCore) {
        guard let partialBody else { return }
        self.partialBody = nil
        endAfterAnswer()
        complete(
            partialBody.head, body: partialBody.decoder.body, failure: partialBody.discards ? nil : failure)
    }

    private func complete(_ head: RequestHead, body: [UInt8], failure: BodyFailure?) {
        request = Request(
            head: head, body: body, bodyFailure: failure, peer: peer, isTLS: server.settings.tls != nil)
        phase = .ready
    }

    private func endAfterAnswer() {
        circumstances.mustClose = true
        lingers = true
    }

    /// The client sends no more, and all that it sent was looked at.
    func clientEnded(on core: LoopCore) {
        switch phase {
        case .head: refuse(.badRequest, on: core)
        case .body: failBody(.disconnected, on: core)
        default: end(on: core)
        }
    }
}
