/// The header fields of a message in the order of their sight; names compare in any case (RFC 9110 section 5.1).
package struct HeaderFields: Sendable, Hashable {
    /// One field line.
    package struct Field: Sendable, Hashable {
        package var name: String
        package var value: String
    }

    package private(set) var fields: [Field] = []

    /// No fields.
    package init() {}

    /// Fields in the given order; a name may come more than once.
    package init(_ pairs: [(String, String)]) {
        fields = pairs.map { Field(name: $0.0, value: $0.1) }
    }

    package var isEmpty: Bool { fields.isEmpty }
    package var count: Int { fields.count }

    /// The first value of a name; setting replaces every value of it, setting nil removes them.
    package subscript(name: String) -> String? {
        get {
            for field in fields where Self.equal(field.name, name) { return field.value }
            return nil
        }
        set {
            if let newValue { set(name: name, value: newValue) } else { remove(name) }
        }
    }

    /// Every value of a name in order.
    package func all(_ name: String) -> [String] {
        fields.filter { Self.equal($0.name, name) }.map(\.value)
    }

    package func contains(_ name: String) -> Bool {
        fields.contains { Self.equal($0.name, name) }
    }

    /// Adds a field behind those that are there.
    package mutating func add(name: String, value: String) {
        fields.append(Field(name: name, value: value))
    }

    /// Puts the one value of a name in the place of its first; at the end when there was none.
    package mutating func set(name: String, value: String) {
        guard let place = fields.firstIndex(where: { Self.equal($0.name, name) }) else {
            return fields.append(Field(name: name, value: value))
        }
        fields[place] = Field(name: name, value: value)
        var index = fields.count - 1
        while index > place {
            if Self.equal(fields[index].name, name) { fields.remove(at: index) }
            index -= 1
        }
    }

    /// Removes every value of a name.
    package mutating func remove(_ name: String) {
        fields.removeAll { Self.equal($0.name, name) }
    }

    mutating func replaceLast(value: String) {
        guard let last = fields.popLast() else { return }
        fields.append(Field(name: last.name, value: value))
    }

    /// Equal but for the case of ASCII letters.
    static func equal(_ left: String, _ right: String) -> Bool {
        let left = left.utf8
        let right = right.utf8
        guard left.count == right.count else { return false }
        return zip(left, right).allSatisfy { $0 == $1 || HeaderRules.lowercased($0) == HeaderRules.lowercased($1) }
    }
}

extension HeaderFields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }
}

extension HeaderFields: Sequence {
    /// The fields as (name, value), in order.
    package func makeIterator() -> AnyIterator<(name: String, value: String)> {
        var rest = fields.makeIterator()
        return AnyIterator { rest.next().map { ($0.name, $0.value) } }
    }
}
