extension GoURL {
    /// The reference as seen from this URL (RFC 3986 section 5.2, Go's URL.ResolveReference).
    package func resolvingReference(_ reference: GoURL) -> GoURL {
        var url = reference
        if reference.scheme.isEmpty { url.scheme = scheme }
        if !reference.scheme.isEmpty || !reference.host.isEmpty || reference.user != nil {
            url.setResolvedPath(base: reference.escapedPath, "")
            return url
        }
        if !reference.opaque.isEmpty {
            url.loseAuthorityAndPath()
            return url
        }
        if reference.path.isEmpty, !reference.forceQuery, reference.rawQuery.isEmpty {
            url.rawQuery = rawQuery
            if reference.fragment.isEmpty {
                url.fragment = fragment
                url.rawFragment = rawFragment
            }
        }
        if reference.path.isEmpty, !opaque.isEmpty {
            url.loseAuthorityAndPath()
            url.opaque = opaque
            return url
        }
        url.host = host
        url.user = user
        url.setResolvedPath(base: escapedPath, reference.escapedPath)
        return url
    }

    private mutating func loseAuthorityAndPath() {
        user = nil
        host = ""
        path = ""
    }

    /// Escapes of both are good ones, so that reading them does not fail.
    private mutating func setResolvedPath(base: String, _ reference: String) {
        try? setPath(Self.resolvedPath(base: Array(base.utf8), Array(reference.utf8)))
    }

    /// RFC 3986 section 5.2.4 on the merged path.
    private static func resolvedPath(base: [UInt8], _ reference: [UInt8]) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        var full = reference
        if reference.isEmpty {
            full = base
        } else if reference[0] != slash {
            full = base.prefix((base.lastIndex(of: slash) ?? -1) + 1) + reference
        }
        if full.isEmpty { return [] }
        var kept: [ArraySlice<UInt8>] = []
        var last: ArraySlice<UInt8> = []
        for segment in full.split(separator: slash, omittingEmptySubsequences: false) {
            last = segment
            if segment.elementsEqual(".".utf8) {
                // The empty segment before the leading slash goes as soon as another one was seen.
                continue
            }
            if segment.elementsEqual("..".utf8) {
                _ = kept.popLast()
            } else {
                kept.append(segment)
            }
        }
        var path: [UInt8] = [slash] + Array(kept.joined(separator: [slash]))
        if last.elementsEqual(".".utf8) || last.elementsEqual("..".utf8) { path.append(slash) }
        if path.count > 1, path[1] == slash { path.removeFirst() }
        return path
    }
}
