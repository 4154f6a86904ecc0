extension JSONValue: Hashable {
    /// Two values are equal when their numbers are spelled alike and their objects have equal members in any order.
    package static func == (left: JSONValue, right: JSONValue) -> Bool {
        // What is nested waits in a list, for it may be deeper than the stack.
        var pending = [(left, right)]
        while let (left, right) = pending.popLast() {
            switch (left, right) {
            case (.null, .null): continue
            case (.bool(let left), .bool(let right)): if left != right { return false }
            case (.number(let left), .number(let right)): if left != right { return false }
            case (.string(let left), .string(let right)): if !ExactText.equal(left, right) { return false }
            case (.array(let left), .array(let right)):
                guard left.count == right.count else { return false }
                for place in left.indices { pending.append((left[place], right[place])) }
            case (.object(let left), .object(let right)):
                guard left.count == right.count else { return false }
                for (place, member) in left.members.enumerated() {
                    guard let counterpart = right.value(of: member.key, near: place) else { return false }
                    pending.append((member.value, counterpart))
                }
            default: return false
            }
        }
        return true
    }

    /// Containers within a container count by their size alone.
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .array(let elements):
            hasher.combine(elements.count)
            for element in elements { element.hashShallow(into: &hasher) }
        case .object(let object):
            hasher.combine(object)
        default:
            hashShallow(into: &hasher)
        }
    }

    func hashShallow(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let flag): hasher.combine(flag)
        case .number(let spelling): hasher.combine(spelling)
        case .string(let text): hasher.combine(text)
        case .array(let elements): hasher.combine(elements.count)
        case .object(let object): hasher.combine(object.count)
        }
    }
}
