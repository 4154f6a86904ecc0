import GoText

/// Which redirect URI an authorization request may use, RFC 6749 section 3.1.2 and RFC 8252 section 7.3.
package enum RedirectURIs {
    /// The URI to use, or nil. None given will do where exactly one is registered.
    package static func match(_ given: String, registered: [String]) -> GoURL? {
        if given.isEmpty {
            return registered.count == 1 ? usable(registered[0]) : nil
        }
        if registered.containsText(given) { return usable(given) }
        guard let url = try? GoURL.parse(given), registered.contains(where: { isSameLoopback(url, $0) }) else {
            return nil
        }
        return usable(given)
    }

    /// Absolute, and without a fragment.
    private static func usable(_ text: String) -> GoURL? {
        guard let url = try? GoURL.parse(text), url.isAbsolute, url.fragment.isEmpty,
            (try? GoURL.parseRequestURI(text)) != nil
        else { return nil }
        return url
    }

    /// Applications on the user's own machine listen on whatever port is free; `localhost` is no IP and gets no such leave.
    private static func isSameLoopback(_ wanted: GoURL, _ registered: String) -> Bool {
        guard wanted.scheme == "http", isLoopbackAddress(wanted.hostname), let allowed = try? GoURL.parse(registered)
        else { return false }
        return allowed.hostname == wanted.hostname && allowed.path.isSameText(as: wanted.path)
            && allowed.rawQuery.isSameText(as: wanted.rawQuery)
    }

    private static func isLoopbackAddress(_ host: String) -> Bool {
        if host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return parts.count == 4 && parts[0] == 127 && parts.allSatisfy { $0 != nil }
    }
}
