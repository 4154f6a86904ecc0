import GoText

/// How one play of a scenario went.
package struct ScenarioOutcome: Sendable {
    /// Everything that does not fit.
    package let differences: [Difference]
    /// How many recorded steps there are.
    package let stepCount: Int
    /// How many of them fit.
    package let fittingStepCount: Int

    /// Whether every step fits.
    package var passed: Bool { fittingStepCount == stepCount }

    /// The first differences for the user's eyes, three lines each.
    /// - Parameter most: how many steps, and differences of a step.
    package func lines(most: Int = 6) -> [String] {
        var lines: [String] = []
        var shown: [String: Int] = [:]
        for difference in differences {
            guard shown[difference.step] != nil || shown.count < most, shown[difference.step, default: 0] < most else {
                continue
            }
            shown[difference.step, default: 0] += 1
            lines.append("     \(difference.step) \(difference.path)")
            lines.append("        recorded \(Self.shortened(difference.recorded))")
            lines.append("        got      \(Self.shortened(difference.got))")
        }
        return lines
    }

    private static func shortened(_ value: JSONValue?) -> String {
        value.map { String(PlainText.json($0, isASCII: false).prefix(200)) } ?? "(absent)"
    }
}
