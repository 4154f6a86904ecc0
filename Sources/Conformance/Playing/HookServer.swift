import HTTP

/// The player's own server, which the server under test calls: token hooks, back-channel logout, key sets.
package struct HookServer: Sendable {
    let book: HookBook
    private let server: HTTPServer

    /// Where it listens.
    package var port: Int { server.port }

    /// Listens on 127.0.0.1.
    /// - Parameters:
    ///   - port: 0 for any free one.
    ///   - clock: tells when a call came.
    package init(group: EventLoopGroup, port: Int, clock: any ScenarioClock) throws(ServerError) {
        book = HookBook(clock: clock)
        server = try HTTPServer(
            group: group, address: .tcp(host: "127.0.0.1", port: port), limits: ServerLimits(), handler: book)
    }

    /// Stops listening.
    package func stop() async {
        _ = await server.stop(gracePeriod: .seconds(1))
    }
}
