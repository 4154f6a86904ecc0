import GoText

extension Recording {
    /// Compares the results of a play with the recorded ones, by the names of the steps.
    package func outcome(of results: [StepResult]) -> ScenarioOutcome {
        var open: [String: ArraySlice<StepResult>] = [:]
        for result in results { open[result.step, default: []].append(result) }
        var differences: [Difference] = []
        var fitting = 0
        for step in steps {
            let result = open[step.name]?.popFirst()
            let found = Self.differences(step, result)
            differences += found
            fitting += found.isEmpty ? 1 : 0
        }
        return ScenarioOutcome(differences: differences, stepCount: steps.count, fittingStepCount: fitting)
    }

    private static func differences(_ step: RecordedStep, _ result: StepResult?) -> [Difference] {
        if step.isUnplayable, result == nil || result?.unplayable != nil { return [] }
        var comparison = Comparison(step: step.name, sentAt: result?.sentAt ?? 0)
        var recorded = step.content
        recorded["step"] = nil
        comparison.compare(.object(recorded), .object(result?.content ?? ["unplayable": "not reached"]))
        return comparison.differences
    }
}
