extension ServerConnection {
    /// Bodies above this size are sent from where they are instead of being copied behind their head.
    private static let largestCopy = 32 << 10
    /// How long a client may take to read the last answer (Go: rstAvoidanceDelay).
    private static let lingeringTime = Duration.milliseconds(500)

    /// Sends the answer of the request that is under way.
    func write(_ response: Response, on core: LoopCore) {
        core.refreshClock()
        guard !response.hangsUp, core.now <= writeDeadline else { return end(on: core) }
        if server.isDraining { circumstances.mustClose = true }
        let buffer = core.output
        buffer.clear()
        let plan = ResponseWriter.writeHead(response, circumstances, date: core.dateLine.bytes, to: buffer)
        closesAfterOutput = plan.closes
        phase = .answering
        let body = plan.isSent ? response.body : []
        if plan.isChunked {
            buffer.append(hexadecimal: body.count)
            buffer.append("\r\n" as StaticString)
        }
        if body.count <= Self.largestCopy {
            buffer.append(body)
            if plan.isChunked { buffer.append("\r\n0\r\n\r\n" as StaticString) }
            sendOrKeep(buffer.bytes)
        } else {
            output.append(Array(buffer.bytes))
            output.append(body)
            if plan.isChunked { output.append(Array("\r\n0\r\n\r\n".utf8)) }
        }
    }

    private func sendOrKeep(_ bytes: UnsafeBufferPointer<UInt8>) {
        var sent = 0
        if output.isEmpty {
            switch transport.send(bytes) {
            case .bytes(let count): sent = count
            case .wouldBlock: break
            case .end, .failed: return brokeWhileWriting()
            }
        }
        if sent < bytes.count { output.append(Array(bytes[sent...])) }
    }

    /// The client is gone: nothing more is sent, and the connection ends.
    private func brokeWhileWriting() {
        output = PendingOutput()
        closesAfterOutput = true
        lingers = false
    }

    /// Sends what waits; false when the client does not take it now.
    func flush(on core: LoopCore) -> Bool {
        switch output.flush(to: transport) {
        case .bytes: break
        case .wouldBlock:
            core.items.setDeadline(writeDeadline, of: self)
            return false
        case .end, .failed: brokeWhileWriting()
        }
        guard closesAfterOutput else {
            phase = .waiting
            isFirstRequest = false
            hasFreshBytes = !unparsed.isEmpty
            core.items.setDeadline(core.deadline(after: server.settings.limits.idleTimeout), of: self)
            return true
        }
        guard lingers, !hasEnded else {
            end(on: core)
            return false
        }
        phase = .lingering
        unparsed = []
        isReadable = true
        transport.endSending()
        core.items.setDeadline(core.deadline(after: Self.lingeringTime), of: self)
        return true
    }

    /// Answers what cannot be handled, and ends the connection.
    func refuse(_ refusal: RequestRefusal, on core: LoopCore) {
        partialHead = nil
        writeDeadline = core.deadline(after: server.settings.limits.writeTimeout)
        output.append(refusal.answer)
        closesAfterOutput = true
        lingers = true
        phase = .answering
    }

    /// Reads once and forgets; false when there is nothing now.
    func dropInput(on core: LoopCore) -> Bool {
        switch transport.receive(core.input) {
        case .bytes: return true
        case .wouldBlock:
            isReadable = false
            return false
        case .end, .failed:
            end(on: core)
            return false
        }
    }
}
