/// A JSON value (RFC 8259). Numbers keep their spelling, objects the order of their members.
package enum JSONValue: Sendable {
    case null
    case bool(Bool)
    /// The number as it is spelled in JSON.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// How many containers may stand one within the other; what is deeper is not read.
    package static let maximumDepth = 10_000

    /// How many containers stand one within the other, this one counted.
    package var depth: Int {
        switch self {
        case .object(let object): 1 + (object.members.map(\.value.depth).max() ?? 0)
        case .array(let elements): 1 + (elements.map(\.depth).max() ?? 0)
        default: 0
        }
    }

    /// A whole number.
    package static func integer(_ value: Int) -> JSONValue { .number(String(value)) }

    /// The text of a string; nil for other kinds.
    package var stringValue: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The value of a boolean; nil for other kinds.
    package var boolValue: Bool? {
        if case .bool(let flag) = self { flag } else { nil }
    }

    /// The number as an `Int`; nil for other kinds and for a fraction, an exponent or what does not fit.
    package var intValue: Int? {
        if case .number(let spelling) = self { Int(spelling) } else { nil }
    }

    /// The number as a `Double`; nil for other kinds.
    package var doubleValue: Double? {
        if case .number(let spelling) = self { Double(spelling) } else { nil }
    }

    /// The elements of an array; nil for other kinds.
    package var arrayValue: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    /// The members of an object; nil for other kinds.
    package var objectValue: JSONObject? {
        if case .object(let members) = self { members } else { nil }
    }

    /// Whether the value is null.
    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The name of the kind in the messages of encoding/json.
    package var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    /// A string.
    package init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    package init(integerLiteral value: Int) { self = .integer(value) }
    /// A boolean.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object; of a name given twice the last value counts.
    package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
    /// null.
    package init(nilLiteral: ()) { self = .null }
}
