import GoText
import HTTP

/// The form that a request brings in its body, as Go's net/http reads it.
package enum FormBody: Sendable {
    /// Fields; none for an empty body, JSON, or a Content-Type that is no form's.
    case fields(GoValues)
    /// A multipart form that can not be read to its end.
    case broken

    private static let urlencoded = "application/x-www-form-urlencoded"

    /// The largest form that is read, in bytes.
    package static let maximumSize = 10 << 20

    package init(_ request: Request) {
        let header = request.header("Content-Type") ?? ""
        // Nearly every form comes with this very text, which need not be taken apart.
        let type = header == Self.urlencoded ? nil : GoMediaType.parse(header)
        switch type?.type ?? header {
        case Self.urlencoded:
            // What could not be read to its end counts as nothing at all.
            self = .fields(request.bodyFailure == nil ? GoValues.parseQuery(request.body).0 : GoValues())
        case "multipart/form-data":
            guard let boundary = type?.parameters["boundary"], request.bodyFailure == nil,
                let values = try? GoMultipart.parseForm(request.body, boundary: boundary)
            else {
                self = .broken
                return
            }
            self = .fields(values)
        default:
            self = .fields(GoValues())
        }
    }
}

extension Request {
    /// The form of a token, revocation or introspection request: the query is never looked at.
    ///
    /// - Throws: ``OAuthError/invalidRequest`` for a broken form and for one without fields.
    package func requiredForm() throws(OAuthError) -> GoValues {
        switch FormBody(self) {
        case .broken:
            throw .invalidRequest.hint(
                "Unable to parse HTTP body, make sure to send a properly formatted form request body.")
        case .fields(let values) where values.isEmpty:
            throw .invalidRequest.hint("The POST body can not be empty.")
        case .fields(let values):
            return values
        }
    }
}
