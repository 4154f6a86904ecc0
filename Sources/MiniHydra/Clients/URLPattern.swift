/// A pattern of `clients.http.private_ip_exception_urls`: `*` and `?` stop at points and slashes, `**` does not;
/// `[a-z]`, `[!a]`, `{a,b}` and `\` as in other globs.
struct URLPattern: Sendable {
    private indirect enum Part {
        case one(Character)
        case any
        case some
        case all
        case ranges([ClosedRange<Character>], isNegated: Bool)
        case choice([[Part]])
    }

    private let parts: [Part]

    init(_ text: String) {
        var rest = Array(text)[...]
        parts = Self.parse(&rest, isNested: false)
    }

    func matches(_ text: String) -> Bool { Self.matches(parts[...], Array(text)[...]) }

    private static func parse(_ rest: inout ArraySlice<Character>, isNested: Bool) -> [Part] {
        var parts: [Part] = []
        while let character = rest.first {
            if isNested && (character == "," || character == "}") { break }
            rest.removeFirst()
            switch character {
            case "\\": parts.append(.one(rest.popFirst() ?? "\\"))
            case "?": parts.append(.any)
            case "*" where rest.first == "*":
                while rest.first == "*" { rest.removeFirst() }
                parts.append(.all)
            case "*": parts.append(.some)
            case "[": parts.append(parseRanges(&rest))
            case "{":
                var choices: [[Part]] = []
                repeat { choices.append(parse(&rest, isNested: true)) } while rest.popFirst() == ","
                parts.append(.choice(choices))
            default: parts.append(.one(character))
            }
        }
        return parts
    }

    private static func parseRanges(_ rest: inout ArraySlice<Character>) -> Part {
        let isNegated = rest.first == "!"
        if isNegated { rest.removeFirst() }
        var ranges: [ClosedRange<Character>] = []
        while let low = rest.popFirst(), low != "]" {
            if rest.first == "-", let high = rest.dropFirst().first, high != "]", low <= high {
                rest = rest.dropFirst(2)
                ranges.append(low...high)
            } else {
                ranges.append(low...low)
            }
        }
        return .ranges(ranges, isNegated: isNegated)
    }

    private static func matches(_ parts: ArraySlice<Part>, _ text: ArraySlice<Character>) -> Bool {
        guard let part = parts.first else { return text.isEmpty }
        let others = parts.dropFirst()
        switch part {
        case .one(let character): return text.first == character && matches(others, text.dropFirst())
        case .any:
            guard let first = text.first, !isDivider(first) else { return false }
            return matches(others, text.dropFirst())
        case .ranges(let ranges, let isNegated):
            guard let first = text.first, ranges.contains(where: { $0.contains(first) }) != isNegated else {
                return false
            }
            return matches(others, text.dropFirst())
        case .some, .all:
            var rest = text
            while true {
                if matches(others, rest) { return true }
                guard let next = rest.popFirst() else { return false }
                if case .some = part, isDivider(next) { return false }
            }
        case .choice(let choices): return choices.contains { matches(($0 + others)[...], text) }
        }
    }

    private static func isDivider(_ character: Character) -> Bool { character == "." || character == "/" }
}
