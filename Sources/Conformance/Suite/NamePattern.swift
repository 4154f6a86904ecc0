/// A scenario's name, with `*` for any text and `?` for any one character.
package struct NamePattern: Sendable, Hashable {
    /// As written.
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// Whether it stands for exactly one name.
    package var isLiteral: Bool {
        !text.contains("*") && !text.contains("?")
    }

    /// Whether the whole name fits.
    package func matches(_ name: String) -> Bool {
        let pattern = Array(text.utf8)
        let name = Array(name.utf8)
        var at = 0
        var place = 0
        var retry: (pattern: Int, name: Int)?
        while place < name.count {
            if at < pattern.count, pattern[at] == UInt8(ascii: "*") {
                retry = (at, place)
                at += 1
            } else if at < pattern.count, pattern[at] == name[place] || pattern[at] == UInt8(ascii: "?") {
                at += 1
                place += 1
            } else if let last = retry {
                retry = (last.pattern, last.name + 1)
                at = last.pattern + 1
                place = last.name + 1
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
