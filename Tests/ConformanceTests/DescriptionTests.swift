import Foundation
import GoText
import Testing

@testable import Conformance
@testable import MiniHydra

/// Holds `openapi/hydra-subset.yaml` against what real Hydra was recorded to answer.
@Suite struct DescriptionTests {
    /// A request of a scenario: what it asks for, as far as that is known before it is played.
    private struct Asked {
        let request: RequestTemplate
        let arguments: JSONObject
    }

    @Test func whatWasRecordedIsDescribed() throws {
        let suite = try Conversations.suite.get()
        let operations = try DescribedOperations()
        var compared: Set<String> = []
        for scenario in suite.scenarios {
            let recording = try #require(try suite.recording(of: scenario))
            let asked = Self.requests(of: scenario.steps, [:], suite, prefix: "")
            for step in recording.steps {
                guard let asked = asked[step.name], let status = step.content["status"]?.intValue,
                    let operation = operations.operation(asked.request, asked.arguments)
                else { continue }
                let response = operation.responses[String(status)]
                #expect(response != nil, "\(scenario.name), \(step.name): \(operation.name) answered \(status)")
                if let type = step.content["headers"]?.objectValue?["content-type"]?.stringValue, let response {
                    let isDescribed = response.contains(String(type.prefix { $0 != ";" }))
                    #expect(isDescribed, "\(scenario.name), \(step.name): \(operation.name) \(status) is \(type)")
                }
                compared.insert(operation.name)
            }
        }
        #expect(compared.count >= 35, "\(compared.sorted())")
    }

    /// The requests of steps and of the macros that they use, by the names that their results are recorded under.
    private static func requests(
        of steps: [Step], _ arguments: JSONObject, _ suite: RecordedSuite, prefix: String
    ) -> [String: Asked] {
        var found: [String: Asked] = [:]
        for step in steps {
            switch step.action {
            case .request(let request): found[prefix + step.name] = Asked(request: request, arguments: arguments)
            case .use(let name, let given, let label):
                guard let macro = suite.macros[name] else { continue }
                var arguments = macro.parameters
                for (name, value) in given { arguments[name] = value }
                let inner = requests(of: macro.steps, arguments, suite, prefix: "\(prefix)\(label).")
                found.merge(inner) { _, last in last }
            default: break
            }
        }
        return found
    }
}

/// The operations of the description, found as a server finds its routes.
private struct DescribedOperations {
    struct Operation {
        let name: String
        /// The media types of every status.
        let responses: [String: [String]]
    }

    private let operations: [String: Operation]
    private let publicTable: RouteTable
    private let adminTable: RouteTable

    init() throws {
        let document = try GoYAML.parse(OpenAPIEndpoint.description)
        var operations: [String: Operation] = [:]
        for (path, item) in document.objectValue?["paths"]?.objectValue ?? [:] {
            for (method, operation) in item.objectValue ?? [:] {
                guard let responses = operation.objectValue?["responses"]?.objectValue else { continue }
                let name = "\(method.uppercased()) \(path)"
                var types: [String: [String]] = [:]
                for (status, response) in responses {
                    types[status] = Self.resolved(response, document).objectValue?["content"]?.objectValue?.keys ?? []
                }
                operations[name] = Operation(name: name, responses: types)
            }
        }
        self.operations = operations
        publicTable = RouteTable(Routes.publicPort)
        adminTable = RouteTable(Routes.adminPort + Routes.mock + Routes.openCHAMIAdminPort)
    }

    private static func resolved(_ value: JSONValue, _ document: JSONValue) -> JSONValue {
        guard let reference = value.objectValue?["$ref"]?.stringValue else { return value }
        return reference.dropFirst(2).split(separator: "/").reduce(document) { value, part in
            value.objectValue?[String(part)] ?? .null
        }
    }

    /// The operation that a request is for; nil for other paths and methods, and where the path is known only later.
    func operation(_ request: RequestTemplate, _ arguments: JSONObject) -> Operation? {
        guard request.target != .url, case .string(var path) = request.path else { return nil }
        for (name, value) in arguments {
            guard case .string(let text) = value else { continue }
            path = path.replacing("${\(name)}", with: text)
        }
        path = String(path.prefix { $0 != "?" })
        if path.hasSuffix("/") { path.removeLast() }
        let isAdmin = request.target == .admin
        if isAdmin, !path.hasPrefix("/admin") { path = "/admin" + path }
        guard path.hasPrefix("/"), !path.contains("//"), !path.contains("/..") else { return nil }
        let method = request.method.stringValue ?? "GET"
        let table = isAdmin ? adminTable : publicTable
        guard case .route(let route, _) = table.match(method: method, path: path) else { return nil }
        return operations["\(route.method) \(route.path)"]
    }
}
