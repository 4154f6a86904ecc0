/// The `scope` parameter, RFC 6749 section 3.3.
package enum ScopeRequest {
    /// The scopes of a parameter in their order: empty ones and doubles dropped.
    package static func scopes(_ text: String) -> [String] {
        var seen: Set<Substring> = []
        return text.split(separator: " ").filter { seen.insert($0).inserted }.map(String.init)
    }
}

extension Configuration.Strategies.Scope {
    /// Whether one of the registered scopes lets the client have `scope`.
    package func allows(_ scope: String, by registered: [String]) -> Bool {
        switch self {
        case .exact: registered.contains(scope)
        case .wildcard: registered.contains { Self.matches(scope, pattern: $0) }
        }
    }

    /// `*` stands for one part that is not empty, as the last part for one or more.
    private static func matches(_ scope: String, pattern: String) -> Bool {
        if scope == pattern { return true }
        let wanted = scope.split(separator: ".", omittingEmptySubsequences: false)
        let parts = pattern.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.contains("*"), wanted.count >= parts.count else { return false }
        for (index, part) in parts.enumerated() {
            if part == "*" ? wanted[index].isEmpty : part != wanted[index] { return false }
        }
        return wanted.count == parts.count || parts.last == "*"
    }
}

extension Hydra {
    /// `strategies.scope`.
    package var scopeStrategy: Configuration.Strategies.Scope { configuration.strategies.scope }
}
