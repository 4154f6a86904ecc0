import GoText

/// What a key of the configuration may hold.
indirect enum Setting: Sendable {
    case text(TextRule = .any, default: String? = nil)
    case flag(default: Bool? = nil)
    case integer(ClosedRange<Int>, default: Int? = nil)
    /// A list of texts.
    case list(TextRule = .any, default: [String]? = nil)
    /// A duration; `-1` too where it may never end.
    case lifespan(default: String, canBeEndless: Bool = false)
    /// A URL, or an object with a URL and an API key.
    case hook
    /// `oauth2.device_authorization.user_code`: a preset, or a length together with characters.
    case userCode
    case group(Group)

    struct Group: Sendable {
        struct Member: Sendable {
            var name: String
            var setting: Setting
        }

        var members: [Member]
        /// Other keys are let through.
        var isOpen = false
        var required: [String] = []
        /// A key that must be there when a list has an item.
        var condition: Condition?

        struct Condition: Sendable {
            var list: String
            var item: String
            var required: String
        }
    }

    /// A group in which no other key may stand.
    static func group(
        _ members: KeyValuePairs<String, Setting>, required: [String] = [], condition: Group.Condition? = nil
    ) -> Setting {
        .group(
            Group(
                members: members.map { Group.Member(name: $0, setting: $1) }, required: required, condition: condition))
    }

    /// A group in which any key may stand.
    static func openGroup(_ members: KeyValuePairs<String, Setting> = [:]) -> Setting {
        .group(Group(members: members.map { Group.Member(name: $0, setting: $1) }, isOpen: true))
    }

    static let hookObject = Setting.group(
        [
            "url": .text(.url),
            "auth": .group(
                [
                    "type": .text(.exactly("api_key")),
                    "config": .group(
                        ["in": .text(.oneOf(["header", "cookie"])), "name": .text(), "value": .text()],
                        required: ["name", "value"]),
                ],
                required: ["type", "config"]),
        ],
        required: ["url"])

    static let presetUserCode = Setting.group(["entropy_preset": .text(.oneOf(["high", "medium", "low"]))])

    static let ownUserCode = Setting.group(
        ["length": .integer(6...Int.max), "character_set": .text(.atLeast(8))], required: ["length", "character_set"])
}

/// What a text of the configuration must be.
enum TextRule: Sendable {
    case any
    case exactly(String)
    case oneOf([String])
    /// A number of characters.
    case atLeast(Int)
    /// With a scheme.
    case url
    /// With or without a scheme.
    case urlReference
    /// A version such as `v26.2.0`.
    case version
    /// A network such as `10.0.0.0/8`.
    case network

    /// What is wrong with a text: the keyword of JSON Schema, the reason, and what would be right. nil: nothing.
    func failure(of text: String) -> (keyword: String, reason: String, advice: String)? {
        switch self {
        case .any: nil
        case .exactly(let value):
            text == value ? nil : ("const", "value must be \(goQuoted(value))", goQuoted(value))
        case .oneOf(let values): values.contains(text) ? nil : Self.notOneOf(values)
        case .atLeast(let count):
            text.unicodeScalars.count >= count
                ? nil
                : (
                    "minLength", "length must be >= \(count), but got \(text.unicodeScalars.count)",
                    "at least \(count) characters"
                )
        case .url:
            (try? GoURL.parse(text))?.isAbsolute == true
                ? nil : ("format", "\(goQuoted(text)) is not valid \"uri\"", "a URL with a scheme")
        case .urlReference:
            (try? GoURL.parse(text)) != nil
                ? nil : ("format", "\(goQuoted(text)) is not valid \"uri-reference\"", "a URL")
        case .version:
            SettingPattern.isVersion(text) ? nil : Self.noMatch(SettingPattern.version, "a version such as v26.2.0")
        case .network:
            SettingPattern.isNetwork(text) ? nil : Self.noMatch(SettingPattern.network, "a network such as 10.0.0.0/8")
        }
    }

    static func notOneOf(_ values: [String]) -> (keyword: String, reason: String, advice: String) {
        let list = values.map { goQuoted($0) }.joined(separator: ", ")
        return ("enum", "value must be one of \(list)", "one of \(list)")
    }

    static func noMatch(_ pattern: String, _ advice: String) -> (keyword: String, reason: String, advice: String) {
        ("pattern", "does not match pattern \(goQuoted(pattern))", advice)
    }
}
