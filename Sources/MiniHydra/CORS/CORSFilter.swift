import HTTP

/// Cross-origin resource sharing as Hydra does it: a filter on every path of a port, which answers preflight requests,
/// and on some endpoints a second one that knows the origins of clients.
package struct CORSFilter: Sendable {
    private let settings: Configuration.CORS
    private let patterns: [OriginPattern]
    private let methods: Set<String>
    private let headers: Set<String>

    /// nil where CORS is off.
    package init?(_ settings: Configuration.CORS) {
        guard settings.isEnabled else { return nil }
        self.settings = settings
        patterns = settings.allowedOrigins.map { OriginPattern($0) }
        methods = Set(settings.allowedMethods.map { $0.uppercased() })
        headers = Set(settings.allowedHeaders.map { $0.lowercased() })
    }

    private var allowsAnyOrigin: Bool {
        settings.allowedOrigins.isEmpty || settings.allowedOrigins.contains("*")
    }

    /// The answer to a preflight request, always 204; nil for any other request.
    package func preflight(_ request: Request) -> Response? {
        guard request.method == "OPTIONS", let method = request.header("Access-Control-Request-Method"), !method.isEmpty
        else { return nil }
        var response = Response.empty(status: 204)
        response.headers.add(
            name: "Vary", value: "Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
        let wanted = request.header("Access-Control-Request-Headers") ?? ""
        guard let origin = request.header("Origin"), let allowed = allowedOrigin(origin), methods.contains(method),
            areAllowed(wanted)
        else { return response }
        response.headers.set(name: "Access-Control-Allow-Origin", value: allowed)
        response.headers.set(name: "Access-Control-Allow-Methods", value: method)
        if !wanted.isEmpty { response.headers.set(name: "Access-Control-Allow-Headers", value: wanted) }
        if settings.allowsCredentials { response.headers.set(name: "Access-Control-Allow-Credentials", value: "true") }
        if settings.maxAge > 0 { response.headers.set(name: "Access-Control-Max-Age", value: "\(settings.maxAge)") }
        return response
    }

    /// Adds what the first filter gives to an actual request; a star where no origins are listed.
    package func decorate(_ response: inout Response, for request: Request) {
        response.headers.add(name: "Vary", value: "Origin")
        guard let origin = request.header("Origin"), let allowed = allowedOrigin(origin),
            methods.contains(request.method)
        else { return }
        allow(allowed, &response)
    }

    /// Adds what the second filter gives: the origin itself, also where a client of the request has registered it.
    ///
    /// - Parameter clientOrigins: `allowed_cors_origins` of the client that the request names.
    package func decorate(_ response: inout Response, for request: Request, clientOrigins: [String]) {
        response.headers.add(name: "Vary", value: "Origin")
        guard let origin = request.header("Origin"), methods.contains(request.method) else { return }
        let isAllowed =
            allowsAnyOrigin || patterns.contains { $0.matchesWithinParts(origin) }
            || clientOrigins.contains { OriginPattern($0).matchesWithinParts(origin) }
        if isAllowed { allow(origin, &response) }
    }

    /// Whether the second filter need look for the client at all.
    package func needsClient(_ request: Request) -> Bool {
        guard let origin = request.header("Origin"), !allowsAnyOrigin else { return false }
        return !patterns.contains { $0.matchesWithinParts(origin) }
    }

    private func allow(_ origin: String, _ response: inout Response) {
        response.headers.set(name: "Access-Control-Allow-Origin", value: origin)
        if !settings.exposedHeaders.isEmpty {
            response.headers.set(
                name: "Access-Control-Expose-Headers", value: settings.exposedHeaders.joined(separator: ", "))
        }
        if settings.allowsCredentials { response.headers.set(name: "Access-Control-Allow-Credentials", value: "true") }
    }

    private func allowedOrigin(_ origin: String) -> String? {
        if allowsAnyOrigin { return "*" }
        return patterns.contains { $0.matches(origin) } ? origin : nil
    }

    /// Browsers send the names in lower case, sorted, divided by commas alone; any other spelling is refused.
    private func areAllowed(_ list: String) -> Bool {
        guard !list.isEmpty else { return true }
        let names = list.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return names == names.sorted() && names.allSatisfy { headers.contains($0) || headers.contains("*") }
    }
}

/// An origin, perhaps with one `*` in it. Origins compare without case.
struct OriginPattern: Sendable {
    private let prefix: String
    /// nil for a pattern without a star.
    private let suffix: String?

    init(_ text: String) {
        let parts = text.lowercased().split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
        prefix = parts.first.map(String.init) ?? ""
        suffix = parts.count == 2 ? String(parts[1]) : nil
    }

    /// The star stands for anything, dots too.
    func matches(_ origin: String) -> Bool { middle(of: origin.lowercased()) != nil }

    /// The star stands for anything but a dot; at the very end for anything.
    func matchesWithinParts(_ origin: String) -> Bool {
        guard let middle = middle(of: origin.lowercased()) else { return false }
        return suffix?.isEmpty == true || !middle.contains(".")
    }

    private func middle(of origin: String) -> Substring? {
        guard let suffix else { return origin == prefix ? "" : nil }
        guard origin.utf8.count >= prefix.utf8.count + suffix.utf8.count, origin.hasPrefix(prefix),
            origin.hasSuffix(suffix)
        else { return nil }
        return origin.dropFirst(prefix.count).dropLast(suffix.count)
    }
}
