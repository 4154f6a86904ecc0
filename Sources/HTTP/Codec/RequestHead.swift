/// The request line and the header fields of a request: the bytes as they came, and where things are in them.
final class RequestHead: Sendable {
    /// Where a header field is.
    struct Span: Sendable {
        var nameStart: UInt32
        var nameLength: UInt32
        var valueStart: UInt32
        var valueLength: UInt32
    }

    /// How the body's end is found.
    enum Framing: Sendable, Equatable {
        case length(Int)
        case chunked
    }

    let bytes: [UInt8]
    let spans: [Span]
    let method: Range<Int>
    let target: Range<Int>
    let path: Range<Int>
    let query: Range<Int>?
    let targetHost: Range<Int>?
    let minorVersion: Int
    let majorVersion: Int
    let framing: Framing
    let traits: Traits

    /// What the header fields ask of the connection.
    struct Traits: OptionSet, Sendable {
        let rawValue: UInt8
        static let wantsClose = Traits(rawValue: 1)
        static let wantsKeepAlive = Traits(rawValue: 2)
        static let expectsContinue = Traits(rawValue: 4)
        static let expectsSomethingElse = Traits(rawValue: 8)
        static let isHead = Traits(rawValue: 16)
        static let isPost = Traits(rawValue: 32)
    }

    init(
        bytes: [UInt8], spans: [Span], method: Range<Int>, target: Range<Int>, parts: RequestTarget,
        majorVersion: Int, minorVersion: Int, framing: Framing, traits: Traits
    ) {
        self.bytes = bytes
        self.spans = spans
        self.method = method
        self.target = target
        path = parts.path
        query = parts.query
        targetHost = parts.host
        self.majorVersion = majorVersion
        self.minorVersion = minorVersion
        self.framing = framing
        self.traits = traits
    }

    /// A text of the head; bytes that are no UTF-8 are repaired.
    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    func value(_ span: Span) -> String {
        text(Int(span.valueStart)..<Int(span.valueStart + span.valueLength))
    }

    func name(_ span: Span) -> String {
        text(Int(span.nameStart)..<Int(span.nameStart + span.nameLength))
    }

    /// Whether a field has a name, in any case.
    func isNamed(_ span: Span, _ name: String) -> Bool {
        let wanted = name.utf8
        guard Int(span.nameLength) == wanted.count else { return false }
        var index = Int(span.nameStart)
        for byte in wanted {
            guard HeaderRules.lowercased(bytes[index]) == HeaderRules.lowercased(byte) else { return false }
            index += 1
        }
        return true
    }

    func isText(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        for index in 0..<range.count where bytes[range.lowerBound + index] != text.utf8Start[index] { return false }
        return true
    }

    /// HTTP/1.1 or a later minor version.
    var isVersion11: Bool { majorVersion > 1 || minorVersion >= 1 }
}
