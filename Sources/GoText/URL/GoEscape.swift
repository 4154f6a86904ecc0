/// The escapes of net/url and html. Text whose bytes are no UTF-8 comes out with U+FFFD in their place.
package enum GoEscape {
    /// For a name or a value of a query or form; a blank is `+` (url.QueryEscape).
    package static func queryEscape(_ text: String) -> String {
        escape(text, .queryComponent)
    }

    /// The text of a name or a value of a query or form (url.QueryUnescape).
    ///
    /// - Throws: `invalid URL escape "%zz"`.
    package static func queryUnescape(_ text: String) throws(GoEscapeError) -> String {
        try unescape(text, .queryComponent)
    }

    /// For one segment of a path, slashes included (url.PathEscape).
    package static func pathEscape(_ text: String) -> String {
        escape(text, .pathSegment)
    }

    /// The text of a segment of a path; `+` stays (url.PathUnescape).
    ///
    /// - Throws: `invalid URL escape "%zz"`.
    package static func pathUnescape(_ text: String) throws(GoEscapeError) -> String {
        try unescape(text, .pathSegment)
    }

    /// `&`, `<`, `>`, `"`, `'` as `&amp;`, `&lt;`, `&gt;`, `&#34;`, `&#39;` (html.EscapeString).
    package static func htmlEscape(_ text: String) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): output.append(contentsOf: "&#34;".utf8)
            case UInt8(ascii: "'"): output.append(contentsOf: "&#39;".utf8)
            default: output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    static func escape(_ text: String, _ mode: EscapeMode) -> String {
        guard text.utf8.contains(where: mode.escapes) else { return text }
        return String(decoding: mode.escape(text.utf8), as: UTF8.self)
    }

    private static func unescape(_ text: String, _ mode: EscapeMode) throws(GoEscapeError) -> String {
        GoUTF8.text(try mode.unescape(Array(text.utf8)))
    }
}
