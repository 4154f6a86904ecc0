/// Builds the values of YAML documents.
struct YAMLComposer: ~Copyable {
    /// A value with a name.
    private struct Anchor {
        /// nil while the value is being read.
        var value: JSONValue?
        /// The number of nodes in it.
        var size = 0
    }

    private static let maximumDepth = 1_000
    private static let maximumAliasedNodes = 4_000_000

    private var reader: YAMLEventReader
    private var anchors: [String: Anchor] = [:]
    private var depth = 0
    private var nodes = 0
    private var aliasedNodes = 0
    /// Keys that a mapping has twice, told together at the end of the document.
    private var repetitions: [String] = []

    init(_ input: UnsafeBufferPointer<UInt8>) {
        reader = YAMLEventReader(input)
    }

    /// The next document; nil at the end.
    mutating func nextDocument() throws(GoYAMLError) -> JSONValue? {
        while true {
            switch try reader.next() {
            case .streamEnd: return nil
            case .documentStart:
                anchors = [:]
                let value = try compose(try reader.next())
                _ = try reader.next()
                guard repetitions.isEmpty else {
                    let lines = repetitions.joined(separator: "\n  ")
                    throw GoYAMLError(message: "yaml: unmarshal errors:\n  \(lines)")
                }
                return value
            default: continue
            }
        }
    }

    /// The value that begins with an event.
    private mutating func compose(_ event: YAMLEvent) throws(GoYAMLError) -> JSONValue {
        nodes += 1
        let start = nodes
        switch event {
        case .scalar(let scalar, let anchor):
            let value = try scalar.value()
            remember(value, anchor, since: start)
            return value
        case .alias(let name):
            return try value(of: name)
        case .sequenceStart(let anchor):
            try enter(anchor)
            let value = JSONValue.array(try sequence())
            leave(value, anchor, since: start)
            return value
        case .mappingStart(let anchor):
            try enter(anchor)
            let value = JSONValue.object(try mapping())
            leave(value, anchor, since: start)
            return value
        default:
            return .null
        }
    }

    private mutating func enter(_ anchor: String?) throws(GoYAMLError) {
        depth += 1
        guard depth <= Self.maximumDepth else {
            throw GoYAMLError(message: "yaml: exceeded max depth of \(Self.maximumDepth)")
        }
        if let anchor { anchors[anchor] = Anchor() }
    }

    private mutating func leave(_ value: JSONValue, _ anchor: String?, since start: Int) {
        depth -= 1
        remember(value, anchor, since: start)
    }

    private mutating func remember(_ value: JSONValue, _ anchor: String?, since start: Int) {
        if let anchor { anchors[anchor] = Anchor(value: value, size: nodes - start + 1) }
    }

    private mutating func value(of name: String) throws(GoYAMLError) -> JSONValue {
        guard let anchor = anchors[name] else {
            throw GoYAMLError(message: "yaml: unknown anchor '\(name)' referenced")
        }
        guard let value = anchor.value else {
            throw GoYAMLError(message: "yaml: anchor '\(name)' value contains itself")
        }
        nodes += anchor.size
        aliasedNodes += anchor.size
        guard aliasedNodes <= Self.maximumAliasedNodes else {
            throw GoYAMLError(message: "yaml: document contains excessive aliasing")
        }
        return value
    }

    private mutating func sequence() throws(GoYAMLError) -> [JSONValue] {
        var elements: [JSONValue] = []
        while true {
            let event = try reader.next()
            if case .sequenceEnd = event { return elements }
            elements.append(try compose(event))
        }
    }

    private mutating func mapping() throws(GoYAMLError) -> JSONObject {
        var object = JSONObject()
        var merges: [JSONObject] = []
        var lines: [String: Int] = [:]
        while true {
            let event = try reader.next()
            if case .mappingEnd = event { break }
            let line = reader.line
            let key = try key(event)
            if let first = lines[key.name] {
                repetitions.append("line \(line): mapping key \(goQuoted(key.name)) already defined at line \(first)")
            }
            lines[key.name] = line
            let value = try compose(try reader.next())
            if key.isMerge {
                merges += try Self.merged(value)
            } else {
                object[key.name] = value
            }
        }
        // What stands in the mapping itself counts, then the first of what is merged.
        for merge in merges {
            for (name, value) in merge where !object.contains(name) { object[name] = value }
        }
        return object
    }

    /// The name of a member; scalars that are no text are named by their spelling.
    private mutating func key(_ event: YAMLEvent) throws(GoYAMLError) -> (name: String, isMerge: Bool) {
        if case .scalar(let scalar, let anchor) = event {
            let value = try scalar.value()
            nodes += 1
            remember(value, anchor, since: nodes)
            return (value.stringValue ?? (value.isNull ? "null" : value.encodeString()), scalar.isMerge)
        }
        switch try compose(event) {
        case .array, .object: throw GoYAMLError(message: "yaml: invalid map key")
        case .string(let name): return (name, false)
        case let value: return (value.encodeString(), false)
        }
    }

    private static func merged(_ value: JSONValue) throws(GoYAMLError) -> [JSONObject] {
        let objects = value.objectValue.map { [$0] } ?? value.arrayValue?.compactMap(\.objectValue)
        guard let objects, value.arrayValue.map({ $0.count == objects.count }) ?? true else {
            throw GoYAMLError(message: "yaml: map merge requires map or sequence of maps as the value")
        }
        return objects
    }
}
