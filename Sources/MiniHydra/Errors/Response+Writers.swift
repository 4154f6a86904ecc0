import GoText
import HTTP

extension Response {
    /// A good answer of Hydra's own writer: JSON and a newline.
    package static func admin(_ value: JSONValue, status: Int = 200, headers: [(String, String)] = []) -> Response {
        var body = value.encode()
        body.append(UInt8(ascii: "\n"))
        var fields = HeaderFields()
        fields.add(name: "Content-Type", value: "application/json; charset=utf-8")
        for (name, value) in headers { fields.add(name: name, value: value) }
        return Response(status: status, headers: fields, body: body)
    }

    /// An error of Hydra's own writer; its Content-Type has no charset.
    package static func admin(_ error: AdminError) -> Response {
        var body = JSONValue.object(["error": .string(error.error), "error_description": .string(error.description)])
            .encode()
        body.append(UInt8(ascii: "\n"))
        var fields = HeaderFields()
        fields.add(name: "Content-Type", value: "application/json")
        if let challenge = error.challenge { fields.add(name: "WWW-Authenticate", value: challenge) }
        return Response(status: error.status, headers: fields, body: body)
    }

    /// A JSON answer of the OAuth endpoints (fosite's writer): no newline, never kept by caches.
    package static func oauth(body: [UInt8], status: Int = 200) -> Response {
        Response(status: status, headers: oauthFields, body: body)
    }

    private static let oauthFields = HeaderFields([
        ("Content-Type", "application/json;charset=UTF-8"), ("Cache-Control", "no-store"), ("Pragma", "no-cache"),
    ])

    /// An error of the OAuth endpoints, RFC 6749 section 5.2.
    package static func oauth(_ error: OAuthError, showingDebug: Bool) -> Response {
        let body = JSONValue.object([
            "error": .string(error.code),
            "error_description": .string(error.describedText(showingDebug: showingDebug)),
        ])
        return oauth(body: body.encode(), status: error.status)
    }

    /// 204, or another answer with neither a body nor a Content-Type.
    package static func empty(status: Int, headers: [(String, String)] = []) -> Response {
        var fields = HeaderFields()
        for (name, value) in headers { fields.add(name: name, value: value) }
        return Response(status: status, headers: fields, body: [])
    }

    /// A short text of Go's `http.Error`.
    package static func plainText(_ text: String, status: Int) -> Response {
        var fields = HeaderFields()
        fields.add(name: "Content-Type", value: "text/plain; charset=utf-8")
        fields.add(name: "X-Content-Type-Options", value: "nosniff")
        return Response(status: status, headers: fields, body: Array("\(text)\n".utf8))
    }
}
