/// A URL as Go's net/url takes it apart and puts it together again.
package struct GoURL: Sendable, Hashable {
    /// What stands before the `@` of an authority, decoded.
    package struct User: Sendable, Hashable {
        package var name: String
        /// nil when there was no colon.
        package var password: String?

        /// A user, with a password or without.
        package init(name: String, password: String? = nil) {
            self.name = name
            self.password = password
        }
    }

    /// In small letters; empty for a relative reference.
    package var scheme = ""
    /// What follows the scheme when it does not begin with a slash, encoded: `mailto:` and the like.
    package var opaque = ""
    package var user: User?
    /// With the port; brackets around an IPv6 address stay.
    package var host = ""
    /// Decoded.
    package var path = ""
    /// The path as it was spelled, where encoding `path` would spell it otherwise; else empty.
    package var rawPath = ""
    /// Whether there was a `?` with nothing behind it.
    package var forceQuery = false
    /// As it was spelled, without the `?`.
    package var rawQuery = ""
    /// Decoded, without the `#`.
    package var fragment = ""
    /// The fragment as it was spelled, where encoding `fragment` would spell it otherwise; else empty.
    package var rawFragment = ""
    /// Whether a scheme was followed by a path at once, without `//`.
    package var omitsHost = false

    /// The empty reference.
    package init() {}

    /// Whether there is a scheme.
    package var isAbsolute: Bool { !scheme.isEmpty }

    /// The host without port and brackets.
    package var hostname: String { hostAndPort.host }

    /// The digits behind the host's colon; empty when there are none.
    package var port: String { hostAndPort.port }

    private var hostAndPort: (host: String, port: String) {
        var name = host.utf8[...]
        var port = name.prefix(0)
        if let colon = name.lastIndex(of: UInt8(ascii: ":")), Self.isOptionalPort(name[colon...]) {
            port = name[colon...].dropFirst()
            name = name[..<colon]
        }
        if name.first == UInt8(ascii: "["), name.last == UInt8(ascii: "]") { name = name.dropFirst().dropLast() }
        return (String(Substring(name)), String(Substring(port)))
    }

    /// Whether the text is empty or a colon and digits.
    static func isOptionalPort(_ text: some Collection<UInt8>) -> Bool {
        guard let first = text.first else { return true }
        return first == UInt8(ascii: ":") && text.dropFirst().allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
    }

    /// The path as it is written: `rawPath` where it says the same as `path`.
    package var escapedPath: String {
        if !rawPath.isEmpty, Self.isEncoded(rawPath, .path), Self.decoded(rawPath, .path) == path { return rawPath }
        return path == "*" ? "*" : GoEscape.escape(path, .path)
    }

    /// The fragment as it is written.
    package var escapedFragment: String {
        if !rawFragment.isEmpty, Self.isEncoded(rawFragment, .fragment),
            Self.decoded(rawFragment, .fragment) == fragment
        {
            return rawFragment
        }
        return GoEscape.escape(fragment, .fragment)
    }

    private static func decoded(_ text: String, _ mode: EscapeMode) -> String? {
        guard let bytes = try? mode.unescape(Array(text.utf8)) else { return nil }
        return GoUTF8.text(bytes)
    }

    /// Whether a spelling may stand as it is.
    private static func isEncoded(_ text: String, _ mode: EscapeMode) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("),
                UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"),
                UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: "%"):
                true
            default: !mode.escapes(byte)
            }
        }
    }

    /// The URL as text (Go's URL.String).
    package var string: String {
        var text = scheme.isEmpty ? "" : scheme + ":"
        if opaque.isEmpty {
            if !scheme.isEmpty || !host.isEmpty || user != nil, !(omitsHost && host.isEmpty && user == nil) {
                if !host.isEmpty || !path.isEmpty || user != nil { text += "//" }
                text += userText + GoEscape.escape(host, .host)
            }
            let path = escapedPath
            if !path.isEmpty, path.utf8.first != UInt8(ascii: "/"), !host.isEmpty { text += "/" }
            // RFC 3986 section 4.2: a colon in the first segment would make a scheme of it.
            if text.isEmpty, path.utf8.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ":")) {
                text += "./"
            }
            text += path
        } else {
            text += opaque
        }
        if forceQuery || !rawQuery.isEmpty { text += "?" + rawQuery }
        if !fragment.isEmpty { text += "#" + escapedFragment }
        return text
    }

    private var userText: String {
        guard let user else { return "" }
        let name = GoEscape.escape(user.name, .userPassword)
        return user.password.map { name + ":" + GoEscape.escape($0, .userPassword) + "@" } ?? name + "@"
    }
}

extension GoURL: CustomStringConvertible {
    package var description: String { string }
}
