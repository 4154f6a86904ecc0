/// The fields of a query or form (Go's url.Values), in the order in which they came.
package struct GoValues: Sendable, Hashable {
    /// A name and one of its values.
    private struct Field: Sendable, Hashable {
        var name: String
        var value: String
    }

    /// More fields than these are refused as a whole by Go's url.ParseQuery.
    package static let maximumCount = 10_000

    private var fields: [Field] = []

    /// No fields.
    package init() {}

    /// Fields in the given order; a name may come more than once.
    package init(_ pairs: some Sequence<(String, String)>) {
        fields = pairs.map { Field(name: $0.0, value: $0.1) }
    }

    /// Whether there is no field.
    package var isEmpty: Bool { fields.isEmpty }

    /// The names, each once, in the order of first sight.
    package var names: [String] {
        var seen: Set<ExactText> = []
        return fields.compactMap { seen.insert(ExactText(text: $0.name)).inserted ? $0.name : nil }
    }

    /// The first value of a name; nil when there is none.
    package func first(_ name: String) -> String? {
        for field in fields where ExactText.equal(field.name, name) { return field.value }
        return nil
    }

    /// The first value of a name, or the empty text.
    package func get(_ name: String) -> String { first(name) ?? "" }

    /// All values of a name in order.
    package func all(_ name: String) -> [String] {
        fields.compactMap { ExactText.equal($0.name, name) ? $0.value : nil }
    }

    /// Whether the name is there, if only with an empty value.
    package func has(_ name: String) -> Bool { first(name) != nil }

    /// Puts the one value of a name in the place of its first; at the end when there was none.
    package mutating func set(_ name: String, _ value: String) {
        guard let place = fields.firstIndex(where: { ExactText.equal($0.name, name) }) else {
            return add(name, value)
        }
        let rest = fields[(place + 1)...].filter { !ExactText.equal($0.name, name) }
        fields.replaceSubrange(place..., with: [Field(name: name, value: value)] + rest)
    }

    /// Adds a value behind those that are there.
    package mutating func add(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// Removes all values of a name.
    package mutating func remove(_ name: String) {
        fields.removeAll { ExactText.equal($0.name, name) }
    }

    /// `a=1&a=2&b=3`, sorted by name (Go's Values.Encode).
    package func encoded() -> String {
        let sorted = fields.enumerated().sorted { left, right in
            if ExactText.equal(left.element.name, right.element.name) { return left.offset < right.offset }
            return ExactText.precedes(left.element.name, right.element.name)
        }
        var output: [UInt8] = []
        for (_, field) in sorted {
            if !output.isEmpty { output.append(UInt8(ascii: "&")) }
            output += EscapeMode.queryComponent.escape(field.name.utf8)
            output.append(UInt8(ascii: "="))
            output += EscapeMode.queryComponent.escape(field.value.utf8)
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Reads a query or an urlencoded form (url.ParseQuery). A field with a broken escape or a `;` is lost.
    package static func parseQuery(_ text: String) -> (GoValues, hasErrors: Bool) {
        parseQuery(Array(text.utf8))
    }

    /// Reads a query or an urlencoded form (url.ParseQuery). A field with a broken escape or a `;` is lost.
    package static func parseQuery(_ bytes: [UInt8]) -> (GoValues, hasErrors: Bool) {
        var values = GoValues()
        var hasErrors = false
        let count = bytes.reduce(into: 1) { count, byte in if byte == UInt8(ascii: "&") { count += 1 } }
        guard count <= maximumCount else { return (values, true) }
        var start = 0
        while start < bytes.count {
            let part = bytes[start...].prefix { $0 != UInt8(ascii: "&") }
            start = part.endIndex + 1
            if part.isEmpty { continue }
            if let field = Self.field(part) { values.fields.append(field) } else { hasErrors = true }
        }
        return (values, hasErrors)
    }

    private static func field(_ part: ArraySlice<UInt8>) -> Field? {
        if part.contains(UInt8(ascii: ";")) { return nil }
        let name = part.prefix { $0 != UInt8(ascii: "=") }
        guard let decodedName = text(name), let value = text(part[name.endIndex...].dropFirst()) else { return nil }
        return Field(name: decodedName, value: value)
    }

    private static func text(_ part: ArraySlice<UInt8>) -> String? {
        guard part.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return part.withUnsafeBufferPointer { GoUTF8.text($0) }
        }
        return (try? EscapeMode.queryComponent.unescape(part)).map { GoUTF8.text($0) }
    }
}
