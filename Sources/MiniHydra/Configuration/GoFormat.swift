import GoText

/// Values as Go's fmt package prints them with `%v`.
package enum GoFormat {
    /// `map[a:1 b:[x y]]`, keys sorted.
    package static func value(_ value: JSONValue) -> String {
        switch value {
        case .null: "<nil>"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let text): number(text)
        case .string(let text): text
        case .array(let items): "[" + items.map(Self.value).joined(separator: " ") + "]"
        case .object(let object):
            "map["
                + object.map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
                .map { "\($0.0):\(Self.value($0.1))" }.joined(separator: " ") + "]"
        }
    }

    /// A float64: whole numbers below 1e21 without a fraction.
    private static func number(_ text: String) -> String {
        guard let number = Double(text) else { return text }
        if let whole = Int64(exactly: number) { return String(whole) }
        return "\(number)"
    }
}
