import COpenAPI
import HTTP

/// `GET /mock/openapi.yaml`: what this server answers, route by route, as OpenAPI 3.1.
package enum OpenAPIEndpoint {
    /// The description, `openapi/hydra-subset.yaml` of the repository.
    package static var description: [UInt8] {
        Array(UnsafeBufferPointer(start: copenapi_description(), count: copenapi_description_size()))
    }

    package static func document(_ call: Call, _ hydra: Hydra) async throws -> Response {
        var fields = HeaderFields()
        fields.add(name: "Content-Type", value: "application/yaml")
        return Response(status: 200, headers: fields, body: description)
    }
}
