/// Takes the bytes of a body out of what was read.
struct BodyDecoder {
    enum Outcome {
        case incomplete
        case complete
        case failed(BodyFailure)
    }

    private enum State {
        case length
        case chunkSize
        case chunkData
        case chunkEnd(Int)
        case trailer
    }

    private var state: State
    private var remaining = 0
    /// A line of the chunked coding as far as it came.
    private var line: [UInt8] = []
    /// Bytes of the coding that are no data, less what Go lets pass for each chunk.
    private var excess = 0
    private var trailerLength = 0
    /// The most bytes that are kept.
    private let limit: Int
    /// Whether the bytes are dropped; they count all the same.
    private let discards: Bool
    private var count = 0
    private(set) var body: [UInt8] = []

    init(_ framing: RequestHead.Framing, limit: Int, discards: Bool = false) {
        self.limit = limit
        self.discards = discards
        switch framing {
        case .length(let length):
            state = .length
            remaining = length
            if !discards { body.reserveCapacity(min(length, limit, 1 << 16)) }
        case .chunked:
            state = .chunkSize
        }
    }

    /// Takes bytes; `taken` of them belong to the body.
    mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>, taken: inout Int) -> Outcome {
        taken = 0
        while true {
            switch state {
            case .length:
                guard keep(bytes, &taken) else { return .failed(.tooLarge) }
                return remaining == 0 ? .complete : .incomplete
            case .chunkSize:
                guard readLine(bytes, &taken) else { return line.count > 4_096 ? .failed(.malformed) : .incomplete }
                guard let size = chunkSize() else { return .failed(.malformed) }
                line = []
                remaining = size
                state = size == 0 ? .trailer : .chunkData
            case .chunkData:
                guard keep(bytes, &taken) else { return .failed(.tooLarge) }
                guard remaining == 0 else { return .incomplete }
                state = .chunkEnd(0)
            case .chunkEnd(let index):
                guard taken < bytes.count else { return .incomplete }
                guard bytes[taken] == (index == 0 ? 13 : 10) else { return .failed(.malformed) }
                taken += 1
                state = index == 0 ? .chunkEnd(1) : .chunkSize
            case .trailer:
                guard readLine(bytes, &taken) else { return line.count > 4_096 ? .failed(.malformed) : .incomplete }
                trailerLength += line.count
                if line == [13, 10] || line == [10] { return .complete }
                guard trailerLength <= 4_096, line.contains(58) else { return .failed(.malformed) }
                line = []
            }
        }
    }

    private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>, _ taken: inout Int) -> Bool {
        let more = min(remaining, bytes.count - taken)
        guard more > 0 else { return true }
        let kept = min(more, limit - count)
        if !discards, kept > 0 { body.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[taken..<taken + kept])) }
        count += more
        taken += more
        remaining -= more
        return count <= limit
    }

    /// Appends to `line` up to a line end; false when there is none yet.
    private mutating func readLine(_ bytes: UnsafeBufferPointer<UInt8>, _ taken: inout Int) -> Bool {
        let end = HeaderRules.position(of: 10, in: bytes, from: taken, to: bytes.count)
        let next = end.map { $0 + 1 } ?? bytes.count
        line.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[taken..<next]))
        taken = next
        return end != nil && line.count <= 4_097
    }

    /// The size of a chunk; nil where Go's chunked reader gives up: a bare line feed, no digits, too many of them, or
    /// much more coding than data.
    private mutating func chunkSize() -> Int? {
        guard let mark = line.firstIndex(of: 13), mark == line.count - 2 else { return nil }
        var text = line[..<mark]
        while let last = text.last, HeaderRules.isBlank(last) { text.removeLast() }
        if let extensionMark = text.firstIndex(of: 59) { text = text[..<extensionMark] }
        guard !text.isEmpty, text.count <= 16 else { return nil }
        var size = 0
        for byte in text {
            guard let digit = HeaderRules.hexadecimal(byte), size >> 58 == 0 else { return nil }
            size = size << 4 | digit
        }
        let (allowed, overflow) = size.multipliedReportingOverflow(by: 2)
        excess = overflow ? 0 : max(0, excess + line.count + 2 - 16 - allowed)
        return excess > 16 * 1_024 ? nil : size
    }
}
