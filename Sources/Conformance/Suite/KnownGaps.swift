/// Scenarios that are known not to be answered as recorded: a name or pattern to a line, then blanks and the reason.
package struct KnownGaps: Sendable {
    /// One line of the list.
    package struct Entry: Sendable {
        /// Which scenarios.
        package let pattern: NamePattern
        /// Why.
        package let reason: String
    }

    /// The lines, in order.
    package let entries: [Entry]

    /// Reads the list; `#` begins a comment where a name or, behind blanks, a reason could stand.
    package init(text: String) {
        entries = text.split(separator: "\n").compactMap { line in
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "\r" })
                .prefix { !$0.hasPrefix("#") }
            guard let name = words.first else { return nil }
            return Entry(pattern: NamePattern(String(name)), reason: words.dropFirst().joined(separator: " "))
        }
    }

    /// Reads `known-gaps.txt` beside the recordings; no file is an empty list.
    package init(directory: String) {
        let bytes = (try? FileSystem.contents(of: "\(directory)/known-gaps.txt")) ?? []
        self.init(text: String(decoding: bytes, as: UTF8.self))
    }

    /// Why a scenario is not expected to pass; nil when it is.
    package func reason(for scenario: String) -> String? {
        entries.first { $0.pattern.matches(scenario) }?.reason
    }

    /// Lines that name no scenario of the suite.
    package func unused(in scenarios: [Scenario]) -> [String] {
        entries.filter { entry in !scenarios.contains { entry.pattern.matches($0.name) } }.map(\.pattern.text)
    }
}
