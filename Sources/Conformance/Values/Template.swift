import GoText
import JOSE

/// Fills `${NAME}` in values of any shape.
struct Template {
    /// The variables.
    let names: [String: JSONValue]
    /// Whole seconds since 1970, for `${now}`.
    let now: Int

    /// How deep variables may stand within variables; one that names itself has no value.
    private static let maximumDepth = 32

    /// A text that is only `${NAME}` takes the value's own kind; `${…}` inside a text becomes text.
    func fill(_ value: JSONValue) throws(Unplayable) -> JSONValue {
        try fill(value, depth: 0)
    }

    /// As text, however it was written.
    func text(_ value: JSONValue) throws(Unplayable) -> String {
        PlainText.of(try fill(value))
    }

    /// The text with its variables filled in.
    func text(_ text: String) throws(Unplayable) -> String {
        PlainText.of(try fill(.string(text)))
    }

    private func fill(_ value: JSONValue, depth: Int) throws(Unplayable) -> JSONValue {
        switch value {
        case .null, .bool, .number: return value
        case .string(let text): return try fill(text, depth: depth)
        case .array(let elements):
            var filled: [JSONValue] = []
            for element in elements { filled.append(try fill(element, depth: depth)) }
            return .array(filled)
        case .object(let object):
            var filled: JSONObject = [:]
            for (key, value) in object {
                filled[PlainText.of(try fill(key, depth: depth))] = try fill(value, depth: depth)
            }
            return .object(filled)
        }
    }

    private func fill(_ text: String, depth: Int) throws(Unplayable) -> JSONValue {
        var rest = Substring(text)
        var filled = ""
        while let (before, name, after) = Self.firstVariable(rest) {
            let value = try lookUp(name, depth: depth)
            if before.isEmpty, after.isEmpty, filled.isEmpty { return value }
            filled += before
            filled += PlainText.of(value)
            rest = after
        }
        return .string(filled + rest)
    }

    private func lookUp(_ name: String, depth: Int) throws(Unplayable) -> JSONValue {
        if let offset = Self.nowOffset(name) { return .integer(now + offset) }
        if name == "uuid" { return .string(SystemRandomSource().uuid()) }
        guard let value = names[name], depth < Self.maximumDepth else {
            throw Unplayable("no value for ${\(name)}")
        }
        return Self.hasVariable(value) ? try fill(value, depth: depth + 1) : value
    }

    /// The text around the first `${NAME}`.
    private static func firstVariable(_ text: Substring) -> (Substring, String, Substring)? {
        let bytes = text.utf8
        var index = bytes.startIndex
        while let dollar = bytes[index...].firstIndex(of: UInt8(ascii: "$")) {
            let brace = bytes.index(after: dollar)
            index = brace
            guard brace < bytes.endIndex, bytes[brace] == UInt8(ascii: "{") else { continue }
            let start = bytes.index(after: brace)
            guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
            guard end > start else { continue }
            return (text[..<dollar], String(text[start..<end]), text[bytes.index(after: end)...])
        }
        return nil
    }

    private static func hasVariable(_ value: JSONValue) -> Bool {
        switch value {
        case .null, .bool, .number: false
        case .string(let text): firstVariable(Substring(text)) != nil
        case .array(let elements): elements.contains(where: hasVariable)
        case .object(let object):
            object.contains { firstVariable(Substring($0.key)) != nil || hasVariable($0.value) }
        }
    }

    /// The offset in `now+300`, 0 for `now`, nil for other names.
    private static func nowOffset(_ name: String) -> Int? {
        guard name.hasPrefix("now") else { return nil }
        let offset = String(name.dropFirst(3).filter { $0 != " " })
        if offset.isEmpty { return 0 }
        guard offset.hasPrefix("+") || offset.hasPrefix("-") else { return nil }
        return Int(offset)
    }
}
