import GoText
import Testing

@testable import MiniHydra

/// What the tests ask of the description that the server serves.
struct Description {
    let document: JSONValue

    struct Operation {
        let method: String
        let path: String
        let members: JSONObject

        var name: String { "\(method) \(path)" }
    }

    /// Read once for all tests.
    static let served = Result { Description(document: try GoYAML.parse(OpenAPIEndpoint.description)) }

    private static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

    var paths: JSONObject { document.objectValue?["paths"]?.objectValue ?? [:] }

    var operations: [Operation] {
        paths.flatMap { path, item in
            Self.methods.compactMap { method in
                (item.objectValue?[method]?.objectValue).map {
                    Operation(method: method.uppercased(), path: path, members: $0)
                }
            }
        }
    }

    /// The values that a pointer within the document leads to.
    func value(at pointer: String) -> JSONValue? {
        guard pointer.hasPrefix("#/") else { return nil }
        return pointer.dropFirst(2).split(separator: "/").reduce(document) { value, part in
            value?.objectValue?[String(part).replacing("~1", with: "/").replacing("~0", with: "~")]
        }
    }

    /// Every `$ref` in a value.
    static func references(in value: JSONValue) -> [String] {
        switch value {
        case .array(let elements): elements.flatMap(references)
        case .object(let object):
            (object["$ref"]?.stringValue.map { [$0] } ?? []) + object.flatMap { references(in: $0.1) }
        default: []
        }
    }
}

@Suite struct OpenAPITests {
    private let description: Description

    init() throws {
        description = try Description.served.get()
    }

    @Test func everyRouteIsDescribedAndNothingElse() {
        let routes = Routes.publicPort + Routes.adminPort + Routes.mock + Routes.openCHAMIAdminPort
        let described = Set(description.operations.map(\.name))
        let served = Set(routes.map { "\($0.method) \($0.path)" })
        #expect(described.subtracting(served).sorted() == [], "described, but no routes")
        #expect(served.subtracting(described).sorted() == [], "routes that are not described")
    }

    @Test func everyPathNamesThePortThatItIsOn() {
        let publicPaths = Set(Routes.publicPort.map(\.path))
        for (path, item) in description.paths {
            let url = item.objectValue?["servers"]?.arrayValue?.first?.objectValue?["url"]?.stringValue
            let port = publicPaths.contains(path) ? "public" : "admin"
            #expect(url == "http://localhost:{\(port)_port}", "\(path)")
        }
    }

    @Test func everyReferenceLeadsSomewhere() {
        let references = Set(Description.references(in: description.document))
        #expect(references.count > 100)
        for reference in references { #expect(description.value(at: reference) != nil, "\(reference)") }
    }

    @Test func everyComponentIsUsed() {
        let used = Set(Description.references(in: description.document))
        // Tells of paths that no operation has, and of what OpenAPI names without a reference.
        let named: Set = ["#/components/responses/UnknownPublicRoute"]
        for (kind, components) in description.document.objectValue?["components"]?.objectValue ?? [:]
        where kind != "securitySchemes" {
            for (name, _) in components.objectValue ?? [:] {
                let pointer = "#/components/\(kind)/\(name)"
                let isUsed = used.contains { $0 == pointer || $0.hasPrefix(pointer + "/") } || named.contains(pointer)
                #expect(isUsed, "\(pointer)")
            }
        }
    }

    @Test func everyOperationIsNamed() {
        let operations = description.operations
        let names = operations.compactMap { $0.members["operationId"]?.stringValue }
        #expect(names.count == operations.count)
        #expect(Set(names).count == names.count)
        for operation in operations {
            #expect(operation.members["summary"]?.stringValue?.isEmpty == false, "\(operation.name)")
        }
    }

    @Test func everyOperationSaysHowItSucceeds() {
        // The fallback of the error page is an error whatever happens, in Hydra too.
        let neverSucceeds = "GET /oauth2/fallbacks/error"
        for operation in description.operations where operation.name != neverSucceeds {
            let responses = operation.members["responses"]?.objectValue ?? [:]
            let successes = responses.filter { $0.0.hasPrefix("2") || $0.0.hasPrefix("3") }
            #expect(!successes.isEmpty, "\(operation.name)")
        }
    }

    @Test func theAdminPortServesIt() async throws {
        try await TestServer.run { server in
            let answer = try await server.get(.adminPort, "/mock/openapi.yaml")
            #expect(answer.status == 200)
            #expect(answer.header("Content-Type") == "application/yaml")
            #expect(answer.response.body == OpenAPIEndpoint.description)
            let head = try await server.send("HEAD", .adminPort, "/mock/openapi.yaml")
            #expect(head.status == 200)
            #expect(head.header("Content-Type") == "application/yaml")
            #expect(head.response.body.isEmpty)
            let wrong = try await server.send("POST", .adminPort, "/mock/openapi.yaml")
            #expect(wrong.status == 405)
            #expect(wrong.header("Allow") == "GET, HEAD")
        }
    }

    @Test func besideItNothingIsThere() async throws {
        try await TestServer.run { server in
            for path in [
                "/mock", "/mock/", "/mock/unknown", "/mock//unknown", "/admin/mock/openapi.yaml", "/mockery",
            ] {
                let answer = try await server.get(.adminPort, path)
                #expect(answer.status == 404, "\(path)")
                #expect(answer.text == "404 page not found\n", "\(path)")
            }
            let onPublicPort = try await server.get(.publicPort, "/mock/openapi.yaml")
            #expect(onPublicPort.status == 404)
        }
    }

    @Test func theAdminPrefixIsStillPutInFront() async throws {
        try await TestServer.run { server in
            let version = try await server.get(.adminPort, "/mock/../version")
            #expect(version.status == 200)
        }
    }
}
