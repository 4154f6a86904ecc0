/// The fields of a query or of a form, url.Values.
package struct GoValues: Sendable, Hashable {
    private var fields: [(name: String, values: [String])] = []

    package init() {}

    package static func == (a: GoValues, b: GoValues) -> Bool { a.encoded() == b.encoded() }
    package func hash(into hasher: inout Hasher) { hasher.combine(encoded()) }

    package var isEmpty: Bool { fields.isEmpty }
    /// In the order of their first sight.
    package var names: [String] { fields.map(\.name) }

    /// The first value of a field.
    package func first(_ name: String) -> String? { fields.first { $0.name == name }?.values.first }
    /// The first value of a field; the empty text where it is not there.
    package func get(_ name: String) -> String { first(name) ?? "" }
    package func all(_ name: String) -> [String] { fields.first { $0.name == name }?.values ?? [] }
    package func has(_ name: String) -> Bool { fields.contains { $0.name == name } }

    package mutating func set(_ name: String, _ value: String) {
        if let place = fields.firstIndex(where: { $0.name == name }) {
            fields[place].values = [value]
        } else {
            fields.append((name, [value]))
        }
    }

    package mutating func add(_ name: String, _ value: String) {
        if let place = fields.firstIndex(where: { $0.name == name }) {
            fields[place].values.append(value)
        } else {
            fields.append((name, [value]))
        }
    }

    package mutating func remove(_ name: String) { fields.removeAll { $0.name == name } }

    /// Sorted by name, escaped.
    package func encoded() -> String {
        var parts: [String] = []
        for (name, values) in fields.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
            for value in values { parts.append(GoEscape.queryEscape(name) + "=" + GoEscape.queryEscape(value)) }
        }
        return parts.joined(separator: "&")
    }

    /// url.ParseQuery: a field with a broken escape or a semicolon is lost, the others stay.
    package static func parseQuery(_ text: String) -> (GoValues, hasErrors: Bool) { parseQuery(Array(text.utf8)) }

    /// See ``parseQuery(_:)-(String)``.
    package static func parseQuery(_ bytes: [UInt8]) -> (GoValues, hasErrors: Bool) {
        var values = GoValues()
        var hasErrors = false
        for field in bytes.split(separator: UInt8(ascii: "&")) {
            if field.contains(UInt8(ascii: ";")) {
                hasErrors = true
                continue
            }
            let equals = field.firstIndex(of: UInt8(ascii: "="))
            guard let name = try? GoEscape.unescape(field[..<(equals ?? field.endIndex)], plusIsBlank: true),
                let value = try? GoEscape.unescape(equals.map { field[($0 + 1)...] } ?? [], plusIsBlank: true)
            else {
                hasErrors = true
                continue
            }
            values.add(String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self))
        }
        return (values, hasErrors)
    }
}
