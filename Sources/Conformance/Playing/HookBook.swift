import GoText
import HTTP
import Synchronization

/// What the hook server is to answer, and what it was sent.
final class HookBook: RequestHandler {
    private struct State {
        var replies: [String: JSONObject] = [:]
        var calls: [String: HookCall] = [:]
    }

    private let state = Mutex(State())
    private let clock: any ScenarioClock

    init(clock: any ScenarioClock) {
        self.clock = clock
    }

    /// Forgets all answers and calls.
    func reset() {
        state.withLock { $0 = State() }
    }

    /// From here on the path is answered so: `status`, `headers`, `json` or `text`, `delay` in seconds.
    func serve(_ reply: JSONObject, at path: String) {
        state.withLock { $0.replies[path] = reply }
    }

    /// What was last sent to the path; nil when nothing was.
    func lastCall(of path: String) -> HookCall? {
        state.withLock { $0.calls[path] }
    }

    func maximumBodySize(method: String, path: String) -> Int? {
        nil
    }

    func respond(to request: Request) async -> Response {
        let reply = note(request)
        if let delay = reply["delay"].flatMap({ Double(PlainText.of($0)) }), delay > 0 {
            try? await Task.sleep(for: .seconds(delay))
        }
        var headers = HeaderFields()
        for (name, value) in reply["headers"]?.objectValue ?? [:] {
            headers.set(name: name, value: PlainText.of(value))
        }
        if headers["Content-Type"] == nil {
            headers.set(name: "Content-Type", value: reply["json"] == nil ? "text/plain" : "application/json")
        }
        let status = reply["status"]?.intValue ?? 200
        let body = reply["json"].map { PlainText.json($0) } ?? reply["text"].map(PlainText.of) ?? ""
        return Response(status: status, headers: headers, body: status == 204 ? [] : Array(body.utf8))
    }

    private func note(_ request: Request) -> JSONObject {
        let path = request.path
        let headers = request.headerFields.map { (name: $0.name, value: $0.value) }
        let (method, body, at) = (request.method, request.body, clock.now())
        return state.withLock { state in
            state.calls[path] = HookCall(
                method: method, headers: headers, body: body, at: at, count: (state.calls[path]?.count ?? 0) + 1)
            return state.replies[path] ?? ["status": 404]
        }
    }
}
