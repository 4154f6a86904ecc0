/// The reading of requests without sockets, for a fuzzer.
package enum RequestParserFuzzing {
    /// What came of some bytes.
    package enum Outcome: Sendable, Hashable {
        case incomplete
        case refused(RequestRefusal)
        case bodyFailed(BodyFailure)
        /// A whole request; `used` bytes of the input belong to it.
        case complete(method: String, target: String, body: [UInt8], used: Int)
    }

    /// Reads the first request of bytes that come in pieces of a size.
    package static func parse(_ bytes: [UInt8], pieceSize: Int = .max, maximumHeaderBytes: Int = 1_052_672) -> Outcome {
        var parser = RequestParser()
        var available = min(pieceSize, bytes.count)
        while true {
            let outcome = bytes.withUnsafeBufferPointer {
                parser.parse(UnsafeBufferPointer(rebasing: $0[..<available]), maximum: maximumHeaderBytes)
            }
            switch outcome {
            case .incomplete:
                guard available < bytes.count else { return .incomplete }
                available += min(pieceSize, bytes.count - available)
            case .refused(let refusal):
                return .refused(refusal)
            case .complete(let head, let length):
                return body(of: head, in: bytes, from: length, pieceSize: pieceSize)
            }
        }
    }

    private static func body(of head: RequestHead, in bytes: [UInt8], from start: Int, pieceSize: Int) -> Outcome {
        // Texts and fields are made, so that a wrong range does not go unseen.
        let request = Request(head: head, body: [], bodyFailure: nil, peer: PeerAddress(), isTLS: false)
        _ = (request.path, request.query, request.host, request.headerFields)
        var decoder = BodyDecoder(head.framing, limit: .max)
        var used = start
        while true {
            let end = used + min(pieceSize, bytes.count - used)
            var taken = 0
            let outcome = bytes.withUnsafeBufferPointer {
                decoder.decode(UnsafeBufferPointer(rebasing: $0[used..<end]), taken: &taken)
            }
            used += taken
            switch outcome {
            case .complete:
                return .complete(method: request.method, target: request.target, body: decoder.body, used: used)
            case .failed(let failure): return .bodyFailed(failure)
            case .incomplete:
                if end == bytes.count { return .incomplete }
            }
        }
    }
}
