import GoText

/// Values as text, as the recordings were made: JSON with a blank behind `,` and `:`, words with a capital letter.
enum PlainText {
    /// A value inside a longer text or as a form's field: texts without quotes, `True`, `None`.
    static func of(_ value: JSONValue) -> String {
        switch value {
        case .null: "None"
        case .bool(let flag): flag ? "True" : "False"
        case .number(let spelling): spelling
        case .string(let text): text
        case .array, .object: json(value)
        }
    }

    /// - Parameters:
    ///   - sortsMembers: whether objects' members are in the order of their names.
    ///   - isASCII: whether everything beyond ASCII is escaped.
    static func json(_ value: JSONValue, sortsMembers: Bool = false, isASCII: Bool = true) -> String {
        switch value {
        case .null: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .number(let spelling): return spelling
        case .string(let text): return quoted(text, isASCII: isASCII)
        case .array(let elements):
            let texts = elements.map { json($0, sortsMembers: sortsMembers, isASCII: isASCII) }
            return "[\(texts.joined(separator: ", "))]"
        case .object(let object):
            var members = object.map { ($0.key, $0.value) }
            if sortsMembers { members.sort { $0.0 < $1.0 } }
            let texts = members.map { key, value in
                "\(quoted(key, isASCII: isASCII)): \(json(value, sortsMembers: sortsMembers, isASCII: isASCII))"
            }
            return "{\(texts.joined(separator: ", "))}"
        }
    }

    private static func quoted(_ text: String, isASCII: Bool) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{08}": quoted += "\\b"
            case "\u{0C}": quoted += "\\f"
            case _ where scalar.value < 0x20 || (isASCII && scalar.value > 0x7E):
                for unit in String(scalar).utf16 { quoted += escape(unit) }
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

extension StringProtocol {
    /// Whether a text stands somewhere within this one.
    func holds(_ text: String) -> Bool {
        let bytes = Array(utf8)
        let wanted = Array(text.utf8)
        guard wanted.count <= bytes.count else { return false }
        return (0...(bytes.count - wanted.count)).contains { bytes[$0...].starts(with: wanted) }
    }
}
