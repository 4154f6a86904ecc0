/// Fills the fields of a Go struct as encoding/json does: a value of a wrong kind leaves its field alone, the first of
/// them is told at the end.
package struct GoStructDecoder: Sendable {
    /// The struct's name before a field, `Client`.
    package let structName: String
    /// The struct's name as a type, `client.Client`.
    package let typeName: String
    /// The first thing that did not fit.
    package var firstError: GoDecodingError?

    /// - Parameters:
    ///   - structName: what stands before a field in a message, `Client`.
    ///   - typeName: what the whole is called in a message, `client.Client`.
    package init(structName: String, typeName: String) {
        self.structName = structName
        self.typeName = typeName
    }

    /// The members that belong to fields, in the order of the body, under the fields' own names.
    ///
    /// A name that is spelled as the field counts for it, else one that differs in case only. null has no members;
    /// what is no object has none either and is remembered.
    package mutating func members(
        of value: JSONValue, fields: [String]
    ) -> [(field: String, value: JSONValue)] {
        switch value {
        case .null: return []
        case .object(let object):
            var found: [(field: String, value: JSONValue)] = []
            found.reserveCapacity(object.count)
            var hint = 0
            for member in object.members {
                guard let place = Self.place(of: member.key, in: fields, from: hint) else { continue }
                found.append((field: fields[place], value: member.value))
                hint = place + 1
            }
            return found
        default:
            mismatch(kindOf: value, field: "", type: typeName)
            return []
        }
    }

    /// A text; nil for null and for a wrong kind, which is remembered.
    package mutating func string(_ value: JSONValue, _ field: String) -> String? {
        if case .string(let text) = value { return text }
        if !value.isNull { mismatch(kindOf: value, field: field, type: "string") }
        return nil
    }

    /// A boolean; nil for null and for a wrong kind, which is remembered.
    package mutating func bool(_ value: JSONValue, _ field: String) -> Bool? {
        if case .bool(let flag) = value { return flag }
        if !value.isNull { mismatch(kindOf: value, field: field, type: "bool") }
        return nil
    }

    /// A whole number; nil for null and for what is none or too large, which is remembered with its spelling.
    ///
    /// - Parameter type: Go's type, `int` or `int64`.
    package mutating func integer(_ value: JSONValue, _ field: String, type: String = "int") -> Int? {
        switch value {
        case .null: return nil
        case .number(let spelling):
            if let number = Int(spelling) { return number }
            remember("number \(spelling)", field: field, type: type)
        default: mismatch(kindOf: value, field: field, type: type)
        }
        return nil
    }

    /// A list of texts; nil for null and for what is no list, which is remembered, as is an element that is no text.
    ///
    /// - Parameter type: Go's type of the list, `sqlxx.StringSliceJSONFormat` or `[]string`.
    package mutating func strings(_ value: JSONValue, _ field: String, type: String) -> [String]? {
        switch value {
        case .null: return nil
        case .array(let elements): return elements.map { string($0, field) ?? "" }
        default:
            mismatch(kindOf: value, field: field, type: type)
            return nil
        }
    }

    /// Remembers that a value is of a wrong kind.
    ///
    /// - Parameters:
    ///   - field: the field's path behind the struct's name; empty for the whole.
    ///   - type: Go's type.
    package mutating func mismatch(kindOf value: JSONValue, field: String, type: String) {
        remember(value.kindName, field: field, type: type)
    }

    private mutating func remember(_ kind: String, field: String, type: String) {
        guard firstError == nil else { return }
        let place = field.isEmpty ? "Go value" : "Go struct field \(structName).\(field)"
        firstError = GoDecodingError(message: "json: cannot unmarshal \(kind) into \(place) of type \(type)")
    }

    /// Throws what was remembered first.
    package func finish() throws(GoDecodingError) {
        if let firstError { throw firstError }
    }

    /// Members often come in the order of the fields, so the search begins behind the last one found.
    private static func place(of key: String, in fields: [String], from hint: Int) -> Int? {
        for offset in fields.indices {
            let place = offset + hint < fields.count ? offset + hint : offset + hint - fields.count
            if ExactText.equal(fields[place], key) { return place }
        }
        return fields.firstIndex { name in
            name.unicodeScalars.elementsEqual(key.unicodeScalars) { folded($0) == folded($1) }
        }
    }

    /// Capitals for ASCII letters and for the two other characters that fold to one.
    private static func folded(_ scalar: Unicode.Scalar) -> UInt32 {
        switch scalar {
        case "a"..."z": scalar.value - 0x20
        case "\u{17F}": 0x53
        case "\u{212A}": 0x4B
        default: scalar.value
        }
    }
}
