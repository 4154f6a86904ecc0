/// Text that is no URL, in Go's words.
package struct GoURLError: Error, Sendable, Hashable, CustomStringConvertible {
    package let url: String
    package let reason: String
    package var description: String { "parse \(goQuoted(url)): \(reason)" }
}

/// A URL as package net/url takes it apart.
package struct GoURL: Sendable, Hashable {
    package struct User: Sendable, Hashable {
        package var name: String
        package var password: String?
    }

    /// In lower case.
    package var scheme = ""
    /// What follows `scheme:` where that is no slash.
    package var opaque = ""
    package var user: User?
    /// With the port.
    package var host = ""
    /// Decoded.
    package var path = ""
    /// The path as it was written, where decoding and escaping would give another; empty otherwise.
    package var rawPath = ""
    /// A `?` with nothing behind it.
    package var forceQuery = false
    package var rawQuery = ""
    package var fragment = ""

    package init() {}

    package var isAbsolute: Bool { !scheme.isEmpty }

    /// The host without port and brackets.
    package var hostname: String {
        if host.hasPrefix("["), let end = host.firstIndex(of: "]") {
            return String(host[host.index(after: host.startIndex)..<end])
        }
        return host.lastIndex(of: ":").map { String(host[..<$0]) } ?? host
    }

    /// The port as written; empty where there is none.
    package var port: String {
        let rest = host.hasPrefix("[") ? host[(host.firstIndex(of: "]") ?? host.startIndex)...] : host[...]
        return rest.lastIndex(of: ":").map { String(rest[rest.index(after: $0)...]) } ?? ""
    }

    /// The path as it goes into a URL.
    package var escapedPath: String {
        if !rawPath.isEmpty, Self.isValidEncodedPath(rawPath), (try? GoEscape.pathUnescape(rawPath)) == path {
            return rawPath
        }
        if path == "*" { return "*" }
        return GoEscape.escape(path) { "$&+,/:;=@".utf8.contains($0) }
    }

    private static func isValidEncodedPath(_ text: String) -> Bool {
        text.utf8.allSatisfy { "!$&'()*+,;=:@[]%/".utf8.contains($0) || GoEscape.isUnreserved($0) }
    }

    /// URL.String.
    package var string: String {
        var text = scheme.isEmpty ? "" : scheme + ":"
        if !opaque.isEmpty {
            text += opaque
        } else {
            let hasAuthority = !host.isEmpty || user != nil
            if hasAuthority || !scheme.isEmpty && !omitsAuthority {
                if hasAuthority || !path.isEmpty { text += "//" }
                if let user { text += Self.text(of: user) + "@" }
                text += Self.escapedHost(host)
            }
            let path = escapedPath
            if !path.isEmpty && !path.hasPrefix("/") && !host.isEmpty { text += "/" }
            if text.isEmpty, let segment = path.split(separator: "/", omittingEmptySubsequences: false).first,
                segment.contains(":")
            {
                text += "./"
            }
            text += path
        }
        if forceQuery || !rawQuery.isEmpty { text += "?" + rawQuery }
        if !fragment.isEmpty { text += "#" + GoEscape.escape(fragment) { "!$&'()*+,/:;=?@".utf8.contains($0) } }
        return text
    }

    /// Whether the URL was written without `//`, as `mailto:/path` is.
    var omitsAuthority = false

    private static func text(of user: User) -> String {
        let escape = { (text: String) in GoEscape.escape(text) { "$&+,;=".utf8.contains($0) } }
        return escape(user.name) + (user.password.map { ":" + escape($0) } ?? "")
    }

    private static func escapedHost(_ host: String) -> String {
        GoEscape.escape(host) { "!$&'()*+,;=:[]<>\"".utf8.contains($0) }
    }
}
