import GoText

/// What a recording holds in place of a value that is different at every play.
struct ValuePattern {
    private let members: JSONObject

    /// Nil for an object that is no pattern.
    init?(_ members: JSONObject) {
        guard members.contains(where: { $0.key.hasPrefix("$") && !$0.key.hasPrefix("${") }) else { return nil }
        self.members = members
    }

    /// Whether the value fits.
    /// - Parameter sentAt: when the request was sent, in seconds since 1970.
    func fits(_ value: JSONValue, sentAt: Double) -> Bool {
        if members["$any"] != nil { return true }
        if let texts = members["$set"] { return Self.isSet(value, of: texts) }
        if let offset = members["$epoch"] {
            guard case .number = value else { return false }
            return Self.isNear(Self.number(value), sentAt + Self.number(offset))
        }
        if let example = members["$about"] { return Self.isAbout(value, example) }
        if members["$number"] != nil {
            guard case .number = value else { return false }
            return true
        }
        return value.stringValue.map { fits($0, sentAt: sentAt) } ?? false
    }

    private func fits(_ text: String, sentAt: Double) -> Bool {
        if let offset = members["$time"] {
            let isWhole = members["whole"]?.boolValue ?? false
            return TextPattern.isRFC3339(text) && !(isWhole && text.contains("."))
                && Self.isNear(Double(TextPattern.seconds(of: text)), sentAt + Self.number(offset))
        }
        if members["$uuid"] != nil { return TextPattern.isUUID(text) }
        if members["$jwt"] != nil { return TextPattern.isToken(text) }
        if members["$string"] != nil { return isAlike(text) }
        return false
    }

    /// Whether the text begins and goes on like the example.
    private func isAlike(_ text: String) -> Bool {
        let prefix = members["prefix"]?.stringValue ?? ""
        let allowed = members["characters"]?.stringValue.flatMap(CharacterClass.init(rawValue:)) ?? .text
        guard text.utf8.starts(with: prefix.utf8) else { return false }
        let rest = String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
        return !rest.isEmpty && CharacterClass(of: rest) <= allowed
    }

    private static func isSet(_ value: JSONValue, of texts: JSONValue) -> Bool {
        guard let elements = value.arrayValue else { return false }
        return elements.map(PlainText.of).sorted() == (texts.arrayValue ?? []).map(PlainText.of)
    }

    /// Whole numbers, or both as texts, at most 5 apart.
    private static func isAbout(_ value: JSONValue, _ example: JSONValue) -> Bool {
        let (text, wanted): (String, String)
        switch (value, example) {
        case (.number(let got), .number(let number)): (text, wanted) = (got, number)
        case (.string(let got), .string(let number)): (text, wanted) = (got, number)
        default: return false
        }
        guard TextPattern.isInteger(text), let got = Int(text), let number = Int(wanted) else { return false }
        return abs(got - number) <= 5
    }

    private static func isNear(_ time: Double, _ other: Double) -> Bool {
        abs(time - other) <= 5
    }

    private static func number(_ value: JSONValue) -> Double {
        Double(PlainText.of(value)) ?? .nan
    }
}
