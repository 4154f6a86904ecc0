/// Parameters that come in pieces or with escapes (RFC 2231): `name*=UTF-8''%e2%82%ac`, `name*0=…; name*1*=…`.
enum MediaTypeContinuations {
    /// The parameters with their pieces put together; what can not be read is left out.
    static func joined(_ values: [String: String]) -> [String: String] {
        guard values.keys.contains(where: { $0.contains("*") }) else { return values }
        var joined = values.filter { !$0.key.contains("*") }
        for name in Set(values.keys.compactMap(baseName)) {
            if let escaped = values[name + "*"] {
                if let text = decoded(escaped) { joined[name] = text }
            } else if let text = pieces(of: name, values) {
                joined[name] = text
            }
        }
        return joined
    }

    private static func baseName(_ name: String) -> String? {
        name.firstIndex(of: "*").map { String(name[..<$0]) }
    }

    private static func pieces(of name: String, _ values: [String: String]) -> String? {
        var text = ""
        var count = 0
        while true {
            let piece = "\(name)*\(count)"
            if let plain = values[piece] {
                text += plain
            } else if let escaped = values[piece + "*"] {
                guard let part = count == 0 ? decoded(escaped) : unescaped(escaped) else { return nil }
                text += part
            } else {
                return count > 0 ? text : nil
            }
            count += 1
        }
    }

    /// `charset'language'text`; ASCII and UTF-8 only.
    private static func decoded(_ text: String) -> String? {
        let parts = text.utf8.split(separator: UInt8(ascii: "'"), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, ["us-ascii", "utf-8"].contains(Substring(parts[0]).lowercased()) else { return nil }
        return unescaped(String(Substring(parts[2])))
    }

    private static func unescaped(_ text: String) -> String? {
        try? GoEscape.pathUnescape(text)
    }
}
