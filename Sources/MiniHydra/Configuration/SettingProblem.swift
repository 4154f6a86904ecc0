import GoText

/// Why a value of the configuration is refused, in the form in which Hydra tells it.
struct SettingProblem: Sendable {
    /// The keys that lead to the value.
    var path: [String]
    /// JSON pointer of the rule in Hydra's schema.
    var rule: String
    var reason: String
    /// What would be right, in words.
    var advice = ""
    /// A key of the value that is not there, or may not be there.
    var key: String?
    var isMissing = false
    var causes: [SettingProblem] = []

    /// Puts several problems under one that stands for them all.
    static func all(_ problems: [SettingProblem], path: [String], rule: String) -> SettingProblem? {
        guard problems.count > 1 else { return problems.first }
        return SettingProblem(path: path, rule: rule, reason: "validation failed", causes: problems)
    }

    /// `I[#/serve] S[#/properties/serve/type] REASON`, and below, indented by 2 for each level, what led to it.
    var message: String { messageLines.joined(separator: "\n") }

    private var messageLines: [String] {
        let pointer = (["#"] + path.map(Self.escaped)).joined(separator: "/")
        return ["I[\(pointer)] S[\(rule)] \(reason)"] + causes.flatMap(\.messageLines).map { "  " + $0 }
    }

    /// A member's name within a JSON pointer, RFC 6901 section 3.
    private static func escaped(_ name: String) -> String {
        name.reduce(into: "") { text, character in
            switch character {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.append(character)
            }
        }
    }

    /// The first problem that no other led to.
    var innermost: SettingProblem { causes.first?.innermost ?? self }

    /// The setting that is wrong, as a dotted path.
    var setting: String { (path + (key.map { [$0] } ?? [])).joined(separator: ".") }

    /// A block for this problem and one for each that led to it: the value, and under it what is wrong.
    func blocks(showing configuration: SettingTree) -> String {
        var text = "The configuration contains values or keys which are invalid:\n"
        let shown = isMissing ? path + (key.map { [$0] } ?? []) : path
        if shown.isEmpty {
            if causes.isEmpty { text += "(root)\n^-- \(reason)\n\n" }
        } else {
            let name = shown.joined(separator: ".")
            let value = configuration[shown].map(GoFormat.value) ?? "<nil>"
            let words = isMissing ? "one or more required properties are missing" : reason
            text += "\(name): \(value)\n" + String(repeating: " ", count: name.utf8.count + 2) + "^-- \(words)\n\n"
        }
        return text + causes.map { $0.blocks(showing: configuration) }.joined()
    }
}
