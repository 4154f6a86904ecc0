/// The members of a JSON object in their order. Two objects are equal whatever the order of their members.
package struct JSONObject: Sendable {
    /// A name and its value.
    struct Member: Sendable {
        var key: String
        var value: JSONValue
    }

    /// Objects beyond this number of members keep an index.
    static let largestWithoutIndex = 64

    private(set) var members: [Member]
    private var places: [ExactText: Int]?

    /// No members.
    package init() {
        members = []
    }

    /// The members in the given order; of a name given twice the last value counts, in the place of the first.
    package init(_ pairs: some Sequence<(String, JSONValue)>) {
        self.init()
        for (key, value) in pairs { append(key: key, value: value) }
    }

    /// Members whose names are known to differ when they are few; more are looked through.
    init(parsed parsedMembers: [Member]) {
        self.init()
        guard parsedMembers.count > Self.largestWithoutIndex else {
            members = parsedMembers
            return
        }
        members.reserveCapacity(parsedMembers.count)
        places = Dictionary(minimumCapacity: parsedMembers.count)
        for member in parsedMembers { append(key: member.key, value: member.value) }
    }

    /// The number of members.
    package var count: Int { members.count }

    /// Whether there are no members.
    package var isEmpty: Bool { members.isEmpty }

    /// The names in order.
    package var keys: [String] { members.map(\.key) }

    /// The values in order.
    package var values: [JSONValue] { members.map(\.value) }

    /// The value of a name. Setting one that is there keeps its place, setting nil removes it.
    package subscript(key: String) -> JSONValue? {
        get {
            place(of: key).map { members[$0].value }
        }
        set {
            guard let newValue else {
                remove(key)
                return
            }
            append(key: key, value: newValue)
        }
    }

    /// The value of a name, or what is given when there is none.
    package subscript(key: String, default fallback: @autoclosure () -> JSONValue) -> JSONValue {
        get { self[key] ?? fallback() }
        set { self[key] = newValue }
    }

    /// Whether the name is there, null or not.
    package func contains(_ key: String) -> Bool {
        place(of: key) != nil
    }

    /// Puts a member at the end, or the value in its place when the name is there.
    package mutating func append(key: String, value: JSONValue) {
        if let place = place(of: key) {
            members[place].value = value
            return
        }
        members.append(Member(key: key, value: value))
        if places != nil {
            places?[ExactText(text: key)] = members.count - 1
        } else if members.count > Self.largestWithoutIndex {
            indexAll()
        }
    }

    /// Removes a member and returns its value.
    @discardableResult
    package mutating func remove(_ key: String) -> JSONValue? {
        guard let place = place(of: key) else { return nil }
        let isLast = place == members.count - 1
        let removed = members.remove(at: place).value
        if members.count <= Self.largestWithoutIndex {
            places = nil
        } else if isLast {
            places?[ExactText(text: key)] = nil
        } else {
            indexAll()
        }
        return removed
    }

    private func place(of key: String) -> Int? {
        if let places { return places[ExactText(text: key)] }
        return members.firstIndex { ExactText.equal($0.key, key) }
    }

    private mutating func indexAll() {
        var all: [ExactText: Int] = Dictionary(minimumCapacity: members.count)
        for (place, member) in members.enumerated() { all[ExactText(text: member.key)] = place }
        places = all
    }
}

extension JSONObject: Hashable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        JSONValue.object(left) == JSONValue.object(right)
    }

    package func hash(into hasher: inout Hasher) {
        // The order does not count.
        var sum = members.count
        for member in members {
            var inner = Hasher()
            inner.combine(member.key)
            member.value.hashShallow(into: &inner)
            sum &+= inner.finalize()
        }
        hasher.combine(sum)
    }

    /// The value of a name that is likely to be at a place.
    func value(of key: String, near place: Int) -> JSONValue? {
        if place < members.count, ExactText.equal(members[place].key, key) { return members[place].value }
        return self[key]
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// The members in order; of a name given twice the last value counts.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(elements)
    }
}

extension JSONObject: Sequence {
    /// Walks through the members in order.
    package struct Iterator: IteratorProtocol {
        fileprivate var rest: IndexingIterator<[Member]>

        package mutating func next() -> (key: String, value: JSONValue)? {
            rest.next().map { (key: $0.key, value: $0.value) }
        }
    }

    package func makeIterator() -> Iterator { Iterator(rest: members.makeIterator()) }

    package var underestimatedCount: Int { members.count }
}
