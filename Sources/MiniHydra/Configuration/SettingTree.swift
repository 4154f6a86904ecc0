import GoText

/// Values by the keys that lead to them.
struct SettingTree: Sendable {
    var root: JSONValue

    init(_ root: JSONValue = [:]) { self.root = root }

    /// The defaults of all settings.
    static let defaults: SettingTree = {
        var tree = SettingTree()
        tree.fill(.group(HydraSettings.root), at: [])
        return tree
    }()

    private mutating func fill(_ setting: Setting, at path: [String]) {
        switch setting {
        case .text(_, let value?), .lifespan(let value, _): set(.string(value), at: path)
        case .flag(let value?): set(.bool(value), at: path)
        case .integer(_, let value?): set(.integer(value), at: path)
        case .list(_, let value?): set(.array(value.map(JSONValue.string)), at: path)
        case .group(let group):
            for member in group.members { fill(member.setting, at: path + [member.name]) }
        default: break
        }
    }

    /// The value at a dotted path.
    subscript(path: String) -> JSONValue? { self[path.split(separator: ".").map(String.init)] }

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
