/// Puts an answer together from the pieces that are received.
struct ResponseReader {
    private let isHead: Bool
    private let limit: Int
    private var received: [UInt8] = []
    private var decoder: BodyDecoder?
    private var endsWithConnection = false
    private var hasLeftovers = false
    private var isComplete = false
    private(set) var head: ResponseHead?
    private(set) var hasStarted = false

    init(isHead: Bool, limit: Int) {
        self.isHead = isHead
        self.limit = limit
    }

    var body: [UInt8] { decoder?.body ?? [] }

    /// Whether another request can be sent behind this answer.
    var keepsConnection: Bool {
        isComplete && !endsWithConnection && !hasLeftovers && head?.keepsConnection == true
    }

    /// Takes what was received; true when the answer is complete.
    mutating func use(_ bytes: UnsafeBufferPointer<UInt8>) throws(HTTPClientError) -> Bool {
        hasStarted = true
        guard decoder == nil else { return try decode(bytes) }
        received.append(contentsOf: bytes)
        while true {
            let found: Result<ResponseHead?, HTTPClientError> = received.withUnsafeBufferPointer { all in
                do throws(HTTPClientError) { return .success(try ResponseHead(all)) } catch { return .failure(error) }
            }
            guard let head = try found.get() else { return false }
            received.removeFirst(head.length)
            // 1xx only announce the answer.
            if head.status >= 200 || head.status == 101 {
                self.head = head
                break
            }
        }
        let framing = try head?.framing(isHead: isHead)
        endsWithConnection = framing == nil
        if case .length(let length) = framing, length > limit { throw .responseTooLarge(limit: limit) }
        decoder = BodyDecoder(framing ?? .length(.max), limit: limit)
        let rest = received
        received = []
        let outcome: Result<Bool, HTTPClientError> = rest.withUnsafeBufferPointer { rest in
            do throws(HTTPClientError) { return .success(try decode(rest)) } catch { return .failure(error) }
        }
        return try outcome.get()
    }

    /// The connection ended: right for a body that ends so, wrong for every other.
    mutating func end() throws(HTTPClientError) {
        guard head != nil, endsWithConnection else { throw .transport("unexpected EOF") }
    }

    private mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(HTTPClientError) -> Bool {
        var taken = 0
        switch decoder?.decode(bytes, taken: &taken) {
        case .complete:
            isComplete = true
            hasLeftovers = taken < bytes.count
            return true
        case .failed(.tooLarge): throw .responseTooLarge(limit: limit)
        case .failed: throw .badResponse("malformed chunked encoding")
        case .incomplete, nil: return false
        }
    }
}
