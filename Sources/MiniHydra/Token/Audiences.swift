import GoText

/// The `audience` parameter: which services a token is for.
package enum AudienceRequest {
    /// The requested audiences: one value is split by blanks, several are taken as they are.
    package static func requested(_ values: [String]) -> [String] {
        let all = values.count == 1 ? values[0].words : values
        return all.filter { !$0.isEmpty }
    }

    /// The requested audiences, all of which the client may ask for.
    ///
    /// - Throws: `invalid_request` for the first that it may not.
    package static func granted(_ values: [String], by registered: [String]) throws(OAuthError) -> [String] {
        let wanted = requested(values)
        for audience in wanted {
            guard let url = try? GoURL.parse(audience) else {
                throw .invalidRequest.hint("Unable to parse requested audience '\(audience)'.")
            }
            var isAllowed = false
            for registered in registered {
                guard let allowed = try? GoURL.parse(registered) else {
                    throw .invalidRequest.hint("Unable to parse whitelisted audience '\(registered)'.")
                }
                if matches(url, allowed) { isAllowed = true }
            }
            if !isAllowed {
                throw .invalidRequest.hint(
                    "Requested audience '\(audience)' has not been whitelisted by the OAuth 2.0 Client.")
            }
        }
        return wanted
    }

    /// Scheme and host equal, the path equal or below the registered one, whose slashes at the end do not count.
    private static func matches(_ wanted: GoURL, _ allowed: GoURL) -> Bool {
        guard wanted.scheme == allowed.scheme, wanted.host.isSameText(as: allowed.host) else { return false }
        var base = allowed.path.utf8[...]
        while base.last == UInt8(ascii: "/") { base.removeLast() }
        let path = wanted.path.utf8
        return wanted.path.isSameText(as: allowed.path) || path.elementsEqual(base)
            || path.starts(with: base) && path.dropFirst(base.count).first == UInt8(ascii: "/")
    }
}
