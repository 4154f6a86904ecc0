import GoText

/// What is held of an answer.
enum ResultBuilder {
    /// The headers that count.
    private static let headers = [
        "content-type", "cache-control", "pragma", "location", "www-authenticate", "allow", "link", "x-total-count",
        "access-control-allow-origin", "access-control-allow-methods", "access-control-allow-headers",
        "access-control-allow-credentials", "access-control-expose-headers", "access-control-max-age",
    ]
    /// The headers that count of a call to the hook server.
    private static let callHeaders = ["content-type", "authorization", "cookie", "x-api-key"]

    /// Status, headers, cookies and body of an answer.
    static func content(of reply: Reply) -> JSONObject {
        var kept: JSONObject = [:]
        for name in headers {
            guard let value = reply.header(name) else { continue }
            kept[name] = name == "location" ? SplitURL(value).json : .string(value)
        }
        var content: JSONObject = [
            "status": .integer(reply.status), "headers": .object(kept), "body": body(of: reply),
        ]
        var cookies: JSONObject = [:]
        for cookie in reply.cookies { cookies[cookie.name] = cookie.json }
        if !cookies.isEmpty { content["cookies"] = .object(cookies) }
        return content
    }

    /// Method, headers and body of what the hook server was sent.
    /// - Parameter chosen: further headers to hold, lowercased.
    static func content(of call: HookCall, text: String, chosen: [String]) -> JSONObject {
        var kept: JSONObject = [:]
        for header in call.headers {
            let name = header.name.lowercased()
            if callHeaders.contains(name) || chosen.contains(name) { kept[name] = .string(header.value) }
        }
        let body: JSONValue
        if let json = try? JSONValue.decodeWhole(Array(text.utf8)) {
            body = json
        } else {
            let fields = FormFields(text, keepsBlanks: false).firstValues
            body = fields.isEmpty ? .string(text) : .object(fields)
        }
        return [
            "method": .string(call.method), "headers": .object(kept), "body": body, "calls": .integer(call.count),
        ]
    }

    private static func body(of reply: Reply) -> JSONValue {
        if reply.text.isEmpty { return .null }
        if let json = try? reply.json() { return SplitURL.splittingURLs(in: json) }
        return reply.text.holds("<html") ? HTMLPage(reply.text).json : .string(reply.text)
    }
}
