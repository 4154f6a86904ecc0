import GoText

/// A request as a scenario writes it, before its variables are filled in.
struct RequestTemplate: Sendable {
    /// Where it goes.
    enum Target: String, Sendable {
        case `public`, admin
        /// The path is a whole URL.
        case url
    }

    /// What is in its body.
    enum Content: Sendable {
        case json(JSONValue)
        case form(JSONValue)
        case text(JSONValue)
    }

    let target: Target
    let method: JSONValue
    let path: JSONValue
    let query: JSONValue?
    let headers: JSONObject
    let content: Content?
    let basic: JSONValue?
    let bearer: JSONValue?
    /// The cookie jar that is sent and filled.
    let jar: String?
    /// Where in the answer the JWTs stand that are recorded decoded.
    let decode: [String]

    init(_ step: JSONObject, place: String) throws(SuiteError) {
        guard let target = step["to"]?.stringValue.flatMap(Target.init(rawValue:)) else {
            throw SuiteError("\(place): `to` must be public, admin or url")
        }
        guard let path = step["path"] else { throw SuiteError("\(place): no path") }
        self.target = target
        self.path = path
        method = step["method"] ?? "GET"
        query = step["query"]
        headers = step["headers"]?.objectValue ?? [:]
        if let json = step["json"] {
            content = .json(json)
        } else if let form = step["form"] {
            content = .form(form)
        } else {
            content = step["text"].map(Content.text)
        }
        basic = step["basic"]
        bearer = step["bearer"]
        jar = step["jar"]?.stringValue
        decode = (step["decode"]?.arrayValue ?? []).compactMap(\.stringValue)
    }
}
