extension String {
    /// Whether both are the same bytes, as `==` is in Go; Swift also takes texts that only look the same for equal.
    package func isSameText(as other: String) -> Bool { ExactText.equal(self, other) }

    /// The parts between blanks, empty ones dropped; a blank counts whatever mark stands behind it.
    package var words: [String] {
        utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }
}

extension Sequence<String> {
    /// Whether one of the texts has these bytes.
    package func containsText(_ text: String) -> Bool { contains { $0.isSameText(as: text) } }

    /// Each text once, where it first stands.
    package var withoutDoubles: [String] {
        reduce(into: []) { if !$0.containsText($1) { $0.append($1) } }
    }
}
