extension GoURL {
    /// url.Parse: a reference, with its fragment split off.
    package static func parse(_ text: String) throws(GoURLError) -> GoURL {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        do {
            var url = try parse(String(parts.first ?? ""), viaRequest: false)
            if parts.count == 2 { url.fragment = try unescapedFragment(parts[1]) }
            return url
        } catch {
            throw GoURLError(url: text, reason: error.reason)
        }
    }

    /// url.ParseRequestURI: absolute, or a path; a fragment is not split off.
    package static func parseRequestURI(_ text: String) throws(GoURLError) -> GoURL {
        do { return try parse(text, viaRequest: true) } catch { throw GoURLError(url: text, reason: error.reason) }
    }

    /// Why a text is no URL, before the text is named.
    private struct Refusal: Error {
        let reason: String
    }

    private static func unescapedFragment(_ text: Substring) throws(Refusal) -> String {
        do { return String(decoding: try GoEscape.unescape(text.utf8, plusIsBlank: false), as: UTF8.self) } catch {
            throw Refusal(reason: error.description)
        }
    }

    private static func parse(_ text: String, viaRequest: Bool) throws(Refusal) -> GoURL {
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw Refusal(reason: "net/url: invalid control character in URL")
        }
        if text.isEmpty && viaRequest { throw Refusal(reason: "empty url") }
        var url = GoURL()
        if text == "*" {
            url.path = "*"
            return url
        }
        var rest = try splitScheme(text, &url)
        if rest.hasSuffix("?") && rest.utf8.count(where: { $0 == UInt8(ascii: "?") }) == 1 {
            url.forceQuery = true
            rest.removeLast()
        } else if let mark = rest.firstIndex(of: "?") {
            url.rawQuery = String(rest[rest.index(after: mark)...])
            rest = String(rest[..<mark])
        }
        if !rest.hasPrefix("/") {
            if !url.scheme.isEmpty {
                url.opaque = rest
                return url
            }
            if viaRequest { throw Refusal(reason: "invalid URI for request") }
            let segment = rest.prefix { $0 != "/" }
            if segment.contains(":") { throw Refusal(reason: "first path segment in URL cannot contain colon") }
        }
        if (!url.scheme.isEmpty || !viaRequest && !rest.hasPrefix("///")) && rest.hasPrefix("//") {
            let authority = rest.dropFirst(2).prefix { $0 != "/" }
            rest = String(rest.dropFirst(2 + authority.count))
            try parseAuthority(String(authority), &url)
        } else if !url.scheme.isEmpty && rest.hasPrefix("/") {
            url.omitsAuthority = true
        }
        do {
            url.path = try GoEscape.pathUnescape(rest)
        } catch {
            throw Refusal(reason: error.description)
        }
        var plain = url
        plain.rawPath = ""
        if plain.escapedPath != rest { url.rawPath = rest }
        return url
    }

    private static func splitScheme(_ text: String, _ url: inout GoURL) throws(Refusal) -> String {
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case 0x41...0x5A, 0x61...0x7A: continue
            case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                if index == 0 { return text }
            case UInt8(ascii: ":"):
                if index == 0 { throw Refusal(reason: "missing protocol scheme") }
                url.scheme = String(decoding: text.utf8.prefix(index), as: UTF8.self).lowercased()
                return String(decoding: text.utf8.dropFirst(index + 1), as: UTF8.self)
            default: return text
            }
        }
        return text
    }

    private static func parseAuthority(_ authority: String, _ url: inout GoURL) throws(Refusal) {
        guard let at = authority.lastIndex(of: "@") else {
            url.host = try parseHost(authority, url.scheme)
            return
        }
        let host = try parseHost(String(authority[authority.index(after: at)...]), url.scheme)
        let userinfo = String(authority[..<at])
        let isAllowed = userinfo.utf8.allSatisfy {
            GoEscape.isUnreserved($0) || "-._:~!$&'()*+,;=%@".utf8.contains($0)
        }
        guard isAllowed else { throw Refusal(reason: "net/url: invalid userinfo") }
        let parts = userinfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        do throws(GoEscapeError) {
            url.user = User(
                name: try GoEscape.pathUnescape(String(parts.first ?? "")),
                password: parts.count == 2 ? try GoEscape.pathUnescape(String(parts[1])) : nil)
        } catch {
            throw Refusal(reason: error.description)
        }
        url.host = host
    }

    private static func parseHost(_ host: String, _ scheme: String) throws(Refusal) -> String {
        if let bracket = host.firstIndex(of: "[") {
            guard bracket == host.startIndex else { throw Refusal(reason: "invalid IP-literal") }
            guard let end = host.lastIndex(of: "]") else { throw Refusal(reason: "missing ']' in host") }
            let port = String(host[host.index(after: end)...])
            try checkPort(port)
            let address = String(host[host.index(after: host.startIndex)..<end])
            let decoded = try unescapedHost(address, allowsZone: true)
            guard isIPv6(decoded) else {
                let isIPv4 = decoded.split(separator: ".").count == 4 && decoded.allSatisfy { $0.isNumber || $0 == "." }
                throw Refusal(reason: isIPv4 ? "invalid IP-literal" : "invalid host: \(goQuoted(decoded))")
            }
            return "[" + decoded + "]" + port
        }
        // Hydra's Go looks at the first colon for http and https, at the last for other schemes.
        let colon = ["http", "https"].contains(scheme) ? host.firstIndex(of: ":") : host.lastIndex(of: ":")
        if let colon { try checkPort(String(host[colon...])) }
        return try unescapedHost(host, allowsZone: false)
    }

    private static func checkPort(_ port: String) throws(Refusal) {
        if port.isEmpty { return }
        guard port.hasPrefix(":"), port.utf8.dropFirst().allSatisfy({ $0 &- 0x30 < 10 }) else {
            throw Refusal(reason: "invalid port \(goQuoted(port)) after host")
        }
    }

    private static func unescapedHost(_ host: String, allowsZone: Bool) throws(Refusal) -> String {
        var out: [UInt8] = []
        var rest = Array(host.utf8)[...]
        while let byte = rest.first {
            if byte == UInt8(ascii: "%") {
                let escape = rest.prefix(3)
                let text = String(decoding: escape, as: UTF8.self)
                guard escape.count == 3, let high = GoEscape.hexValue(escape[escape.startIndex + 1]),
                    let low = GoEscape.hexValue(escape[escape.startIndex + 2])
                else { throw Refusal(reason: "invalid URL escape \(goQuoted(text))") }
                // A host may hold escaped non-ASCII bytes, and %25 before the zone of an IPv6 address.
                if high < 8 && text != "%25" { throw Refusal(reason: "invalid URL escape \(goQuoted(text))") }
                out.append(high << 4 | low)
                rest = rest.dropFirst(3)
                continue
            }
            if byte < 0x80, !GoEscape.isUnreserved(byte), !"!$&'()*+,;=:[]<>\"".utf8.contains(byte) {
                let text = String(decoding: [byte], as: UTF8.self)
                throw Refusal(reason: "invalid character \(goQuoted(text)) in host name")
            }
            out.append(byte)
            rest.removeFirst()
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func isIPv6(_ text: String) -> Bool {
        let address = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        if address.count == 2 && address[1].isEmpty { return false }
        guard let body = address.first, body.contains(":") else { return false }
        let halves = body.components(separatedBy: "::")
        guard halves.count <= 2 else { return false }
        var groups = 0
        for half in halves where !half.isEmpty {
            let parts = half.split(separator: ":", omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                if part.contains("."), index == parts.count - 1 {
                    let bytes = part.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
                    guard bytes.count == 4, bytes.allSatisfy({ $0 != nil }) else { return false }
                    groups += 2
                } else {
                    guard (1...4).contains(part.utf8.count), UInt16(part, radix: 16) != nil else { return false }
                    groups += 1
                }
            }
        }
        return halves.count == 2 ? groups < 8 : groups == 8
    }
}

extension Substring {
    /// The parts between the places of a separator.
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = self
        while let range = rest.firstRange(of: separator) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts + [rest]
    }
}

