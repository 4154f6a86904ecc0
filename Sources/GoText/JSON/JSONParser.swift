/// Reads JSON as the scanner of Go's encoding/json does, with its messages. Nesting is kept on a list of its own, not on
/// the stack.
struct JSONParser {
    /// What counts as the end of the text.
    enum Mode {
        /// json.Decoder: the first value, whatever stands behind it.
        case first
        /// json.Unmarshal: the value is all there is.
        case whole
    }

    /// An array or object that is not closed yet.
    private struct Container {
        var isObject: Bool
        /// The place of its first element or member on its stack.
        var start: Int
        /// The member that the next value belongs to.
        var member: Int
        /// One bit for each fingerprint among the names so far.
        var seen: UInt128
    }

    let input: UnsafeBufferPointer<UInt8>
    let mode: Mode
    var position = 0
    private var containers: [Container] = []
    private var elements: [JSONValue] = []
    private var members: [JSONObject.Member] = []

    init(_ input: UnsafeBufferPointer<UInt8>, mode: Mode) {
        self.input = input
        self.mode = mode
    }

    /// Reads the value.
    mutating func parse() throws(JSONSyntaxError) -> JSONValue {
        let value = try parseValue()
        if mode == .whole {
            skipBlanks()
            if position < input.count { throw invalid("after top-level value") }
        }
        return value
    }

    private mutating func parseValue() throws(JSONSyntaxError) -> JSONValue {
        while true {
            skipBlanks()
            guard position < input.count else { throw ended() }
            var value: JSONValue
            switch input[position] {
            case UInt8(ascii: "\""):
                position += 1
                value = .string(try parseString())
            case UInt8(ascii: "{"):
                try open(isObject: true)
                guard skip(UInt8(ascii: "}")) else {
                    try parseKey()
                    continue
                }
                value = closeContainer()
            case UInt8(ascii: "["):
                try open(isObject: false)
                guard skip(UInt8(ascii: "]")) else { continue }
                value = closeContainer()
            case UInt8(ascii: "t"): value = try parseLiteral("true", .bool(true))
            case UInt8(ascii: "f"): value = try parseLiteral("false", .bool(false))
            case UInt8(ascii: "n"): value = try parseLiteral("null", .null)
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): value = .number(try parseNumber())
            default: throw invalid("looking for beginning of value")
            }
            if try place(&value) { return value }
        }
    }

    /// Puts a value where it belongs and closes what ends behind it; true when it is the outermost.
    private mutating func place(_ value: inout JSONValue) throws(JSONSyntaxError) -> Bool {
        while let container = containers.last {
            skipBlanksWithin()
            guard position < input.count else { throw ended() }
            let next = input[position]
            if container.isObject {
                members[container.member].value = value
                if next == UInt8(ascii: ",") {
                    position += 1
                    skipBlanks()
                    try parseKey()
                    return false
                }
                guard next == UInt8(ascii: "}") else { throw invalid("after object key:value pair") }
            } else {
                elements.append(value)
                if next == UInt8(ascii: ",") {
                    position += 1
                    return false
                }
                guard next == UInt8(ascii: "]") else { throw invalid("after array element") }
            }
            position += 1
            value = closeContainer()
        }
        return true
    }

    private mutating func open(isObject: Bool) throws(JSONSyntaxError) {
        guard containers.count < JSONValue.maximumDepth else { throw invalid("exceeded max depth") }
        position += 1
        let start = isObject ? members.count : elements.count
        if start == 0, isObject { members.reserveCapacity(16) }
        containers.append(Container(isObject: isObject, start: start, member: start, seen: 0))
        skipBlanks()
    }

    private mutating func closeContainer() -> JSONValue {
        let container = containers.removeLast()
        if container.isObject {
            guard container.start > 0 else {
                defer { members = [] }
                return .object(JSONObject(parsed: members))
            }
            let own = Array(members[container.start...])
            members.removeSubrange(container.start...)
            return .object(JSONObject(parsed: own))
        }
        guard container.start > 0 else {
            defer { elements = [] }
            return .array(elements)
        }
        let own = Array(elements[container.start...])
        elements.removeSubrange(container.start...)
        return .array(own)
    }

    private mutating func parseKey() throws(JSONSyntaxError) {
        guard position < input.count else { throw ended() }
        guard input[position] == UInt8(ascii: "\"") else {
            throw invalid("looking for beginning of object key string")
        }
        position += 1
        let key = try parseString()
        skipBlanksWithin()
        guard position < input.count else { throw ended() }
        guard input[position] == UInt8(ascii: ":") else { throw invalid("after object key") }
        position += 1
        addMember(key, Self.fingerprint(of: key))
    }

    private mutating func addMember(_ key: String, _ fingerprint: UInt128) {
        let last = containers.count - 1
        let start = containers[last].start
        // Large objects are looked through when they are closed.
        if containers[last].seen & fingerprint != 0, members.count - start <= JSONObject.largestWithoutIndex,
            let place = members[start...].firstIndex(where: { ExactText.equal($0.key, key) })
        {
            containers[last].member = place
            return
        }
        containers[last].seen |= fingerprint
        containers[last].member = members.count
        members.append(JSONObject.Member(key: key, value: .null))
    }

    /// One bit for a name as it was read: different spellings can be the same name, broken bytes among them.
    private static func fingerprint(of key: String) -> UInt128 {
        let bytes = key.utf8
        let count = bytes.count
        var hash = UInt32(truncatingIfNeeded: count)
        if count > 0 {
            for offset in [0, count / 2, count - 1] {
                hash = hash &* 31 &+ UInt32(bytes[bytes.index(bytes.startIndex, offsetBy: offset)])
            }
        }
        return 1 << UInt128((hash ^ hash >> 7) & 127)
    }

    private mutating func parseLiteral(
        _ literal: StaticString, _ value: JSONValue
    ) throws(JSONSyntaxError) -> JSONValue {
        for offset in 1..<literal.utf8CodeUnitCount {
            position += 1
            let expected = literal.utf8Start[offset]
            if position < input.count, input[position] == expected { continue }
            throw invalid("in literal \(literal) (expecting '\(Unicode.Scalar(expected))')")
        }
        position += 1
        return value
    }
}

extension JSONParser {
    @inline(__always)
    mutating func skipBlanks() {
        while position < input.count {
            switch input[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    /// As `skipBlanks`, quick where no blank is likely.
    @inline(__always)
    mutating func skipBlanksWithin() {
        if position < input.count, input[position] <= 0x20 { skipBlanks() }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard position < input.count, input[position] == byte else { return false }
        position += 1
        return true
    }

    /// The text ended where a blank would do no harm.
    func ended() -> JSONSyntaxError {
        switch mode {
        case .whole:
            JSONSyntaxError(message: "unexpected end of JSON input")
        case .first:
            JSONSyntaxError(
                message: input.allSatisfy { [0x20, 0x0A, 0x0D, 0x09].contains($0) } ? "EOF" : "unexpected EOF")
        }
    }

    /// The byte at the position can not stand there. Go lets a whole text end with a blank, which is what is told then.
    func invalid(_ context: String) -> JSONSyntaxError {
        if position >= input.count {
            guard mode == .whole else { return ended() }
            return JSONSyntaxError(message: "invalid character ' ' \(context)")
        }
        let byte = input[position]
        var text = "invalid character '"
        appendQuoted(Unicode.Scalar(byte), quote: "'", to: &text)
        return JSONSyntaxError(message: text + "' " + context)
    }
}
