import GoText
import HTTP
import JOSE
import Testing

@testable import MiniHydra

/// A server without ports, whose endpoints are called as functions.
struct ClientsBench {
    typealias Endpoint = @Sendable (Call, Hydra) async throws -> Response

    struct Answer {
        let response: Response
        var status: Int { response.status }
        var json: JSONValue { (try? JSONValue.decodeWhole(response.body.dropLast())) ?? .null }
        var description: String? { self["error_description"]?.stringValue }
        subscript(name: String) -> JSONValue? { json.objectValue?[name] }
    }

    let hydra: Hydra
    let clock = MovableClock()

    init(configure: (inout Configuration) -> Void = { _ in }) throws {
        var configuration = Configuration(
            dataSource: .memory, issuer: "http://localhost:4444", publicURL: "http://localhost:4444")
        configuration.secrets.system = ["a-system-secret-of-tests-only"]
        configuration.oidc.allowsRegistration = true
        configure(&configuration)
        let random = SeededRandomSource(seed: 3)
        let store = try Store(.memory)
        let loops = try EventLoopGroup(threads: 1)
        hydra = Hydra(
            configuration: configuration, store: store,
            keys: SigningKeys(store: store, source: .published, loops: loops, random: random),
            clock: clock, random: random, loops: loops, log: Logger(settings: configuration.log, clock: clock),
            profile: .hydra)
    }

    /// Calls an endpoint; an error is answered as the pipeline answers it.
    func call(
        _ endpoint: @escaping Endpoint, _ method: String = "GET", _ target: String = "/", id: String = "",
        body: String = "",
        bearer: String? = nil, headers: [(String, String)] = []
    ) async throws -> Answer {
        var fields = HeaderFields()
        if let bearer { fields.add(name: "Authorization", value: "Bearer \(bearer)") }
        for (name, value) in headers { fields.add(name: name, value: value) }
        let request = try #require(Request(method: method, target: target, headers: fields, body: Array(body.utf8)))
        do {
            let call = Call(request: request, path: request.path, parameters: ["id": id])
            return Answer(response: try await endpoint(call, hydra))
        } catch let error as AdminError {
            return Answer(response: .admin(error))
        }
    }

    func create(_ body: String) async throws -> Answer {
        try await call(ClientEndpoints.create, "POST", "/admin/clients", body: body)
    }

    func get(_ id: String) async throws -> Answer { try await call(ClientEndpoints.get, id: id) }

    func register(_ body: String = "{}") async throws -> Answer {
        try await call(RegistrationEndpoints.create, "POST", "/oauth2/register", body: body)
    }
}
