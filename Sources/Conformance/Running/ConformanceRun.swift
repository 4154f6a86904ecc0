import GoText
import HTTP

/// Plays chosen scenarios against servers outside this process and reports how they went.
package struct ConformanceRun: Sendable {
    /// What to play, against what.
    package struct Options: Sendable {
        /// Where the recordings are.
        package var directory = "Tests/Recordings"
        /// Which scenarios; empty for all.
        package var patterns: [NamePattern] = []
        /// Starts the server anew for every scenario; `{config}` stands for the configuration file.
        package var startCommand: String?
        /// The running servers, when none is started.
        package var publicURL = "http://localhost:4444"
        package var adminURL = "http://localhost:4445"
        /// A JSON file for every difference.
        package var reportPath: String?
        /// Where the started server's output goes.
        package var logPath = "/dev/null"
        /// How many steps, and differences of a step, are printed of one scenario.
        package var shownDifferences = 6
        /// Whether only the table is printed.
        package var isQuiet = false

        package init() {}
    }

    private let options: Options
    private let suite: RecordedSuite
    private let scenarios: [Scenario]
    private let ports: PortMap
    private let clock = SystemClock()

    /// Reads the scenarios.
    package init(options: Options) throws(SuiteError) {
        self.options = options
        do {
            suite = try RecordedSuite(directory: options.directory)
        } catch {
            throw SuiteError("\(error)\nGive the directory of the recordings with --recordings DIR.")
        }
        scenarios = suite.scenarios.filter { scenario in
            options.patterns.isEmpty || options.patterns.contains { $0.matches(scenario.name) }
        }
        guard !scenarios.isEmpty else { throw SuiteError("no scenario fits --only") }
        ports = PortMap(
            publicEndpoint: try Self.endpoint(options.publicURL), adminEndpoint: try Self.endpoint(options.adminURL),
            hookPort: PortMap.recordedHookPort)
    }

    /// Plays them one after the other.
    /// - Parameter print: takes lines for the user.
    /// - Returns: whether all went as recorded.
    package func run(print: (String) -> Void) async throws(SuiteError) -> Bool {
        let group: EventLoopGroup
        let hooks: HookServer
        do {
            group = try EventLoopGroup(threads: 1)
            hooks = try HookServer(group: group, port: ports.hookPort, clock: clock)
            try group.start()
        } catch {
            throw SuiteError("\(error)")
        }
        let player = ScenarioPlayer(suite: suite, ports: ports, hooks: hooks, group: group, clock: clock)
        var summary = RunSummary()
        for scenario in scenarios {
            guard let recording = try suite.recording(of: scenario) else { continue }
            let outcome = recording.outcome(of: try await results(of: scenario, player: player, group: group))
            summary.add(scenario, outcome)
            if !options.isQuiet { summary.lines(scenario, outcome, most: options.shownDifferences).forEach(print) }
        }
        await hooks.stop()
        await group.stop()
        summary.table.forEach(print)
        if let path = options.reportPath {
            try FileSystem.write(summary.report.encodeIndented(by: 1) + [0x0A], to: path)
        }
        return summary.allPassed
    }

    private func results(
        of scenario: Scenario, player: ScenarioPlayer, group: EventLoopGroup
    ) async throws(SuiteError) -> [StepResult] {
        guard let command = options.startCommand else { return await player.play(scenario) }
        let path = Array(suite.configurationPath(for: scenario).utf8)
        let words = try CommandWords.split(command).map { word in
            String(
                decoding: ByteText.replacing(Array("{config}".utf8), in: Array(word.utf8), with: path), as: UTF8.self)
        }
        var server = try ServerProcess(words: words, logPath: options.logPath)
        let probe = ReadinessProbe(client: group.client, ports: ports)
        do {
            try await probe.waitUntilReady(&server, name: words.joined(separator: " "))
        } catch {
            await server.stop()
            throw error
        }
        let results = await player.play(scenario)
        await server.stop()
        await probe.waitUntilGone()
        return results
    }

    private static func endpoint(_ text: String) throws(SuiteError) -> PortMap.Endpoint {
        let url = SplitURL(text)
        let parts = url.authority.split(separator: ":")
        guard url.scheme == "http", let host = parts.first, parts.count <= 2,
            let port = parts.count == 2 ? Int(parts[1]) : 80
        else { throw SuiteError("not a URL like http://localhost:4444: \(text)") }
        return PortMap.Endpoint(host: String(host), port: port)
    }
}
