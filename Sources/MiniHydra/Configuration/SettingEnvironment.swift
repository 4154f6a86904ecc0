import GoText

/// The settings that environment variables give.
///
/// A variable's name is the path of the setting in capitals, with `_` for each point: `serve.public.port` is
/// `SERVE_PUBLIC_PORT`. `SECRETS_SYSTEM_0` is the first item of the list `secrets.system`. The case of the name does
/// not matter, and a key that has a capital letter can not be given.
enum SettingEnvironment {
    private struct Target: Sendable {
        var path: [String]
        var setting: Setting
    }

    /// All settings by their path with `_` for each point.
    private static let targets: [String: Target] = {
        var targets: [String: Target] = [:]
        collect(.group(HydraSettings.root), at: [], into: &targets)
        return targets
    }()

    /// What the names of settings begin with, so that most variables are passed over quickly.
    private static let beginnings = Set(HydraSettings.root.members.map { $0.name.prefix { $0 != "_" } })

    private static func collect(_ setting: Setting, at path: [String], into targets: inout [String: Target]) {
        if !path.isEmpty { targets[path.joined(separator: "_")] = Target(path: path, setting: setting) }
        switch setting {
        case .group(let group):
            for member in group.members { collect(member.setting, at: path + [member.name], into: &targets) }
        case .hook:
            collect(Setting.hookObject, at: path, into: &targets)
            targets[path.joined(separator: "_")] = Target(path: path, setting: .hook)
        case .userCode:
            collect(Setting.presetUserCode, at: path, into: &targets)
            collect(Setting.ownUserCode, at: path, into: &targets)
        default: break
        }
    }

    private static func target(of name: String) -> Target? {
        let name = name.lowercased()
        guard beginnings.contains(name.prefix { $0 != "_" }) else { return nil }
        if let target = targets[name] { return target }
        guard let line = name.lastIndex(of: "_"), let index = UInt16(name[name.index(after: line)...]),
            let list = targets[String(name[..<line])], case .list(let rule, _) = list.setting
        else { return nil }
        return Target(path: list.path + [String(index)], setting: .text(rule))
    }

    /// Lays the settings among the variables over those of a tree.
    static func lay(_ environment: [String: String], over tree: inout SettingTree) {
        // In the order of the names, so that a list comes before its items and a map before what is in it.
        for (name, text) in environment.sorted(by: { $0.key < $1.key }) {
            guard let target = target(of: name) else { continue }
            let value = value(of: text, for: target.setting)
            if case .object = value {
                var layer = SettingTree()
                layer.set(value, at: target.path)
                tree.merge(layer.root)
            } else {
                tree.set(value, at: target.path)
            }
        }
    }

    /// The variable that gives a setting, one above or one below it.
    static func variable(for setting: String, in environment: [String: String]) -> String? {
        environment.keys.sorted().last { name in
            guard let given = target(of: name)?.path.joined(separator: ".") else { return false }
            return setting == given || setting.hasPrefix(given + ".") || given.hasPrefix(setting + ".")
        }
    }

    private static func value(of text: String, for setting: Setting) -> JSONValue {
        switch setting {
        case .text, .lifespan: .string(text)
        case .flag: .bool(["1", "t", "T", "TRUE", "true", "True"].contains(text))
        case .integer: .integer(Int(text) ?? 0)
        case .list: list(of: text)
        case .hook: object(of: text) ?? .string(text)
        case .group, .userCode: object(of: text) ?? .null
        }
    }

    private static func object(of text: String) -> JSONValue? {
        guard let value = try? JSONValue.decodeWhole(Array(text.utf8)), case .object = value else { return nil }
        return value
    }

    private static func list(of text: String) -> JSONValue {
        if let value = try? JSONValue.decodeWhole(Array(text.utf8)), case .array = value { return value }
        return .array(commaSeparated(text).map(JSONValue.string))
    }

    /// Fields between commas; one in quotes may hold commas, and `""` for a quote.
    private static func commaSeparated(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        var fields = [""]
        var isQuoted = false
        var last: Character?
        for character in text {
            switch character {
            case "\"" where isQuoted: isQuoted = false
            case "\"" where fields[fields.count - 1].isEmpty: isQuoted = true
            case "\"" where last == "\"":
                fields[fields.count - 1].append(character)
                isQuoted = true
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
            last = character
        }
        return fields
    }
}
