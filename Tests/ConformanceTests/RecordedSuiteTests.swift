import Foundation
import Testing

@testable import Conformance

@Suite struct RecordedSuiteTests {
    let suite: RecordedSuite

    init() throws {
        suite = try RecordedSuite(directory: Fixtures.directory)
    }

    @Test func everyScenarioIsReadAndRecorded() throws {
        #expect(suite.scenarios.count == 513)
        #expect(suite.macros.count == 21)
        var steps = 0
        for scenario in suite.scenarios {
            let recording = try #require(try suite.recording(of: scenario), "\(scenario.name)")
            #expect(recording.stepCount > 0, "\(scenario.name)")
            #expect(!scenario.about.isEmpty && !scenario.steps.isEmpty)
            steps += recording.stepCount
        }
        #expect(steps == 3813)
    }

    @Test func everyRecordingBelongsToAScenario() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(Fixtures.directory)/recordings")
        #expect(Set(names) == Set(suite.scenarios.map { "\($0.name).json" }))
    }

    @Test func areasAreTheFirstWords() {
        let areas = Set(suite.scenarios.map(\.area))
        #expect(areas.count == 23)
        #expect(areas.isSuperset(of: ["token", "clients", "openchami", "meta"]))
    }

    @Test func configurationsGetTheRealHookPort() throws {
        let ports = PortMap(publicPort: 1, adminPort: 2, hookPort: 40_001)
        let hooked = try #require(suite.scenarios.first { $0.configuration == "hooks-token" })
        let text = try suite.configurationText(for: hooked, ports: ports)
        #expect(text.contains("http://localhost:40001/hook"))
        #expect(!text.contains("5556"))
        #expect(text.contains("issuer: http://localhost:4444"))
        for scenario in suite.scenarios {
            #expect(throws: Never.self) { try suite.configurationText(for: scenario, ports: ports) }
        }
    }

    @Test func everyMacroExists() {
        func uses(_ steps: [Step]) -> [String] {
            steps.compactMap { step in
                if case .use(let macro, _, _) = step.action { return macro }
                return nil
            }
        }
        let used = suite.scenarios.flatMap { uses($0.steps) } + suite.macros.values.flatMap { uses($0.steps) }
        #expect(Set(used).isSubset(of: suite.macros.keys))
    }

    @Test func aDirectoryWithoutRecordingsIsSaidSo() {
        #expect(throws: SuiteError.self) { try RecordedSuite(directory: "/nowhere") }
        let problem = #expect(throws: SuiteError.self) { try ConformanceRun(options: Self.options("/nowhere")) }
        #expect(problem?.description.contains("/nowhere/configs is not a directory") == true)
        #expect(problem?.description.contains("--recordings DIR") == true)
    }

    private static func options(_ directory: String) -> ConformanceRun.Options {
        var options = ConformanceRun.Options()
        options.directory = directory
        return options
    }
}
