import CPoll

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What came of one try to receive or to send.
enum Transfer {
    case bytes(Int)
    case wouldBlock
    /// The peer sends no more.
    case end
    case failed
}

/// A connected socket, with or without TLS.
struct Transport {
    let descriptor: Int32
    var tls: TLSSession?

    func receive(_ buffer: UnsafeMutableBufferPointer<UInt8>) -> Transfer {
        if let tls { return tls.receive(buffer) }
        let count = cpoll_receive(descriptor, buffer.baseAddress, buffer.count)
        if count > 0 { return .bytes(count) }
        if count == 0 { return .end }
        return errno == EAGAIN ? .wouldBlock : .failed
    }

    func send(_ bytes: UnsafeBufferPointer<UInt8>) -> Transfer {
        if let tls { return tls.send(bytes) }
        let count = cpoll_send(descriptor, bytes.baseAddress, bytes.count)
        if count >= 0 { return .bytes(count) }
        return errno == EAGAIN ? .wouldBlock : .failed
    }

    /// Tells the peer that no more comes; it may still send.
    func endSending() {
        tls?.close()
        _ = cpoll_shutdown_write(descriptor)
    }

    /// Closes the socket; nothing may be done with the transport after it.
    func release(orderly: Bool = true) {
        if orderly { tls?.close() }
        close(descriptor)
    }
}

/// Bytes that wait until a socket takes them.
struct PendingOutput {
    private var parts: [[UInt8]] = []
    private var offset = 0

    var isEmpty: Bool { parts.isEmpty }

    mutating func append(_ bytes: [UInt8]) {
        if !bytes.isEmpty { parts.append(bytes) }
    }

    /// Sends what the socket takes; `.bytes` when all is sent.
    mutating func flush(to transport: Transport) -> Transfer {
        while let part = parts.first {
            let sent = part.withUnsafeBufferPointer {
                transport.send(UnsafeBufferPointer(rebasing: $0[offset...]))
            }
            guard case .bytes(let count) = sent else { return sent }
            offset += count
            if offset == part.count {
                parts.removeFirst()
                offset = 0
            }
        }
        return .bytes(0)
    }
}
