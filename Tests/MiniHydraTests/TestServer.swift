import GoText
import HTTP
import Testing

@testable import MiniHydra

/// A server within the test process, and the requests that tests send to it.
struct TestServer: Sendable {
    let server: MiniHydra
    let clock: MovableClock

    /// Runs a test against a server of its own.
    static func run<T: Sendable>(
        _ configuration: String = "", profile: Profile = .hydra,
        _ body: @Sendable (TestServer) async throws -> T
    ) async throws -> T {
        let clock = MovableClock()
        var options = ServerOptions()
        options.clock = clock
        options.profile = profile
        options.writeLog = { _ in }
        let server = try await MiniHydra.start(configuration: configuration, options: options)
        do {
            let result = try await body(TestServer(server: server, clock: clock))
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }

    enum Port { case publicPort, adminPort }

    struct Answer {
        let response: ClientResponse

        var status: Int { response.status }
        var text: String { String(decoding: response.body, as: UTF8.self) }

        /// The JSON object of the body, empty where there is none.
        var json: JSONObject { (try? JSONValue.decodeWhole(response.body))?.objectValue ?? [:] }

        func header(_ name: String) -> String? { response.headers[name] }

        /// `error` of the body.
        var error: String? { json["error"]?.stringValue }

        /// `error_description` of the body.
        var description: String? { json["error_description"]?.stringValue }
    }

    func send(
        _ method: String, _ port: Port, _ path: String, headers: [(String, String)] = [], body: [UInt8] = []
    ) async throws -> Answer {
        let base = port == .publicPort ? server.publicURL : server.adminURL
        var request = ClientRequest(method: method, url: base + path)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = body
        request.maximumRedirects = 0
        request.timeout = .seconds(20)
        return Answer(response: try await server.hydra.loops.client.send(request))
    }

    func get(_ port: Port, _ path: String, headers: [(String, String)] = []) async throws -> Answer {
        try await send("GET", port, path, headers: headers)
    }

    func post(
        _ port: Port, _ path: String, form: [(String, String)], headers: [(String, String)] = []
    ) async throws -> Answer {
        let text = form.map { GoEscape.queryEscape($0.0) + "=" + GoEscape.queryEscape($0.1) }.joined(separator: "&")
        return try await send(
            "POST", port, path, headers: headers + [("Content-Type", "application/x-www-form-urlencoded")],
            body: Array(text.utf8))
    }

    func send(_ method: String, _ port: Port, _ path: String, json: JSONValue, headers: [(String, String)] = [])
        async throws -> Answer
    {
        try await send(
            method, port, path, headers: headers + [("Content-Type", "application/json")], body: json.encode())
    }

    /// A client of client_secret_post with the client credentials grant.
    @discardableResult
    func createClient(_ members: JSONObject = [:]) async throws -> JSONObject {
        var body: JSONObject = [
            "client_id": "app", "client_secret": "app-secret", "grant_types": ["client_credentials"],
            "scope": "read write", "token_endpoint_auth_method": "client_secret_post",
        ]
        for (name, value) in members { body[name] = value }
        let answer = try await send("POST", .adminPort, "/admin/clients", json: .object(body))
        try #require(answer.status == 201, "\(answer.text)")
        return answer.json
    }

    /// A token request of that client.
    func token(_ further: [(String, String)] = []) async throws -> Answer {
        try await post(
            .publicPort, "/oauth2/token",
            form: [("grant_type", "client_credentials"), ("client_id", "app"), ("client_secret", "app-secret")]
                + further)
    }
}
