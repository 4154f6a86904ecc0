/// The flags of a command line, read as pflag reads them and refused in its words.
struct FlagValues {
    private var values: [String: [String]] = [:]
    private let path: CommandPath
    private(set) var asksForHelp = false

    /// Reads flags; words that are values stand behind their flags.
    init(_ words: [String], of path: CommandPath) throws(CommandFailure) {
        self.path = path
        var rest = words[...]
        while let word = rest.popFirst() {
            if word.hasPrefix("--") {
                try readLong(word, &rest)
            } else {
                try readShort(word, &rest)
            }
        }
    }

    /// The last value given.
    subscript(name: String) -> String? { values[name]?.last }

    func all(_ name: String) -> [String] { values[name] ?? [] }

    func bool(_ name: String) throws(CommandFailure) -> Bool? {
        guard let text = self[name] else { return nil }
        switch text {
        case "1", "t", "T", "true", "TRUE", "True": return true
        case "0", "f", "F", "false", "FALSE", "False": return false
        default: throw invalid(text, name, "strconv.ParseBool: parsing \"\(text)\": invalid syntax")
        }
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(CommandFailure) -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text) else {
            throw invalid(text, name, "strconv.ParseInt: parsing \"\(text)\": invalid syntax")
        }
        guard range.contains(number) else {
            throw invalid(text, name, "must be between \(range.lowerBound) and \(range.upperBound)")
        }
        return number
    }

    private func invalid(_ text: String, _ name: String, _ reason: String) -> CommandFailure {
        CommandFailure("invalid argument \"\(text)\" for \"--\(name)\" flag: \(reason)", usageOf: path)
    }

    private mutating func readLong(_ word: String, _ rest: inout ArraySlice<String>) throws(CommandFailure) {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        if name.isEmpty || name.hasPrefix("-") {
            throw CommandFailure("bad flag syntax: \(word)", usageOf: path)
        }
        if name == "help" {
            asksForHelp = true
            return
        }
        guard let flag = path.flags.first(where: { $0.name == name }) else {
            throw CommandFailure("unknown flag: --\(name)", usageOf: path)
        }
        if parts.count == 2 {
            values[name, default: []].append(String(parts[1]))
        } else if flag.kind == .toggle {
            values[name, default: []].append("true")
        } else if let value = rest.popFirst() {
            values[name, default: []].append(value)
        } else {
            throw CommandFailure("flag needs an argument: --\(name)", usageOf: path)
        }
    }

    private mutating func readShort(_ word: String, _ rest: inout ArraySlice<String>) throws(CommandFailure) {
        let letter = String(word.dropFirst().prefix(1))
        if letter == "h" {
            asksForHelp = true
            return
        }
        guard let flag = path.flags.first(where: { $0.short == letter }) else {
            throw CommandFailure("unknown shorthand flag: '\(letter)' in \(word)", usageOf: path)
        }
        var value = word.dropFirst(2)
        if value.hasPrefix("=") { value = value.dropFirst() }
        if word.count > 2 {
            values[flag.name, default: []].append(String(value))
        } else if let next = rest.popFirst() {
            values[flag.name, default: []].append(next)
        } else {
            throw CommandFailure("flag needs an argument: '\(letter)' in \(word)", usageOf: path)
        }
    }
}
