extension JSONValue {
    /// The value as compact JSON, spelled as Go's encoding/json does.
    ///
    /// - Parameter escapingHTML: whether `<`, `>` and `&` are written `\u003c`, `\u003e`, `\u0026`.
    package func encode(escapingHTML: Bool = true) -> [UInt8] {
        var output: [UInt8] = []
        append(to: &output, escapingHTML: escapingHTML)
        return output
    }

    /// The value as compact JSON.
    package func encodeString() -> String {
        String(decoding: encode(), as: UTF8.self)
    }

    /// Appends the value as compact JSON.
    package func append(to output: inout [UInt8], escapingHTML: Bool = true) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(true): output.append(contentsOf: "true".utf8)
        case .bool(false): output.append(contentsOf: "false".utf8)
        case .number(let spelling): output.append(contentsOf: spelling.utf8)
        case .string(let text): JSONText.append(text, to: &output, escapingHTML)
        case .array(let elements): Self.append(elements, to: &output, escapingHTML)
        case .object(let object): Self.append(object.members, to: &output, escapingHTML)
        }
    }

    private static func append(_ elements: [JSONValue], to output: inout [UInt8], _ escapingHTML: Bool) {
        output.append(UInt8(ascii: "["))
        for place in elements.indices {
            if place > 0 { output.append(UInt8(ascii: ",")) }
            elements[place].append(to: &output, escapingHTML: escapingHTML)
        }
        output.append(UInt8(ascii: "]"))
    }

    private static func append(_ members: [JSONObject.Member], to output: inout [UInt8], _ escapingHTML: Bool) {
        output.append(UInt8(ascii: "{"))
        for place in members.indices {
            if place > 0 { output.append(UInt8(ascii: ",")) }
            JSONText.append(members[place].key, to: &output, escapingHTML)
            output.append(UInt8(ascii: ":"))
            members[place].value.append(to: &output, escapingHTML: escapingHTML)
        }
        output.append(UInt8(ascii: "}"))
    }

    /// The value over several lines, as json.MarshalIndent writes it, without a newline at the end.
    ///
    /// - Parameter width: blanks for each level.
    package func encodeIndented(by width: Int, escapingHTML: Bool = true) -> [UInt8] {
        var output: [UInt8] = []
        appendIndented(to: &output, width: width, level: 0, escapingHTML)
        return output
    }

    private func appendIndented(to output: inout [UInt8], width: Int, level: Int, _ escapingHTML: Bool) {
        switch self {
        case .array(let elements) where !elements.isEmpty:
            output.append(UInt8(ascii: "["))
            for (place, element) in elements.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                Self.appendNewline(to: &output, blanks: width * (level + 1))
                element.appendIndented(to: &output, width: width, level: level + 1, escapingHTML)
            }
            Self.appendNewline(to: &output, blanks: width * level)
            output.append(UInt8(ascii: "]"))
        case .object(let object) where !object.isEmpty:
            output.append(UInt8(ascii: "{"))
            for (place, member) in object.members.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                Self.appendNewline(to: &output, blanks: width * (level + 1))
                JSONText.append(member.key, to: &output, escapingHTML)
                output.append(contentsOf: ": ".utf8)
                member.value.appendIndented(to: &output, width: width, level: level + 1, escapingHTML)
            }
            Self.appendNewline(to: &output, blanks: width * level)
            output.append(UInt8(ascii: "}"))
        default:
            append(to: &output, escapingHTML: escapingHTML)
        }
    }

    private static func appendNewline(to output: inout [UInt8], blanks: Int) {
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: blanks))
    }
}
