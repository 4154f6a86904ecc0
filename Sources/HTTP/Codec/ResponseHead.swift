/// Status line and header fields of an answer from another server.
struct ResponseHead {
    var minorVersion = 1
    var status = 0
    var headers = HeaderFields()
    /// How much of what was received it took.
    var length = 0

    /// The most bytes of it (Go's default).
    static let maximum = 1 << 20

    /// The head at the start of bytes; nil when it is not complete.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) throws(HTTPClientError) {
        var start = 0
        var isFirst = true
        while let end = HeaderRules.position(of: 10, in: bytes, from: start, to: bytes.count) {
            let line = start..<(end > start && bytes[end - 1] == 13 ? end - 1 : end)
            start = end + 1
            if isFirst {
                isFirst = false
                try readStatus(String(decoding: bytes[line], as: UTF8.self))
            } else if line.isEmpty {
                length = start
                return
            } else {
                try readField(bytes, line)
            }
        }
        guard bytes.count <= Self.maximum else {
            throw .badResponse("net/http: server response headers exceeded \(Self.maximum) bytes; aborted")
        }
        return nil
    }

    private mutating func readStatus(_ line: String) throws(HTTPClientError) {
        let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2 else { throw .badResponse("malformed HTTP response \"\(line)\"") }
        guard parts[1].utf8.count == 3, let status = Int(parts[1]), status >= 100 else {
            throw .badResponse("malformed HTTP status code \"\(parts[1])\"")
        }
        guard parts[0] == "HTTP/1.1" || parts[0] == "HTTP/1.0" else {
            throw .badResponse("malformed HTTP version \"\(parts[0])\"")
        }
        self.status = status
        minorVersion = parts[0] == "HTTP/1.1" ? 1 : 0
    }

    private mutating func readField(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) throws(HTTPClientError) {
        guard let colon = HeaderRules.position(of: 58, in: bytes, from: line.lowerBound, to: line.upperBound) else {
            let text = String(decoding: bytes[line], as: UTF8.self)
            guard HeaderRules.isBlank(bytes[line.lowerBound]), let last = headers.fields.last else {
                throw .badResponse("malformed MIME header line: \(text)")
            }
            return headers.continueLast(last, with: text)
        }
        let value = HeaderRules.trimmed(bytes[colon + 1..<line.upperBound])
        headers.add(
            name: String(decoding: bytes[line.lowerBound..<colon], as: UTF8.self),
            value: String(decoding: value, as: UTF8.self))
    }

    /// How the body ends; nil: with the connection.
    func framing(isHead: Bool) throws(HTTPClientError) -> RequestHead.Framing? {
        if isHead || !StatusText.allowsBody(status) { return .length(0) }
        if let coding = headers["Transfer-Encoding"], minorVersion >= 1 {
            guard coding.lowercased() == "chunked" else {
                throw .badResponse("unsupported transfer encoding: \"\(coding)\"")
            }
            return .chunked
        }
        let lengths = headers.all("Content-Length")
        guard let first = lengths.first else { return nil }
        guard lengths.allSatisfy({ $0 == first }), first.utf8.allSatisfy(HeaderRules.isDigit), let length = Int(first)
        else { throw .badResponse("bad Content-Length \"\(first)\"") }
        return .length(length)
    }

    /// Whether the server keeps the connection.
    var keepsConnection: Bool {
        let tokens = headers.all("Connection").flatMap { value in
            value.lowercased().split(separator: ",").map { part in String(part.filter { $0 != " " }) }
        }
        return minorVersion >= 1 ? !tokens.contains("close") : tokens.contains("keep-alive")
    }
}

extension HeaderFields {
    /// Joins a folded line to the last field.
    fileprivate mutating func continueLast(_ last: Field, with text: String) {
        replaceLast(value: last.value + " " + text.drop { $0 == " " || $0 == "\t" })
    }
}
