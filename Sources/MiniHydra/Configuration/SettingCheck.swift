import GoText

/// Compares values with what the settings may hold.
struct SettingCheck {
    /// The keys that lead to the value.
    private var path: [String] = []
    /// JSON pointer of the schema that the value must fulfil.
    private var rule = "#"

    /// What is wrong with a whole configuration; nil: nothing.
    static func problem(with configuration: SettingTree) -> SettingProblem? {
        SettingCheck().check(configuration.root, .group(HydraSettings.root))
    }

    private func inside(_ name: String, _ rule: String) -> SettingCheck {
        SettingCheck(path: path + [name], rule: self.rule + "/" + rule)
    }

    private func problem(
        _ keyword: String, _ reason: String, advice: String = "", causes: [SettingProblem] = []
    ) -> SettingProblem {
        SettingProblem(path: path, rule: "\(rule)/\(keyword)", reason: reason, advice: advice, causes: causes)
    }

    private func wrongKind(_ value: JSONValue, _ kind: String) -> SettingProblem {
        let article = kind.first.map { "aio".contains($0) } == true ? "an" : "a"
        return problem("type", "expected \(kind), but got \(Self.kind(of: value))", advice: "\(article) \(kind)")
    }

    private static func kind(of value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    private func check(_ value: JSONValue, _ setting: Setting) -> SettingProblem? {
        switch (setting, value) {
        case (.text(let textRule, _), .string(let text)): return check(text, textRule)
        case (.text, _): return wrongKind(value, "string")
        case (.flag, .bool): return nil
        case (.flag, _): return wrongKind(value, "boolean")
        case (.integer(let range, _), .number(let text)): return check(text, range) ?? nil
        case (.integer, _): return wrongKind(value, "integer")
        case (.list(let textRule, _), .array(let items)): return check(items, textRule)
        case (.list, _): return wrongKind(value, "array")
        case (.lifespan(_, let canBeEndless), _): return checkLifespan(value, canBeEndless)
        case (.hook, .string(let text)): return oneOf(check(text, .url))
        case (.hook, .object): return oneOf(check(value, Setting.hookObject))
        case (.hook, _): return oneOf(wrongKind(value, "string"))
        case (.userCode, .object(let object)):
            return oneOf(check(value, object["entropy_preset"] == nil ? .ownUserCode : .presetUserCode))
        case (.userCode, _): return wrongKind(value, "object")
        case (.group(let group), .object(let object)): return check(object, group)
        case (.group, _): return wrongKind(value, "object")
        }
    }

    private func oneOf(_ cause: SettingProblem?) -> SettingProblem? {
        cause.map { problem("oneOf", "oneOf failed", causes: [$0]) }
    }

    private func check(_ text: String, _ textRule: TextRule) -> SettingProblem? {
        textRule.failure(of: text).map { problem($0.keyword, $0.reason, advice: $0.advice) }
    }

    private func check(_ text: String, _ range: ClosedRange<Int>) -> SettingProblem? {
        guard let number = Double(text), number == number.rounded() else {
            return wrongKind(.number(text), "integer")
        }
        if number < Double(range.lowerBound) {
            let least = range.lowerBound
            return problem("minimum", "must be >= \(least) but found \(text)", advice: "at least \(least)")
        }
        if number > Double(range.upperBound) {
            let most = range.upperBound
            return problem("maximum", "must be <= \(most) but found \(text)", advice: "at most \(most)")
        }
        return nil
    }

    private func check(_ items: [JSONValue], _ textRule: TextRule) -> SettingProblem? {
        let problems = items.enumerated().compactMap { index, item in
            inside(String(index), "items").check(item, .text(textRule))
        }
        return .all(problems, path: path, rule: rule)
    }

    /// A duration is told in three steps, of which the last is the reason.
    private func checkLifespan(_ value: JSONValue, _ canBeEndless: Bool) -> SettingProblem? {
        if canBeEndless, value == .string("-1") || value == .number("-1") { return nil }
        if let text = value.stringValue, SettingPattern.isDuration(text) { return nil }
        var definition = self
        definition.rule = "#/definitions/duration"
        let failure = TextRule.noMatch(
            SettingPattern.duration, "whole numbers with a unit of ns, us, ms, s, m, h, such as 1h30m")
        let reason =
            value.stringValue == nil
            ? definition.wrongKind(value, "string")
            : definition.problem(failure.keyword, failure.reason, advice: failure.advice)
        let keyword = canBeEndless ? "oneOf" : "allOf"
        let reference = problem(
            "\(keyword)/0/$ref", "doesn't validate with \"#/definitions/duration\"", causes: [reason])
        return problem(canBeEndless ? keyword : "\(keyword)/0", "\(keyword) failed", causes: [reference])
    }

    private func check(_ object: JSONObject, _ group: Setting.Group) -> SettingProblem? {
        var problems: [SettingProblem] = []
        var required = group.required
        if let condition = group.condition,
            object[condition.list]?.arrayValue?.contains(.string(condition.item)) == true
        {
            required.append(condition.required)
        }
        let missing = required.filter { object[$0] == nil }
        if let first = missing.first {
            var lack = problem(
                "required", "missing properties: " + missing.map { goQuoted($0) }.joined(separator: ", "),
                advice: "a value")
            lack.key = first
            lack.isMissing = true
            problems.append(lack)
        }
        for member in group.members {
            guard let value = object[member.name] else { continue }
            let place = inside(member.name, "properties/" + member.name)
            if let found = place.check(value, member.setting) { problems.append(found) }
        }
        if !group.isOpen {
            let known = Set(group.members.map(\.name))
            let others = object.map(\.key).filter { !known.contains($0) }
            if let first = others.first {
                var surplus = problem(
                    "additionalProperties",
                    "additionalProperties \(others.map { goQuoted($0) }.joined(separator: ", ")) not allowed",
                    advice: "one of the keys " + group.members.map(\.name).joined(separator: ", "))
                surplus.key = first
                problems.append(surplus)
            }
        }
        return .all(problems, path: path, rule: rule)
    }
}
