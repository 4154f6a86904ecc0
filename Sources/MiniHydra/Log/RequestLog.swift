import GoText
import HTTP

/// The lines that Hydra logs about each request.
struct RequestLog: Sendable {
    let log: Logger
    /// `request_log.disable_for_health`.
    let hidesHealth: Bool

    /// Whether any of the lines would be written, so that a quiet server need not gather them.
    var isEnabled: Bool { log.isEnabled(.info) }

    func started(_ request: Request, path: String) {
        log.logRequest(level(for: path), "started handling request", ["http_request": describe(request, path)])
    }

    func completed(_ request: Request, path: String, _ response: Response, took: GoDuration) {
        var headers = JSONObject()
        for (name, value) in response.headers {
            headers[name.lowercased()] =
                name.lowercased() == "set-cookie" ? log.sensitive(.string(value)) : .string(value)
        }
        log.logRequest(
            level(for: path), "completed handling request",
            [
                "http_request": describe(request, path),
                "http_response": [
                    "headers": .object(headers), "size": .integer(response.body.count),
                    "status": .integer(response.status), "text_status": .string(StatusText.text(response.status)),
                    "took": .string(took.string),
                ],
            ])
    }

    /// OAuth endpoints log every error at level error, a 4xx too.
    func failed(_ request: Request, path: String, _ error: OAuthError) {
        guard log.isEnabled(.error) else { return }
        log.log(
            .error, "An error occurred",
            [
                "error": [
                    "debug": .string(error.debug), "message": .string(error.code), "reason": .string(error.hint),
                    "status": .string(StatusText.text(error.status)), "status_code": .integer(error.status),
                ], "http_request": describe(request, path),
            ])
    }

    func failed(_ request: Request, path: String, _ error: AdminError) {
        let level: Logger.Level = error.status < 500 ? .info : .error
        guard log.isEnabled(level) else { return }
        log.log(
            level, "An error occurred while handling a request",
            [
                "error": ["message": .string(error.error), "reason": .string(error.description)],
                "http_request": describe(request, path), "http_response": ["status_code": .integer(error.status)],
            ])
    }

    private func level(for path: String) -> Logger.Level {
        hidesHealth && (path.hasSuffix("/health/alive") || path.hasSuffix("/health/ready")) ? .trace : .info
    }

    private func describe(_ request: Request, _ path: String) -> JSONValue {
        var headers = JSONObject()
        for (name, value) in request.headerFields where name.lowercased() != "host" {
            let isSecret = ["authorization", "cookie"].contains(name.lowercased())
            headers[name.lowercased()] = isSecret ? log.sensitive(.string(value)) : .string(value)
        }
        let query: JSONValue = request.query.map { $0.isEmpty ? .null : log.sensitive(.string($0)) } ?? .null
        return [
            "headers": .object(headers), "host": .string(request.host), "method": .string(request.method),
            "path": .string(path), "query": query, "remote": .string(request.remoteAddress),
            "scheme": request.isTLS ? "https" : "http",
        ]
    }
}
