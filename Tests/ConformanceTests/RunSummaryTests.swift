import GoText
import Testing

@testable import Conformance

@Suite struct RunSummaryTests {
    private let difference = Difference(step: "a", path: "/status", recorded: 200, got: nil)

    @Test func tablesAndLines() throws {
        var summary = RunSummary()
        let good = try Fixtures.scenario("scenario: token.good\nabout: fine\nsteps: []")
        let bad = try Fixtures.scenario("scenario: clients.bad\nabout: not so\nsteps: []")
        let passed = ScenarioOutcome(differences: [], stepCount: 3, fittingStepCount: 3)
        let failed = ScenarioOutcome(
            differences: [difference, difference, difference], stepCount: 12, fittingStepCount: 11)
        #expect(!summary.allPassed)
        summary.add(good, passed)
        #expect(summary.allPassed)
        summary.add(bad, failed)
        #expect(!summary.allPassed)
        #expect(
            summary.table == [
                "clients           0/1    scenarios     11/12   steps",
                "token             1/1    scenarios      3/3    steps",
                "total: 1/2 scenarios, 14/15 steps",
            ])
        #expect(summary.lines(good, passed, most: 6) == ["ok   token.good"])
        #expect(
            summary.lines(bad, failed, most: 1) == [
                "FAIL clients.bad: not so", "     a /status", "        recorded 200", "        got      (absent)",
            ])
        let report = try Fixtures.json(
            #"""
            [{"scenario": "token.good", "ok": true, "differences": []},
             {"scenario": "clients.bad", "ok": false, "differences": [
              {"step": "a", "at": "/status", "recorded": 200, "got": "(absent)"},
              {"step": "a", "at": "/status", "recorded": 200, "got": "(absent)"},
              {"step": "a", "at": "/status", "recorded": 200, "got": "(absent)"}]}]
            """#)
        #expect(Comparing.areEqual(summary.report, report))
    }
}
