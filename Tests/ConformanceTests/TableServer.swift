import GoText
import HTTP
import JOSE
import Synchronization

@testable import Conformance

/// A little server that answers from a table, echoes what it was sent, and calls a hook when told to.
final class TableServer: RequestHandler {
    /// A clock that moves only when told to.
    final class ManualClock: ScenarioClock {
        private let time = Mutex(1_800_000_000.0)

        func now() -> Double { time.withLock { $0 } }

        func advance(by seconds: Double) async { time.withLock { $0 += seconds } }
    }

    private let table: [String: Response]
    private let client: HTTPClient

    init(table: [String: Response], client: HTTPClient) {
        self.table = table
        self.client = client
    }

    func maximumBodySize(method: String, path: String) -> Int? { nil }

    func respond(to request: Request) async -> Response {
        if request.path == "/echo" { return echo(request) }
        if request.path == "/call" { return await call(request) }
        return table["\(request.method) \(request.path)"]
            ?? Response(status: 404, body: Array("404 page not found\n".utf8))
    }

    private func echo(_ request: Request) -> Response {
        let body: JSONValue = [
            "method": .string(request.method), "target": .string(request.target), "host": .string(request.host),
            "body": .string(String(decoding: request.body, as: UTF8.self)),
            "cookie": request.header("Cookie").map(JSONValue.string) ?? .null,
            "authorization": request.header("Authorization").map(JSONValue.string) ?? .null,
            "type": request.header("Content-Type").map(JSONValue.string) ?? .null,
        ]
        return Response(status: 200, headers: ["Content-Type": "application/json"], body: body.encode())
    }

    /// Sends the form's `token` to its `hook`, and answers what came back.
    private func call(_ request: Request) async -> Response {
        let (form, _) = GoValues.parseQuery(String(decoding: request.body, as: UTF8.self))
        let body: JSONValue = ["token": .string(form.get("token")), "hook": .string(form.get("hook"))]
        let hook = ClientRequest(
            method: "POST", url: form.get("hook"),
            headers: ["Content-Type": "application/json", "X-Other": "1", "Authorization": "Bearer x"],
            body: body.encode())
        guard let answer = try? await client.send(hook) else { return Response(status: 502) }
        return Response(
            status: answer.status, headers: ["Content-Type": answer.headers["Content-Type"] ?? ""], body: answer.body)
    }
}
