import GoText

/// Compares the result of one step with its recording.
struct Comparison {
    /// The step's name.
    let step: String
    /// When its request was sent, in seconds since 1970.
    let sentAt: Double
    private(set) var differences: [Difference] = []

    init(step: String, sentAt: Double) {
        self.step = step
        self.sentAt = sentAt
    }

    /// Notes where `got` does not fit what was recorded.
    mutating func compare(_ recorded: JSONValue, _ got: JSONValue, at path: String = "") {
        switch (recorded, got) {
        case (.object(let wanted), _) where ValuePattern(wanted) != nil:
            if ValuePattern(wanted)?.fits(got, sentAt: sentAt) != true { note(recorded, got, at: path) }
        case (.object(let wanted), .object(let object)):
            for key in Set(wanted.map(\.key)).union(object.map(\.key)).sorted() {
                guard let first = wanted[key], let second = object[key] else {
                    note(wanted[key], object[key], at: "\(path)/\(key)")
                    continue
                }
                compare(first, second, at: "\(path)/\(key)")
            }
        case (.array(let wanted), .array(let elements)) where wanted.count == elements.count:
            for (index, (first, second)) in zip(wanted, elements).enumerated() {
                compare(first, second, at: "\(path)/\(index)")
            }
        case (.number(let wanted), .number(let number)):
            if !Self.areEqual(wanted, number) { note(recorded, got, at: path) }
        default:
            if recorded != got { note(recorded, got, at: path) }
        }
    }

    private mutating func note(_ recorded: JSONValue?, _ got: JSONValue?, at path: String) {
        differences.append(Difference(step: step, path: path, recorded: recorded, got: got))
    }

    /// Whole numbers and fractions are of different kinds: 2 is not 2.0.
    private static func areEqual(_ first: String, _ second: String) -> Bool {
        if first == second { return true }
        let isWhole = TextPattern.isInteger(first)
        guard isWhole == TextPattern.isInteger(second) else { return false }
        return isWhole ? Int(first) != nil && Int(first) == Int(second) : Double(first) == Double(second)
    }
}
