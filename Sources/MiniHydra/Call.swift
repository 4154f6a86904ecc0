import GoText
import HTTP

/// A request that has found its route.
package struct Call: Sendable {
    package let request: Request
    /// The cleaned path, as on the wire.
    package let path: String
    /// The `{name}` parts of the route, percent-decoded.
    package let parameters: [String: String]

    package init(request: Request, path: String, parameters: [String: String] = [:]) {
        self.request = request
        self.path = path
        self.parameters = parameters
    }

    /// The parameters of the query; broken ones are lost one by one.
    package var query: GoValues { GoValues.parseQuery(request.query ?? "").0 }

    /// A `{name}` part of the route; the empty text where the route has none of that name.
    package func parameter(_ name: String) -> String { parameters[name] ?? "" }
}
