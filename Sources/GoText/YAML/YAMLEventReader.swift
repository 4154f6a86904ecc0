import CLibyaml

/// Reads the events of a text with libyaml. The text has to stay where it is.
struct YAMLEventReader: ~Copyable {
    /// libyaml keeps addresses within its parser.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// The line of the last event, from 1.
    private(set) var line = 0

    init(_ input: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        yaml_parser_initialize(parser)
        yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// The next event.
    mutating func next() throws(GoYAMLError) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) != 0 else { throw failure }
        defer { yaml_event_delete(&event) }
        line = event.start_mark.line + 1
        switch event.type {
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return .streamEnd
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_ALIAS_EVENT: return .alias(name: Self.text(event.data.alias.anchor) ?? "")
        case YAML_SEQUENCE_START_EVENT: return .sequenceStart(anchor: Self.text(event.data.sequence_start.anchor))
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT: return .mappingStart(anchor: Self.text(event.data.mapping_start.anchor))
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        case YAML_SCALAR_EVENT:
            let data = event.data.scalar
            let text = GoUTF8.text(UnsafeBufferPointer(start: data.value, count: data.length))
            let scalar = YAMLScalar(
                text: text, isPlain: data.style == YAML_PLAIN_SCALAR_STYLE, tag: Self.text(data.tag))
            return .scalar(scalar, anchor: Self.text(data.anchor))
        default: return .other
        }
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    /// The line as yaml.v3 tells it: of the context, else of the problem; lines of the scanner are one behind.
    private var failure: GoYAMLError {
        let state = parser.pointee
        let problem = state.problem.map { String(cString: $0) } ?? "unknown problem parsing YAML content"
        var line = state.context_mark.line > 0 ? state.context_mark.line : state.problem_mark.line
        if line > 0, state.error == YAML_SCANNER_ERROR { line += 1 }
        return GoYAMLError(message: line > 0 ? "yaml: line \(line): \(problem)" : "yaml: \(problem)")
    }
}
