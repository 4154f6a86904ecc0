import Synchronization

@testable import HTTP

/// A handler that answers with what it saw; some paths do something special.
struct EchoHandler: RequestHandler {
    var maximum: @Sendable (String) -> Int? = { _ in nil }
    var answer: (@Sendable (Request) async -> Response?)?

    func respond(to request: Request) async -> Response {
        if let response = await answer?(request) { return response }
        if request.path == "/large" {
            return Response(headers: ["Content-Type": "text/plain"], body: Array(repeating: 120, count: 5_000))
        }
        if request.path == "/empty" { return Response(status: 204) }
        if request.path == "/hangup" { return .hangingUp }
        let failure = request.bodyFailure.map { " failure=\($0)" } ?? ""
        let body = String(decoding: request.body, as: UTF8.self)
        let text =
            "\(request.method) \(request.path) q=\(request.query ?? "-") host=\(request.host)\(failure) body=\(body)"
        return Response(headers: ["Content-Type": "text/plain"], body: Array(text.utf8))
    }

    func maximumBodySize(method: String, path: String) -> Int? { maximum(path) }
}

/// A server on a group of its own, stopped when the body is through. The body has a thread of its own too: raw clients
/// block it, and the threads of the global pool are too few for that.
func withServer<T: Sendable>(
    threads: Int = 1, limits: ServerLimits = ServerLimits(), handler: EchoHandler = EchoHandler(),
    tls: TLSContext? = nil,
    _ body: @Sendable (_ port: Int, _ group: EventLoopGroup, _ server: HTTPServer) async throws -> T
) async throws -> T {
    let group = try EventLoopGroup(threads: threads)
    let server = try HTTPServer(
        group: group, address: .tcp(host: "127.0.0.1", port: 0), limits: limits, handler: handler, tls: tls)
    let bench = try EventLoopGroup(threads: 1)
    try group.start()
    try bench.start()
    let result: Result<T, any Error>
    do {
        result = .success(
            try await withTaskExecutorPreference(bench.loops[0].executor) {
                try await body(server.port, group, server)
            })
    } catch {
        result = .failure(error)
    }
    await group.stop()
    await bench.stop()
    return try result.get()
}

extension ServerLimits {
    /// Limits that tests can wait for.
    static func short(
        header: Duration = .seconds(5), body: Duration = .seconds(5), write: Duration = .seconds(10),
        idle: Duration = .seconds(120), maximumHeaderBytes: Int = 1_052_672
    ) -> ServerLimits {
        var limits = ServerLimits()
        limits.headerTimeout = header
        limits.bodyTimeout = body
        limits.writeTimeout = write
        limits.idleTimeout = idle
        limits.maximumHeaderBytes = maximumHeaderBytes
        return limits
    }
}
