import GoText

/// Where in an answer a value is taken from, for example `json /access_token` or `query Location code`.
struct ValueSource {
    /// The kinds, by their first word.
    private enum Kind: String {
        case json, header, query, fragment, claim, form, param, link, body
    }

    private let kind: Kind
    private let words: [String]

    init(_ text: String) throws(Unplayable) {
        let parts = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let kind = parts.first.flatMap(Kind.init(rawValue:)) else { throw Unplayable("unknown source: \(text)") }
        self.kind = kind
        words = Array(parts.dropFirst())
    }

    /// The value in that answer.
    func value(in reply: Reply) throws(Unplayable) -> JSONValue {
        switch kind {
        case .json: return try JSONPointer(text: words.first ?? "").value(in: reply.json())
        case .header:
            guard let value = reply.header(word(0)) else { throw Unplayable("no header \(word(0))") }
            return .string(value)
        case .query, .fragment:
            let url = SplitURL(reply.header(word(0)) ?? "")
            guard let value = FormFields(kind == .query ? url.query : url.fragment).first(word(1)) else {
                throw Unplayable(
                    "no \(kind.rawValue) parameter \(word(1)) in \(word(0)): \(reply.header(word(0)) ?? "none")")
            }
            return .string(value)
        case .claim:
            let token = try JSONPointer(text: word(0)).value(in: reply.json())
            let name = word(1).drop { $0 == "/" }
            return try JSONPointer(text: "/\(name)").value(in: TokenText(token).claims)
        case .form:
            guard let value = HTMLPage(reply.text).input(word(0)) else { throw Unplayable("no form field \(word(0))") }
            return value
        case .param:
            let url = try JSONPointer(text: word(0)).value(in: reply.json())
            guard let value = FormFields(SplitURL(url.stringValue ?? "").query).first(word(1)) else {
                throw Unplayable("no parameter \(word(1)) in \(word(0))")
            }
            return .string(value)
        case .link:
            guard let url = Self.links(reply.header("link") ?? "")[word(0)] else {
                throw Unplayable("no link \(word(0)): \(reply.header("link") ?? "none")")
            }
            return .string(url)
        case .body: return .string(reply.text)
        }
    }

    private func word(_ index: Int) -> String {
        words.indices.contains(index) ? words[index] : ""
    }

    /// The URLs of a Link header by their relation (RFC 8288).
    private static func links(_ header: String) -> [String: String] {
        var links: [String: String] = [:]
        for part in header.split(separator: "<") {
            guard let end = part.firstIndex(of: ">") else { continue }
            var rest = part[part.index(after: end)...]
            guard rest.first == ";" else { continue }
            rest = rest.dropFirst().drop(while: \.isWhitespace)
            guard rest.hasPrefix("rel=\"") else { continue }
            links[String(rest.dropFirst(5).prefix { $0 != "\"" })] = String(part[..<end])
        }
        return links
    }
}
