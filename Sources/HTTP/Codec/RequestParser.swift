/// Reads request line and header fields line by line as they come, as strictly as Go's net/http and no stricter.
struct RequestParser {
    enum Outcome {
        /// More bytes are needed.
        case incomplete
        /// The head, and how many bytes it took.
        case complete(RequestHead, length: Int)
        case refused(RequestRefusal)
    }

    private var lineStart = 0
    /// Where the search for the line's end goes on.
    private var searchStart = 0
    private var hasRequestLine = false
    private var method = 0..<0
    private var target = 0..<0
    private var parts: RequestTarget?
    private var majorVersion = 1
    private var minorVersion = 1
    private var spans: [RequestHead.Span] = []
    /// Values of folded lines, joined; they stand behind the head in its bytes.
    private var folded: [UInt8] = []
    private var known = KnownFields()

    init() {
        spans.reserveCapacity(8)
    }

    /// Values that are from `folded` have this bit in their place until the head's length is known.
    private static let foldedBit: UInt32 = 1 << 31

    /// Goes on with all bytes of the request so far, those seen before included.
    mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, maximum: Int) -> Outcome {
        while let end = HeaderRules.position(of: 10, in: bytes, from: searchStart, to: bytes.count) {
            guard end < maximum else { return .refused(.headerTooLarge) }
            let line = lineStart..<(end > lineStart && bytes[end - 1] == 13 ? end - 1 : end)
            if !hasRequestLine {
                guard readRequestLine(bytes, line) else { return .refused(.badRequest) }
                hasRequestLine = true
            } else if line.isEmpty {
                return finish(bytes, length: end + 1)
            } else {
                if spans.isEmpty, HeaderRules.isBlank(bytes[lineStart]) { return .refused(.badRequest) }
                guard let colon = HeaderRules.position(of: 58, in: bytes, from: line.lowerBound, to: line.upperBound)
                else { return .refused(.badRequest) }
                searchStart = end
                guard end + 1 < bytes.count else { break }
                if HeaderRules.isBlank(bytes[end + 1]) {
                    guard let next = readFoldedField(bytes, line, colon: colon, lineEnd: end) else { break }
                    guard next > 0 else { return .refused(.badRequest) }
                    lineStart = next
                    searchStart = next
                    continue
                }
                guard readField(bytes, line, colon: colon) else { return .refused(.badRequest) }
            }
            lineStart = end + 1
            searchStart = lineStart
        }
        if bytes.count >= maximum { return .refused(.headerTooLarge) }
        if HeaderRules.position(of: 10, in: bytes, from: searchStart, to: bytes.count) == nil {
            searchStart = max(searchStart, bytes.count)
        }
        return .incomplete
    }

    private mutating func readRequestLine(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
        guard let first = HeaderRules.position(of: 32, in: bytes, from: line.lowerBound, to: line.upperBound),
            let second = HeaderRules.position(of: 32, in: bytes, from: first + 1, to: line.upperBound)
        else { return false }
        method = line.lowerBound..<first
        target = first + 1..<second
        let version = second + 1..<line.upperBound
        guard HeaderRules.isToken(UnsafeBufferPointer(rebasing: bytes[method])), version.count == 8,
            bytes[version.lowerBound] == 72, bytes[version.lowerBound + 1] == 84, bytes[version.lowerBound + 2] == 84,
            bytes[version.lowerBound + 3] == 80, bytes[version.lowerBound + 4] == 47,
            bytes[version.lowerBound + 6] == 46, HeaderRules.isDigit(bytes[version.lowerBound + 5]),
            HeaderRules.isDigit(bytes[version.lowerBound + 7])
        else { return false }
        majorVersion = Int(bytes[version.lowerBound + 5]) - 48
        minorVersion = Int(bytes[version.lowerBound + 7]) - 48
        let isPath = !target.isEmpty && bytes[target.lowerBound] == 47
        parts = RequestTarget(bytes, target, isAuthority: isConnect(bytes) && !isPath)
        return parts != nil
    }

    private func isConnect(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes[method].elementsEqual("CONNECT".utf8)
    }

    private mutating func readField(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, colon: Int) -> Bool {
        var start = colon + 1
        var end = line.upperBound
        while start < end, HeaderRules.isBlank(bytes[start]) { start += 1 }
        while end > start, HeaderRules.isBlank(bytes[end - 1]) { end -= 1 }
        let value = UnsafeBufferPointer(rebasing: bytes[start..<end])
        return add(bytes, name: line.lowerBound..<colon, value: value, place: UInt32(start))
    }

    /// A field that goes on in lines that start with a blank: where the next line is, 0 for a bad field, nil when
    /// bytes are missing.
    private mutating func readFoldedField(
        _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, colon: Int, lineEnd: Int
    ) -> Int? {
        var value = Array(HeaderRules.trimmed(bytes[colon + 1..<line.upperBound]))
        var next = lineEnd + 1
        repeat {
            guard let end = HeaderRules.position(of: 10, in: bytes, from: next, to: bytes.count), end + 1 < bytes.count
            else { return nil }
            let more = next..<(bytes[end - 1] == 13 ? end - 1 : end)
            value.append(32)
            if more.lowerBound < more.upperBound { value += HeaderRules.trimmed(bytes[more]) }
            next = end + 1
        } while HeaderRules.isBlank(bytes[next])
        while value.first == 32 { value.removeFirst() }
        let place = Self.foldedBit | UInt32(folded.count)
        folded += value
        let isGood = value.withUnsafeBufferPointer {
            add(bytes, name: line.lowerBound..<colon, value: $0, place: place)
        }
        return isGood ? next : 0
    }

    private mutating func add(
        _ bytes: UnsafeBufferPointer<UInt8>, name: Range<Int>, value: UnsafeBufferPointer<UInt8>, place: UInt32
    ) -> Bool {
        guard !name.isEmpty, HeaderRules.isValue(value) else { return false }
        for index in name where !HeaderRules.token.contains(bytes[index]) {
            // A blank in a name is read, and refused with words of its own when the head is complete.
            guard bytes[index] == 32 else { return false }
            known.hasBlankInName = true
        }
        known.note(name: UnsafeBufferPointer(rebasing: bytes[name]), value: value)
        spans.append(
            RequestHead.Span(
                nameStart: UInt32(name.lowerBound), nameLength: UInt32(name.count), valueStart: place,
                valueLength: UInt32(value.count)))
        return true
    }

    /// The checks that need all fields, in Go's order.
    private mutating func finish(_ bytes: UnsafeBufferPointer<UInt8>, length: Int) -> Outcome {
        guard let parts, known.hostCount <= 1 else { return .refused(.badRequest) }
        let isVersion11 = majorVersion > 1 || (majorVersion == 1 && minorVersion >= 1)
        if isVersion11, known.hasUnknownTransferCoding || known.transferCodingCount > 1 {
            return .refused(.unsupportedTransferCoding)
        }
        let isChunked = isVersion11 && known.transferCodingCount == 1
        if known.hasBadLength || (isChunked && known.hasBadTrailer) { return .refused(.badRequest) }
        let isPreface =
            majorVersion == 2 && minorVersion == 0 && bytes[method].elementsEqual("PRI".utf8)
            && bytes[target].elementsEqual("*".utf8)
        guard majorVersion == 1 || isPreface else { return .refused(.unsupportedVersion) }
        if isVersion11, known.hostCount == 0, !isPreface, !isConnect(bytes) { return .refused(.missingHost) }
        if known.hasBadHost { return .refused(.malformedHost) }
        if known.hasBlankInName { return .refused(.invalidHeaderName) }
        var traits = known.traits
        if bytes[method].elementsEqual("HEAD".utf8) { traits.insert(.isHead) }
        if bytes[method].elementsEqual("POST".utf8) { traits.insert(.isPost) }
        if isPreface { traits.insert(.wantsClose) }
        for index in spans.indices where spans[index].valueStart & Self.foldedBit != 0 {
            spans[index].valueStart = UInt32(length) + (spans[index].valueStart & ~Self.foldedBit)
        }
        var stored = Array(bytes[..<length])
        if !folded.isEmpty { stored += folded }
        let head = RequestHead(
            bytes: stored, spans: spans, method: method, target: target, parts: parts, majorVersion: majorVersion,
            minorVersion: minorVersion, framing: isChunked ? .chunked : .length(known.length ?? 0), traits: traits)
        return .complete(head, length: length)
    }
}
