import GoText

/// Finds routes by path, as Go's ServeMux does.
package struct RouteTable: Sendable {
    private struct Node: Sendable {
        var routes: [String: Route] = [:]
        var children: [String: Node] = [:]
        var parameter: [Node] = []
        var parameterName = ""
    }

    /// What a path leads to.
    package enum Match: Sendable {
        case route(Route, parameters: [String: String])
        /// The path is known, but not with this method.
        case otherMethods([String])
        case unknown
    }

    private var root = Node()
    /// Routes without parameters, found by their whole path: most requests ask for one of them.
    private var fixed: [String: [String: Route]] = [:]

    package init(_ routes: [Route]) {
        for route in routes {
            if !route.path.contains("{") { fixed[route.path, default: [:]][route.method] = route }
            Self.insert(route, Self.segments(route.path)[...], into: &root)
        }
    }

    private static func insert(_ route: Route, _ path: ArraySlice<Substring>, into node: inout Node) {
        guard let first = path.first else {
            node.routes[route.method] = route
            return
        }
        if first.hasPrefix("{") {
            if node.parameter.isEmpty { node.parameter = [Node()] }
            node.parameterName = String(first.dropFirst().dropLast())
            insert(route, path.dropFirst(), into: &node.parameter[0])
        } else {
            insert(route, path.dropFirst(), into: &node.children[String(first), default: Node()])
        }
    }

    private static func segments(_ path: String) -> [Substring] {
        path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    }

    /// The route of a cleaned, still escaped path. A GET route answers HEAD as well.
    package func match(method: String, path: String) -> Match {
        if let route = fixed[path]?[method] { return .route(route, parameters: [:]) }
        var parameters: [String: String] = [:]
        guard let node = find(Self.segments(path)[...], in: root, &parameters), !node.routes.isEmpty else {
            return .unknown
        }
        if let route = node.routes[method] ?? (method == "HEAD" ? node.routes["GET"] : nil) {
            return .route(route, parameters: parameters)
        }
        let methods = Set(node.routes.keys).union(node.routes["GET"] == nil ? [] : ["HEAD"])
        return .otherMethods(methods.sorted())
    }

    private func find(_ path: ArraySlice<Substring>, in node: Node, _ parameters: inout [String: String]) -> Node? {
        guard let first = path.first else { return node }
        let segment = GoEscape.lenientPathUnescape(first)
        if let child = node.children[segment], let found = find(path.dropFirst(), in: child, &parameters) {
            return found
        }
        guard let child = node.parameter.first, !segment.isEmpty else { return nil }
        parameters[node.parameterName] = segment
        return find(path.dropFirst(), in: child, &parameters)
    }
}

extension GoEscape {
    /// A path segment decoded; as it stands where its escapes are broken.
    fileprivate static func lenientPathUnescape(_ segment: Substring) -> String {
        guard segment.utf8.contains(UInt8(ascii: "%")) else { return String(segment) }
        return (try? pathUnescape(String(segment))) ?? String(segment)
    }
}
