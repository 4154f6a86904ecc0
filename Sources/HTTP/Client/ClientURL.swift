/// The parts of a URL that a client needs, RFC 3986.
struct ClientURL: Sendable, Hashable {
    /// `http` or `https`.
    var scheme: String
    /// Without brackets.
    var host: String
    var port: Int
    /// What stands in the Host field.
    var authority: String
    /// `name:password` before the host, percent-decoded.
    var user: String?
    /// Path and query, as they are sent.
    var target: String

    init(_ text: String) throws(HTTPClientError) {
        let text = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        guard let mark = Self.schemeEnd(text) else { throw .badURL("unsupported protocol scheme \"\"") }
        let scheme = text[..<mark].lowercased()
        guard scheme == "http" || scheme == "https" else {
            throw .badURL("unsupported protocol scheme \"\(scheme)\"")
        }
        var rest = text[text.index(after: mark)...]
        guard rest.hasPrefix("//") else { throw .badURL("http: no Host in request URL") }
        rest = rest.dropFirst(2)
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        // Go sends the path of a URL as it is; dot segments go only where a reference is resolved.
        let target = String(rest[end...])
        try self.init(
            scheme: scheme, authority: rest[..<end], target: Self.escaped(target.hasPrefix("/") ? target : "/" + target)
        )
    }

    private init(scheme: String, authority: Substring, target: String) throws(HTTPClientError) {
        self.scheme = scheme
        self.target = target
        var place = authority
        if let at = place.lastIndex(of: "@") {
            user = Self.unescaped(place[..<at])
            place = place[place.index(after: at)...]
        }
        self.authority = String(place)
        var portText: Substring = ""
        if place.hasPrefix("["), let end = place.firstIndex(of: "]") {
            host = String(place[place.index(after: place.startIndex)..<end])
            let behind = place[place.index(after: end)...]
            guard behind.isEmpty || behind.hasPrefix(":") else {
                throw .badURL("invalid port \"\(behind)\" after host")
            }
            portText = behind.dropFirst()
        } else if let colon = place.firstIndex(of: ":") {
            host = String(place[..<colon])
            portText = place[place.index(after: colon)...]
        } else {
            host = String(place)
        }
        guard !host.isEmpty else { throw .badURL("http: no Host in request URL") }
        guard !host.utf8.contains(where: { $0 <= 32 || $0 == 127 }) else {
            throw .badURL("invalid character in host name")
        }
        let standard = scheme == "https" ? 443 : 80
        guard portText.isEmpty || portText.utf8.allSatisfy(HeaderRules.isDigit) else {
            throw .badURL("invalid port \":\(portText)\" after host")
        }
        guard let port = portText.isEmpty ? standard : Int(portText), port < 65_536 else {
            throw .badURL("invalid port \(portText)")
        }
        self.port = port
    }

    /// The URL that a Location field means.
    func resolving(_ reference: String) throws(HTTPClientError) -> ClientURL {
        let text = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        if Self.schemeEnd(text) != nil { return try ClientURL(reference) }
        if text.hasPrefix("//") { return try ClientURL("\(scheme):\(text)") }
        var resolved = self
        let path = target.prefix { $0 != "?" }
        if text.isEmpty { return resolved }
        if text.hasPrefix("/") {
            resolved.target = Self.target(text)
        } else if text.hasPrefix("?") {
            resolved.target = Self.target("\(path)\(text)")
        } else {
            let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
            resolved.target = Self.target("\(folder)\(text)")
        }
        return resolved
    }

    var text: String { "\(scheme)://\(authority)\(target)" }

    private static func schemeEnd(_ text: Substring) -> Substring.Index? {
        guard let mark = text.firstIndex(of: ":"), let first = text.utf8.first, HeaderRules.isLetter(first),
            text[..<mark].utf8.allSatisfy({
                HeaderRules.isLetter($0) || HeaderRules.isDigit($0) || $0 == 43 || $0 == 45 || $0 == 46
            })
        else { return nil }
        return mark
    }

    /// A path without dot segments, and what cannot stand in a request line escaped.
    private static func target(_ text: Substring) -> String {
        let mark = text.firstIndex(of: "?") ?? text.endIndex
        var segments: [Substring] = []
        let parts = text[..<mark].split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            switch part {
            case ".": if isLast { segments.append("") }
            case "..":
                _ = segments.popLast()
                if isLast { segments.append("") }
            default: segments.append(part)
            }
        }
        return escaped("/" + segments.joined(separator: "/") + text[mark...])
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 <= 32 || $0 >= 127 }) else { return text }
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte > 32, byte < 127 {
                bytes.append(byte)
            } else {
                bytes += [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func unescaped(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 37, index + 2 < bytes.count, let high = HeaderRules.hexadecimal(bytes[index + 1]),
                let low = HeaderRules.hexadecimal(bytes[index + 2])
            {
                plain.append(UInt8(high << 4 | low))
                index += 3
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension ClientURL {
    fileprivate static func target(_ text: String) -> String { target(text[...]) }
}
