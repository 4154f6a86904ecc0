import CLibyaml

/// A text that is no YAML, in the words of Go's yaml package.
package struct GoYAMLError: Error, Sendable, Hashable, CustomStringConvertible {
    package let message: String
    package init(message: String) { self.message = message }
    package var description: String { message }
}

/// YAML as Go's yaml package reads it into maps: the core schema, with anchors and merges.
package enum GoYAML {
    /// The first document; null for none.
    package static func parse(_ bytes: [UInt8]) throws(GoYAMLError) -> JSONValue {
        try documents(bytes).first ?? .null
    }

    /// All documents of a stream.
    package static func documents(_ bytes: [UInt8]) throws(GoYAMLError) -> [JSONValue] {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<[JSONValue], GoYAMLError> in
            var reader = YAMLReader(buffer)
            do throws(GoYAMLError) { return .success(try reader.documents()) } catch { return .failure(error) }
        }
        return try result.get()
    }
}

/// Builds values from libyaml's events.
private struct YAMLReader: ~Copyable {
    /// libyaml's parser must not move.
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private var anchors: [String: JSONValue] = [:]
    private var depth = 0

    private static let maximumDepth = 1000

    init(_ buffer: UnsafeBufferPointer<UInt8>) {
        yaml_parser_initialize(parser)
        yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// What counts of an event.
    private enum Event {
        case streamEnd, documentStart, documentEnd, sequenceEnd, mappingEnd, other
        case alias(String)
        case scalar(text: String, isPlain: Bool, tag: String?, anchor: String?)
        case sequenceStart(anchor: String?)
        case mappingStart(anchor: String?)
    }

    mutating func documents() throws(GoYAMLError) -> [JSONValue] {
        var values: [JSONValue] = []
        while true {
            switch try next() {
            case .streamEnd: return values
            case .documentStart:
                anchors = [:]
                values.append(try value(try next()))
            default: continue
            }
        }
    }

    private mutating func next() throws(GoYAMLError) -> Event {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure }
        defer { yaml_event_delete(&event) }
        switch event.type {
        case YAML_STREAM_END_EVENT: return .streamEnd
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        case YAML_ALIAS_EVENT: return .alias(Self.text(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let text = String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            return .scalar(
                text: text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE, tag: Self.text(scalar.tag),
                anchor: Self.text(scalar.anchor))
        case YAML_SEQUENCE_START_EVENT: return .sequenceStart(anchor: Self.text(event.data.sequence_start.anchor))
        case YAML_MAPPING_START_EVENT: return .mappingStart(anchor: Self.text(event.data.mapping_start.anchor))
        default: return .other
        }
    }

    private static func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    /// Go counts lines from one, and names them as libyaml does with what the scanner or parser missed.
    private var failure: GoYAMLError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? "unknown problem"
        let mark = parser.pointee.problem_mark.line
        let context = parser.pointee.context_mark.line
        let line = parser.pointee.error == YAML_SCANNER_ERROR ? mark + 1 : max(mark, context == 0 ? mark : context) + 0
        return GoYAMLError(message: "yaml: line \(max(1, line)): \(problem)")
    }

    private mutating func value(_ event: Event) throws(GoYAMLError) -> JSONValue {
        switch event {
        case .scalar(let text, let isPlain, let tag, let anchor):
            return keep(YAMLScalar.value(text, isPlain: isPlain, tag: tag), anchor)
        case .alias(let name):
            guard let value = anchors[name] else { throw GoYAMLError(message: "yaml: unknown anchor '\(name)' referenced") }
            return value
        case .sequenceStart(let anchor):
            try enter()
            var values: [JSONValue] = []
            while true {
                let event = try next()
                if case .sequenceEnd = event { break }
                values.append(try value(event))
            }
            depth -= 1
            return keep(.array(values), anchor)
        case .mappingStart(let anchor):
            try enter()
            let object = try mapping()
            depth -= 1
            return keep(.object(object), anchor)
        default: return .null
        }
    }

    private mutating func enter() throws(GoYAMLError) {
        depth += 1
        if depth > Self.maximumDepth { throw GoYAMLError(message: "yaml: exceeded max depth of \(Self.maximumDepth)") }
    }

    private mutating func mapping() throws(GoYAMLError) -> JSONObject {
        var object = JSONObject()
        var merged: [JSONObject] = []
        while true {
            let event = try next()
            if case .mappingEnd = event { break }
            let key = try value(event)
            let member = try value(try next())
            if key == "<<", let parts = member.objectValue.map({ [$0] }) ?? member.arrayValue?.compactMap(\.objectValue) {
                merged += parts
                continue
            }
            object[key.stringValue ?? key.encodeString()] = member
        }
        for part in merged {
            for (name, member) in part where object[name] == nil { object[name] = member }
        }
        return object
    }

    private mutating func keep(_ value: JSONValue, _ anchor: String?) -> JSONValue {
        if let anchor { anchors[anchor] = value }
        return value
    }
}

/// What a scalar stands for, YAML 1.2 core schema.
private enum YAMLScalar {
    static func value(_ text: String, isPlain: Bool, tag: String?) -> JSONValue {
        if tag == "tag:yaml.org,2002:str" || tag == "!" || (!isPlain && tag == nil) { return .string(text) }
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: return number(text) ?? .string(text)
        }
    }

    private static func number(_ text: String) -> JSONValue? {
        guard let first = text.utf8.first, first < 0x3A, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where text.hasPrefix(prefix) {
            return Int(text.dropFirst(2), radix: radix).map { .integer($0) }
        }
        let digits = text.utf8.first == UInt8(ascii: "-") || text.utf8.first == UInt8(ascii: "+") ? text.dropFirst() : text[...]
        guard let lead = digits.utf8.first, lead &- 0x30 < 10 || lead == UInt8(ascii: ".") else { return nil }
        if digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }) {
            // A leading zero makes an octal number in YAML 1.1, which Go's package still reads so.
            if digits.count > 1 && lead == UInt8(ascii: "0") {
                return Int(digits, radix: 8).map { .integer(text.hasPrefix("-") ? -$0 : $0) } ?? .string(text)
            }
            return Int(text).map { .integer($0) } ?? .number(String(text.hasPrefix("+") ? text.dropFirst() : text[...]))
        }
        guard digits.utf8.allSatisfy({ $0 &- 0x30 < 10 || ".eE+-".utf8.contains($0) }), let value = Double(text) else {
            return nil
        }
        return .number(value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)")
    }
}
