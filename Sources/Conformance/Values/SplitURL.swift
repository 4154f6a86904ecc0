import GoText

/// A URL taken apart as the recordings hold it: what stands before the query, the query's fields, the fragment's.
/// Reads any text; nothing is refused.
struct SplitURL {
    var scheme = ""
    var authority = ""
    var path = ""
    var query = ""
    var fragment = ""

    init(_ text: String) {
        var rest = Substring(text.drop { $0.unicodeScalars.allSatisfy { $0.value <= 0x20 } })
        if let colon = rest.firstIndex(of: ":"), Self.isScheme(rest[..<colon]) {
            scheme = rest[..<colon].lowercased()
            rest = rest[rest.index(after: colon)...]
        }
        if rest.hasPrefix("//") {
            rest = rest.dropFirst(2)
            let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
            authority = String(rest[..<end])
            rest = rest[end...]
        }
        (rest, fragment) = Self.cut(rest, at: "#")
        (rest, query) = Self.cut(rest, at: "?")
        path = String(rest)
    }

    /// Without query and fragment.
    var url: String {
        var text = path
        if !authority.isEmpty {
            text = "//" + authority + (path.isEmpty || path.hasPrefix("/") ? path : "/" + path)
        } else if path.hasPrefix("//")
            || (Self.schemesWithHost.contains(scheme) && (path.isEmpty || path.hasPrefix("/")))
        {
            text = "//" + path
        }
        return scheme.isEmpty ? text : "\(scheme):\(text)"
    }

    /// The parts; query and fragment only when there is something in them.
    var json: JSONValue {
        var object: JSONObject = ["url": .string(url)]
        if !query.isEmpty { object["query"] = .object(FormFields(query).json) }
        if !fragment.isEmpty {
            let fields = FormFields(fragment)
            object["fragment"] = fields.names.isEmpty ? .string(fragment) : .object(fields.json)
        }
        return .object(object)
    }

    /// A JSON body with the URLs in it taken apart that have a query or a fragment.
    static func splittingURLs(in tree: JSONValue) -> JSONValue {
        switch tree {
        case .null, .bool, .number: return tree
        case .string(let text): return isURLWithQuery(text) ? SplitURL(text).json : tree
        case .array(let elements): return .array(elements.map(splittingURLs))
        case .object(let object):
            var split: JSONObject = [:]
            for (key, value) in object { split[key] = splittingURLs(in: value) }
            return .object(split)
        }
    }

    private static let schemesWithHost: Set<String> = ["http", "https", "ftp", "file", "ws", "wss", "sftp", "nfs"]

    /// `http(s)://…` with something before and behind the first `?` or `#`, and no blanks.
    private static func isURLWithQuery(_ text: String) -> Bool {
        for scheme in ["http://", "https://"] where text.hasPrefix(scheme) {
            let rest = text.utf8.dropFirst(scheme.utf8.count)
            guard !text.unicodeScalars.contains(where: { $0.properties.isWhitespace }),
                let mark = rest.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") })
            else { return false }
            return mark > rest.startIndex && rest.index(after: mark) < rest.endIndex
        }
        return false
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, isLetter(first) else { return false }
        return text.utf8.allSatisfy { byte in
            isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: ".")
        }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    private static func cut(_ text: Substring, at mark: Character) -> (Substring, String) {
        guard let index = text.firstIndex(of: mark) else { return (text, "") }
        return (text[..<index], String(text[text.index(after: index)...]))
    }
}
