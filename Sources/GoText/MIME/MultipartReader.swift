/// Takes the parts of a multipart body one after the other (RFC 2046 section 5.1.1).
struct MultipartReader {
    /// A part as far as a form needs it.
    struct Part {
        /// The Content-Disposition field.
        var disposition: String?
        var body: [UInt8]
    }

    private let body: [UInt8]
    private let delimiter: [UInt8]
    /// A lone line feed when the first boundary line ended with one.
    private var newline: [UInt8] = [0x0D, 0x0A]
    private var position = 0
    private var hasRead = false

    init(_ body: [UInt8], boundary: String) {
        self.body = body
        delimiter = Array("--\(boundary)".utf8)
    }

    /// The next part; nil behind the last boundary.
    mutating func nextPart() throws(GoMultipartError) -> Part? {
        var expectsPart = false
        while true {
            let line = takeLine()
            if isFinalBoundary(line) { return nil }
            guard line.last == 0x0A else { throw GoMultipartError(message: "multipart: NextPart: EOF") }
            if isBoundary(line) {
                hasRead = true
                return try takePart()
            }
            if expectsPart {
                let text = goQuoted(bytes: Array(line))
                throw GoMultipartError(message: "multipart: expecting a new Part; got line \(text)")
            }
            // What comes before the first boundary does not count.
            if !hasRead { continue }
            guard line.elementsEqual(newline) else {
                let text = goQuoted(bytes: Array(line))
                throw GoMultipartError(message: "multipart: unexpected line in Next(): \(text)")
            }
            expectsPart = true
        }
    }

    private mutating func takeLine() -> ArraySlice<UInt8> {
        let end = body[position...].firstIndex(of: 0x0A).map { $0 + 1 } ?? body.count
        defer { position = end }
        return body[position..<end]
    }

    private func isFinalBoundary(_ line: ArraySlice<UInt8>) -> Bool {
        let end = delimiter + [UInt8(ascii: "-"), UInt8(ascii: "-")]
        guard line.starts(with: end) else { return false }
        let rest = Self.withoutBlanks(line.dropFirst(end.count))
        return rest.isEmpty || rest.elementsEqual(newline)
    }

    private mutating func isBoundary(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: delimiter) else { return false }
        let rest = Self.withoutBlanks(line.dropFirst(delimiter.count))
        if !hasRead, rest.elementsEqual([0x0A]) { newline = [0x0A] }
        return rest.elementsEqual(newline)
    }

    private static func withoutBlanks(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        text.drop { $0 == 0x20 || $0 == 0x09 }
    }

    private mutating func takePart() throws(GoMultipartError) -> Part {
        var disposition: String?
        var isQuotedPrintable = false
        for (name, value) in try takeHeader() {
            switch name.lowercased() {
            case "content-disposition" where disposition == nil: disposition = value
            case "content-transfer-encoding": isQuotedPrintable = value.lowercased() == "quoted-printable"
            default: break
            }
        }
        let content = try takeContent()
        guard isQuotedPrintable else { return Part(disposition: disposition, body: content) }
        return Part(disposition: disposition, body: try QuotedPrintable.decode(content))
    }

    /// The header fields of a part; a line that begins with a blank belongs to the one before.
    private mutating func takeHeader() throws(GoMultipartError) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        while true {
            let line = takeLine()
            guard line.last == 0x0A else { throw GoMultipartError(message: "multipart: NextPart: EOF") }
            let text = line.dropLast(line.dropLast().last == 0x0D ? 2 : 1)
            if text.isEmpty { return fields }
            let isContinued = text.first == 0x20 || text.first == 0x09
            if isContinued, let last = fields.popLast() {
                fields.append((name: last.name, value: last.value + " " + Self.trimmed(text)))
                continue
            }
            guard !isContinued, let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex else {
                let quoted = goQuoted(bytes: Array(text))
                throw GoMultipartError(message: "malformed MIME header: missing colon: \(quoted)")
            }
            fields.append((name: GoUTF8.text(text[..<colon]), value: Self.trimmed(text[(colon + 1)...])))
        }
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> String {
        var text = withoutBlanks(text)
        while text.last == 0x20 || text.last == 0x09 { text.removeLast() }
        return GoUTF8.text(text)
    }

    /// What stands before the next boundary line, which is left for `nextPart`.
    private mutating func takeContent() throws(GoMultipartError) -> [UInt8] {
        if body[position...].starts(with: delimiter), isBoundaryEnd(position + delimiter.count) { return [] }
        let separator = newline + delimiter
        var place = position
        while let found = firstPlace(of: separator, from: place) {
            if isBoundaryEnd(found + separator.count) {
                defer { position = found }
                return Array(body[position..<found])
            }
            place = found + 1
        }
        throw GoMultipartError(message: "unexpected EOF")
    }

    /// Whether what follows lets the boundary be one, and not the beginning of a longer word.
    private func isBoundaryEnd(_ place: Int) -> Bool {
        guard place < body.count else { return true }
        switch body[place] {
        case 0x20, 0x09, 0x0D, 0x0A: return true
        case UInt8(ascii: "-"): return place + 1 < body.count && body[place + 1] == UInt8(ascii: "-")
        default: return false
        }
    }

    private func firstPlace(of pattern: [UInt8], from start: Int) -> Int? {
        var place = start
        while place + pattern.count <= body.count {
            guard let candidate = body[place...].firstIndex(of: pattern[0]) else { return nil }
            if body[candidate...].starts(with: pattern) { return candidate }
            place = candidate + 1
        }
        return nil
    }
}