extension GoURL {
    /// URL.ResolveReference, RFC 3986 section 5.2.
    package func resolvingReference(_ reference: GoURL) -> GoURL {
        var url = reference
        if url.scheme.isEmpty { url.scheme = scheme }
        if reference.isAbsolute || !reference.host.isEmpty || reference.user != nil {
            url.setPath(Self.resolve(reference.escapedPath, ""))
            return url
        }
        if !reference.opaque.isEmpty { return url }
        if reference.path.isEmpty && !reference.forceQuery && reference.rawQuery.isEmpty {
            url.rawQuery = rawQuery
            if reference.fragment.isEmpty { url.fragment = fragment }
        }
        url.host = host
        url.user = user
        url.setPath(Self.resolve(escapedPath, reference.escapedPath))
        return url
    }

    private mutating func setPath(_ escaped: String) {
        path = (try? GoEscape.pathUnescape(escaped)) ?? escaped
        rawPath = ""
        if escapedPath != escaped { rawPath = escaped }
    }

    private static func resolve(_ base: String, _ reference: String) -> String {
        let full: String
        if reference.isEmpty {
            full = base
        } else if reference.hasPrefix("/") {
            full = reference
        } else {
            full = (base.lastIndex(of: "/").map { String(base[...$0]) } ?? "") + reference
        }
        if full.isEmpty { return "" }
        var out: [Substring] = []
        let parts = full.split(separator: "/", omittingEmptySubsequences: false)
        for part in parts.dropFirst(full.hasPrefix("/") ? 1 : 0) {
            switch part {
            case ".": continue
            case "..": _ = out.popLast()
            default: out.append(part)
            }
        }
        if let last = parts.last, last == "." || last == ".." { out.append("") }
        return "/" + out.joined(separator: "/")
    }
}
