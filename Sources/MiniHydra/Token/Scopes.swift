import GoText

/// The `scope` parameter, RFC 6749 section 3.3.
package enum ScopeRequest {
    /// The scopes of a parameter in their order: empty ones and doubles dropped.
    package static func scopes(_ text: String) -> [String] {
        text.words.withoutDoubles
    }
}

extension Configuration.Strategies.Scope {
    /// Whether one of the registered scopes lets the client have `scope`.
    package func allows(_ scope: String, by registered: [String]) -> Bool {
        switch self {
        case .exact: registered.containsText(scope)
        case .wildcard: registered.contains { Self.matches(scope, pattern: $0) }
        }
    }

    /// `*` stands for one part that is not empty, as the last part for one or more.
    private static func matches(_ scope: String, pattern: String) -> Bool {
        if scope.isSameText(as: pattern) { return true }
        let wanted = scope.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let parts = pattern.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isStar = { (part: Substring.UTF8View) in part.elementsEqual("*".utf8) }
        guard parts.contains(where: isStar), wanted.count >= parts.count else { return false }
        for (index, part) in parts.enumerated() {
            if isStar(part) ? wanted[index].isEmpty : !part.elementsEqual(wanted[index]) { return false }
        }
        return wanted.count == parts.count || parts.last.map(isStar) == true
    }
}

extension Hydra {
    /// `strategies.scope`.
    package var scopeStrategy: Configuration.Strategies.Scope { configuration.strategies.scope }
}
