import GoText

/// Counts outcomes by area, and puts them into words.
struct RunSummary {
    private struct Counts {
        var passed = 0
        var scenarios = 0
        var fittingSteps = 0
        var steps = 0

        mutating func add(_ outcome: ScenarioOutcome) {
            passed += outcome.passed ? 1 : 0
            scenarios += 1
            fittingSteps += outcome.fittingStepCount
            steps += outcome.stepCount
        }
    }

    private var areas: [String: Counts] = [:]
    private var total = Counts()
    private var rows: [JSONValue] = []

    /// Whether there were scenarios and all passed.
    var allPassed: Bool {
        total.scenarios > 0 && total.passed == total.scenarios
    }

    /// Every scenario with its differences.
    var report: JSONValue { .array(rows) }

    mutating func add(_ scenario: Scenario, _ outcome: ScenarioOutcome) {
        areas[scenario.area, default: Counts()].add(outcome)
        total.add(outcome)
        let differences = outcome.differences.map { difference in
            JSONValue.object([
                "step": .string(difference.step), "at": .string(difference.path),
                "recorded": difference.recorded ?? "(absent)", "got": difference.got ?? "(absent)",
            ])
        }
        rows.append(
            .object([
                "scenario": .string(scenario.name), "ok": .bool(outcome.passed), "differences": .array(differences),
            ]))
    }

    /// `ok NAME`, or `FAIL NAME` and the first differences.
    /// - Parameter most: how many steps, and differences of a step.
    func lines(_ scenario: Scenario, _ outcome: ScenarioOutcome, most: Int) -> [String] {
        outcome.passed
            ? ["ok   \(scenario.name)"] : ["FAIL \(scenario.name): \(scenario.about)"] + outcome.lines(most: most)
    }

    /// A line for every area, and the total.
    var table: [String] {
        areas.sorted { $0.key < $1.key }.map { area, counts in
            let scenarios = Self.fraction(counts.passed, counts.scenarios)
            let steps = Self.fraction(counts.fittingSteps, counts.steps)
            return "\(Self.padded(area, 14)) \(scenarios) scenarios   \(steps) steps"
        } + [
            "total: \(total.passed)/\(total.scenarios) scenarios, \(total.fittingSteps)/\(total.steps) steps"
        ]
    }

    private static func fraction(_ part: Int, _ whole: Int) -> String {
        let part = String(part)
        return String(repeating: " ", count: max(0, 4 - part.count)) + "\(part)/\(padded(String(whole), 4))"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
