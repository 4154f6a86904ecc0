extension GoURL {
    /// Reads a URL or a relative reference (url.Parse).
    ///
    /// - Throws: `parse "U": REASON`, U without the fragment.
    package static func parse(_ text: String) throws(GoURLError) -> GoURL {
        let bytes = Array(text.utf8)
        guard let hash = bytes.firstIndex(of: UInt8(ascii: "#")) else { return try parse(bytes, asRequest: false) }
        var url = try parse(Array(bytes[..<hash]), asRequest: false)
        let fragment = Array(bytes[(hash + 1)...])
        do {
            let decoded = try EscapeMode.fragment.unescape(fragment)
            url.fragment = GoUTF8.text(decoded)
            url.rawFragment = spelling(fragment, of: decoded, .fragment)
        } catch {
            throw GoURLError(url: text, reason: error.reason)
        }
        return url
    }

    /// Reads what may stand in a request line: an absolute URL or an absolute path; a `#` is nothing special
    /// (url.ParseRequestURI).
    ///
    /// - Throws: `parse "U": REASON`.
    package static func parseRequestURI(_ text: String) throws(GoURLError) -> GoURL {
        try parse(Array(text.utf8), asRequest: true)
    }

    private static func parse(_ bytes: [UInt8], asRequest: Bool) throws(GoURLError) -> GoURL {
        var url = GoURL()
        do {
            try url.take(bytes, asRequest: asRequest)
        } catch {
            throw GoURLError(url: GoUTF8.text(bytes), reason: error.reason)
        }
        return url
    }

    private mutating func take(_ bytes: [UInt8], asRequest: Bool) throws(GoEscapeError) {
        if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw GoEscapeError(reason: "net/url: invalid control character in URL")
        }
        if bytes.isEmpty, asRequest { throw GoEscapeError(reason: "empty url") }
        if bytes == [UInt8(ascii: "*")] {
            path = "*"
            return
        }
        var rest = try takeScheme(bytes)
        takeQuery(&rest)
        if rest.first != UInt8(ascii: "/") {
            if !scheme.isEmpty {
                opaque = GoUTF8.text(rest)
                return
            }
            if asRequest { throw GoEscapeError(reason: "invalid URI for request") }
            if rest.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ":")) {
                throw GoEscapeError(reason: "first path segment in URL cannot contain colon")
            }
        }
        let slashes = rest.prefix { $0 == UInt8(ascii: "/") }.count
        if slashes >= 2, !scheme.isEmpty || !asRequest && slashes == 2 {
            let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
            rest = rest[authority.endIndex...]
            try takeAuthority(authority)
        } else if !scheme.isEmpty, slashes > 0 {
            omitsHost = true
        }
        try setPath(Array(rest))
    }

    private mutating func takeScheme(_ bytes: [UInt8]) throws(GoEscapeError) -> ArraySlice<UInt8> {
        for (place, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                if place == 0 { return bytes[...] }
            case UInt8(ascii: ":"):
                if place == 0 { throw GoEscapeError(reason: "missing protocol scheme") }
                scheme = String(decoding: bytes[..<place], as: UTF8.self).lowercased()
                return bytes[(place + 1)...]
            default:
                return bytes[...]
            }
        }
        return bytes[...]
    }

    private mutating func takeQuery(_ rest: inout ArraySlice<UInt8>) {
        guard let mark = rest.firstIndex(of: UInt8(ascii: "?")) else { return }
        forceQuery = mark == rest.endIndex - 1
        rawQuery = GoUTF8.text(rest[(mark + 1)...])
        rest = rest[..<mark]
    }

    private mutating func takeAuthority(_ authority: ArraySlice<UInt8>) throws(GoEscapeError) {
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else {
            host = GoUTF8.text(try URLHost.parse(authority, scheme: scheme))
            return
        }
        host = GoUTF8.text(try URLHost.parse(authority[(at + 1)...], scheme: scheme))
        let information = authority[..<at]
        guard information.allSatisfy(Self.mayStandInUser) else {
            throw GoEscapeError(reason: "net/url: invalid userinfo")
        }
        guard let colon = information.firstIndex(of: UInt8(ascii: ":")) else {
            user = User(name: GoUTF8.text(try EscapeMode.userPassword.unescape(information)))
            return
        }
        user = User(
            name: GoUTF8.text(try EscapeMode.userPassword.unescape(information[..<colon])),
            password: GoUTF8.text(try EscapeMode.userPassword.unescape(information[(colon + 1)...])))
    }

    /// RFC 3986 section 3.2.1, and `@`.
    private static func mayStandInUser(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._:~!$&'()*+,;=%@".utf8.contains(byte)
        }
    }

    /// Sets `path` and `rawPath` from a spelled path.
    mutating func setPath(_ spelled: [UInt8]) throws(GoEscapeError) {
        let decoded = try EscapeMode.path.unescape(spelled)
        path = GoUTF8.text(decoded)
        rawPath = Self.spelling(spelled, of: decoded, .path)
    }

    /// The spelling where it is not that of encoding, or where the text could not say what it encodes; else empty.
    private static func spelling(_ spelled: [UInt8], of decoded: [UInt8], _ mode: EscapeMode) -> String {
        mode.escape(decoded) == spelled && GoUTF8.isValid(decoded) ? "" : GoUTF8.text(spelled)
    }
}
