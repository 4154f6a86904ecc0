import GoText

/// Values by the keys that lead to them.
struct SettingTree: Sendable {
    var root: JSONValue

    init(_ root: JSONValue = [:]) { self.root = root }

    /// The defaults of all settings.
    static let defaults = SettingTree(defaultValue(of: .group(HydraSettings.root)) ?? [:])

    private static func defaultValue(of setting: Setting) -> JSONValue? {
        switch setting {
        case .text(_, let value): return value.map(JSONValue.string)
        case .lifespan(let value, _): return .string(value)
        case .flag(let value): return value.map(JSONValue.bool)
        case .integer(_, let value): return value.map(JSONValue.integer)
        case .list(_, let value): return value.map { .array($0.map(JSONValue.string)) }
        case .hook, .userCode: return nil
        case .group(let group):
            var object = JSONObject()
            for member in group.members {
                if let value = defaultValue(of: member.setting) { object[member.name] = value }
            }
            return object.isEmpty ? nil : .object(object)
        }
    }

    /// The value at a dotted path.
    subscript(path: String) -> JSONValue? {
        self[path.utf8.split(separator: UInt8(ascii: ".")).map { String($0) ?? "" }]
    }

    subscript(path: [String]) -> JSONValue? {
        path.reduce(Optional(root)) { value, key in
            switch value {
            case .object(let object)?: object[key]
            case .array(let items)?: Int(key).flatMap { items.indices.contains($0) ? items[$0] : nil }
            default: nil
            }
        }
    }

    /// Lays values over these: maps are merged key by key, everything else is replaced.
    mutating func merge(_ values: JSONValue) { root = Self.merge(values, over: root) }

    private static func merge(_ above: JSONValue, over below: JSONValue?) -> JSONValue {
        guard case .object(let members) = above, case .object(var result)? = below else { return above }
        for (key, value) in members { result[key] = merge(value, over: result[key]) }
        return .object(result)
    }

    /// Sets one value. Maps on the way are made, lists that are too short are filled with null.
    mutating func set(_ value: JSONValue, at path: [String]) {
        root = Self.set(value, at: path[...], in: root)
    }

    private static func set(_ value: JSONValue, at path: ArraySlice<String>, in tree: JSONValue?) -> JSONValue {
        guard let key = path.first else { return value }
        if let index = Int(key), tree?.objectValue == nil {
            var items = tree?.arrayValue ?? []
            while items.count <= index { items.append(.null) }
            items[index] = set(value, at: path.dropFirst(), in: items[index])
            return .array(items)
        }
        var object = tree?.objectValue ?? JSONObject()
        object[key] = set(value, at: path.dropFirst(), in: object[key])
        return .object(object)
    }
}
