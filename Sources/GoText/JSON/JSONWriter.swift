/// Writes JSON as Go's encoding/json does. Nesting is kept on a list of its own, not on the stack.
struct JSONWriter {
    /// An array or object that is not written to its end yet.
    private enum Container {
        case array([JSONValue])
        case object([JSONObject.Member])
    }

    private let escapingHTML: Bool
    /// Blanks for each level; nil: all on one line.
    private let indentation: Int?
    private var containers: [(container: Container, next: Int)] = []

    init(escapingHTML: Bool, indentation: Int? = nil) {
        self.escapingHTML = escapingHTML
        self.indentation = indentation
    }

    /// Appends a value.
    mutating func write(_ value: JSONValue, to output: inout [UInt8]) {
        begin(value, &output)
        while let (container, place) = containers.last {
            containers[containers.count - 1].next += 1
            switch container {
            case .array(let elements):
                guard place < elements.count else {
                    close(UInt8(ascii: "]"), &output)
                    continue
                }
                separate(place, &output)
                begin(elements[place], &output)
            case .object(let members):
                guard place < members.count else {
                    close(UInt8(ascii: "}"), &output)
                    continue
                }
                separate(place, &output)
                JSONText.append(members[place].key, to: &output, escapingHTML)
                output.append(UInt8(ascii: ":"))
                if indentation != nil { output.append(0x20) }
                begin(members[place].value, &output)
            }
        }
    }

    /// Appends a scalar or an empty container; opens a container that has something in it.
    private mutating func begin(_ value: JSONValue, _ output: inout [UInt8]) {
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(true): output.append(contentsOf: "true".utf8)
        case .bool(false): output.append(contentsOf: "false".utf8)
        case .number(let spelling): output.append(contentsOf: spelling.utf8)
        case .string(let text): JSONText.append(text, to: &output, escapingHTML)
        case .array(let elements):
            output.append(UInt8(ascii: "["))
            if elements.isEmpty {
                output.append(UInt8(ascii: "]"))
            } else {
                containers.append((.array(elements), 0))
            }
        case .object(let object):
            output.append(UInt8(ascii: "{"))
            if object.isEmpty {
                output.append(UInt8(ascii: "}"))
            } else {
                containers.append((.object(object.members), 0))
            }
        }
    }

    private func separate(_ place: Int, _ output: inout [UInt8]) {
        if place > 0 { output.append(UInt8(ascii: ",")) }
        breakLine(&output)
    }

    private mutating func close(_ bracket: UInt8, _ output: inout [UInt8]) {
        containers.removeLast()
        breakLine(&output)
        output.append(bracket)
    }

    private func breakLine(_ output: inout [UInt8]) {
        guard let indentation else { return }
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: indentation * containers.count))
    }
}
