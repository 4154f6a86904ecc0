import Conformance
import GoText
import HTTP
import MiniHydra
import Testing

/// A clock that player and server share: waiting moves it.
struct SharedClock: ScenarioClock {
    let server = MovableClock()

    func now() -> Double {
        let time = server.now()
        return Double(time.seconds) + Double(time.nanoseconds) / 1e9
    }

    func advance(by seconds: Double) async {
        server.advance(bySeconds: seconds)
    }
}

/// Everything that the conversations share, read once.
enum Conversations {
    static let suite = Result { try RecordedSuite(directory: Fixtures.directory) }
    static let gaps = KnownGaps(directory: Fixtures.directory)
    static let names = ((try? suite.get())?.scenarios ?? []).map(\.name)
    /// How many servers run at once.
    static let limit = ConcurrencyLimit(8)
}

/// Lets a certain number of tasks run at once.
actor ConcurrencyLimit {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) {
        free = count
    }

    func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}

@Suite struct RecordedConversationsTests {
    @Test func thereAreConversations() throws {
        #expect(try Conversations.suite.get().scenarios.count == 513)
    }

    @Test(arguments: Conversations.names)
    func answersAsRecorded(name: String) async throws {
        await Conversations.limit.enter()
        let outcome: ScenarioOutcome
        do {
            outcome = try await Self.play(name)
        } catch {
            await Conversations.limit.leave()
            throw error
        }
        await Conversations.limit.leave()
        if let reason = Conversations.gaps.reason(for: name) {
            #expect(!outcome.passed, "passes now: take \(name) (\(reason)) out of known-gaps.txt")
        } else {
            #expect(outcome.passed, "\(outcome.lines().joined(separator: "\n"))")
        }
    }

    private static func play(_ name: String) async throws -> ScenarioOutcome {
        let suite = try Conversations.suite.get()
        let scenario = try #require(suite.scenario(named: name))
        let recording = try #require(try suite.recording(of: scenario))
        let clock = SharedClock()
        let group = try EventLoopGroup(threads: 1)
        try group.start()
        let hooks = try HookServer(group: group, port: 0, clock: clock)
        // Ports of the servers are known only later; the configuration needs that of the hooks.
        let early = PortMap(publicPort: 0, adminPort: 0, hookPort: hooks.port)
        var options = ServerOptions()
        options.clock = clock.server
        options.writeLog = { _ in }
        let server = try await MiniHydra.start(
            configuration: suite.configurationText(for: scenario, ports: early), options: options)
        let ports = PortMap(
            publicPort: try #require(Self.port(of: server.publicURL)),
            adminPort: try #require(Self.port(of: server.adminURL)), hookPort: hooks.port)
        let player = ScenarioPlayer(suite: suite, ports: ports, hooks: hooks, group: group, clock: clock)
        let outcome = recording.outcome(of: await player.play(scenario))
        await server.stop()
        await hooks.stop()
        await group.stop()
        return outcome
    }

    private static func port(of url: String) -> Int? {
        url.split(separator: ":").last.flatMap { Int($0) }
    }
}
