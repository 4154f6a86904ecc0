import GoText
import HTTP

/// Turns request templates into requests and sends them.
struct RequestSender: Sendable {
    let client: HTTPClient
    let ports: PortMap
    let clock: any ScenarioClock

    /// A request with everything filled in.
    private struct Filled {
        var endpoint: PortMap.Endpoint
        /// The Host header, as recorded.
        var authority: String
        var target: String
        var headers = HeaderFields()
        var body: [UInt8]?
    }

    /// Sends a request with the jar's cookies, and puts those of the answer into the jar.
    func send(_ template: RequestTemplate, filling: Template, jar: inout CookieJar) async throws(Unplayable) -> Reply {
        let method = try filling.text(template.method)
        var request = try place(template, filling: filling)
        try addBody(to: &request, of: template, filling: filling)
        try addHeaders(to: &request, of: template, filling: filling, cookies: template.jar == nil ? nil : jar.header)
        let reply = try await send(method, request)
        if template.jar != nil {
            for cookie in reply.cookies { jar.take(cookie) }
        }
        return reply
    }

    /// The server's public keys.
    func serverKeys() async throws(Unplayable) -> JSONValue {
        let request = Filled(
            endpoint: ports.publicEndpoint, authority: "localhost:\(PortMap.recordedPublicPort)",
            target: "/.well-known/jwks.json")
        return try await send("GET", request).json()
    }

    private func place(_ template: RequestTemplate, filling: Template) throws(Unplayable) -> Filled {
        var path = try filling.text(template.path)
        var endpoint = template.target == .admin ? ports.adminEndpoint : ports.publicEndpoint
        var port = template.target == .admin ? PortMap.recordedAdminPort : PortMap.recordedPublicPort
        var host = "localhost"
        if template.target == .url {
            let url = SplitURL(path)
            let parts = url.authority.split(separator: ":", maxSplits: 1)
            host = parts.first.map(String.init) ?? ""
            port = parts.count > 1 ? Int(parts[1]) ?? 0 : url.scheme == "https" ? 443 : 80
            endpoint = ports.endpoint(host: host, port: port)
            path = (url.path.isEmpty ? "/" : url.path) + (url.query.isEmpty ? "" : "?" + url.query)
        }
        if let query = template.query {
            path += (path.contains("?") ? "&" : "?") + FormFields.encode(try filling.fill(query))
        }
        return Filled(endpoint: endpoint, authority: "\(host):\(port)", target: path)
    }

    private func addBody(
        to request: inout Filled, of template: RequestTemplate, filling: Template
    ) throws(Unplayable) {
        switch template.content {
        case .json(let value):
            request.body = Array(PlainText.json(try filling.fill(value)).utf8)
            request.headers.set(name: "Content-Type", value: "application/json")
        case .form(let value):
            request.body = Array(FormFields.encode(try filling.fill(value)).utf8)
            request.headers.set(name: "Content-Type", value: "application/x-www-form-urlencoded")
        case .text(let value): request.body = Array(try filling.text(value).utf8)
        case nil: break
        }
    }

    private func addHeaders(
        to request: inout Filled, of template: RequestTemplate, filling: Template, cookies: String?
    ) throws(Unplayable) {
        request.headers.set(name: "Accept", value: "*/*")
        request.headers.set(name: "Accept-Encoding", value: "identity")
        for (name, value) in template.headers { request.headers.set(name: name, value: try filling.text(value)) }
        if let basic = template.basic {
            let parts = try filling.fill(basic).arrayValue ?? []
            let credentials = parts.map { GoEscape.queryEscape(PlainText.of($0)) }.joined(separator: ":")
            request.headers.set(
                name: "Authorization", value: "Basic \(GoBase64.encodeStandard(Array(credentials.utf8)))")
        }
        if let bearer = template.bearer {
            request.headers.set(name: "Authorization", value: "Bearer \(try filling.text(bearer))")
        }
        if let cookies { request.headers.set(name: "Cookie", value: cookies) }
    }

    private func send(_ method: String, _ filled: Filled) async throws(Unplayable) -> Reply {
        let target = ports.hooksForServer(filled.target)
        var headers = HeaderFields()
        if !filled.headers.contains("Host") { headers.add(name: "Host", value: filled.authority) }
        // The server may be another one at the next scenario.
        headers.add(name: "Connection", value: "close")
        for field in filled.headers { headers.add(name: field.name, value: ports.hooksForServer(field.value)) }
        let request = ClientRequest(
            method: method, url: "http://\(filled.endpoint.authority)\(target)", headers: headers,
            body: ports.hooksForServer(filled.body ?? []), timeout: .seconds(30), maximumRedirects: 0)
        let sentAt = clock.now()
        do {
            let response = try await client.send(request)
            return Reply(
                status: response.status,
                headers: response.headers.map { ($0.name, ports.hooksAsRecorded($0.value)) },
                text: String(decoding: ports.hooksAsRecorded(response.body), as: UTF8.self), sentAt: sentAt)
        } catch {
            throw Unplayable("\(method) \(filled.authority)\(filled.target): \(error)")
        }
    }
}
