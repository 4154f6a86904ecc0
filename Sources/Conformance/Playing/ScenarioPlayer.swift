import HTTP

/// Plays scenarios against a server, one at a time.
package struct ScenarioPlayer: Sendable {
    let macros: [String: Macro]
    let sender: RequestSender
    let hooks: HookBook
    let group: EventLoopGroup

    /// - Parameters:
    ///   - suite: where the macros are.
    ///   - ports: where the servers are.
    ///   - hooks: the player's own server, listening on the port that `ports` names.
    ///   - group: running event loops.
    ///   - clock: the time; the same that the server under test goes by.
    package init(
        suite: RecordedSuite, ports: PortMap, hooks: HookServer, group: EventLoopGroup, clock: any ScenarioClock
    ) {
        macros = suite.macros
        sender = RequestSender(client: group.client, ports: ports, clock: clock)
        self.hooks = hooks.book
        self.group = group
    }

    /// Plays every step and gives the results as recordings hold them, for ``Recording/outcome(of:)``.
    package func play(_ scenario: Scenario) async -> [StepResult] {
        hooks.reset()
        var play = Play(player: self)
        await play.run(scenario.steps)
        return Normaliser(saved: play.saved).normalised(play.results)
    }
}
