import GoText

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A configuration file, or a text that stands for one.
package struct ConfigurationFile: Sendable {
    package enum Format: Sendable { case yaml, json }

    /// How it is called in messages.
    package var name: String
    package var values: JSONValue

    /// Reads a text. Throws what Hydra says of a file that is broken.
    package init(text: [UInt8], format: Format, name: String) throws(ConfigurationError) {
        self.name = name
        let value: JSONValue
        do {
            switch format {
            case .yaml: value = try GoYAML.parse(text)
            case .json: value = try JSONValue.decodeWhole(text)
            }
        } catch {
            throw ConfigurationError("\(error)", source: name)
        }
        switch value {
        case .object, .null: values = value == .null ? [:] : value
        default: throw ConfigurationError(Self.wrongKind(value, format), source: name)
        }
    }

    /// Reads a file; `path` has one of the extensions that `format(of:)` knows.
    package init(path: String, format: Format) throws(ConfigurationError) {
        let name = GoPath.clean(path)
        try self.init(text: Self.contents(of: name), format: format, name: name)
    }

    /// The format that the extension of a file tells.
    package static func format(of path: String) throws(ConfigurationError) -> Format {
        let file = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let suffix = file.lastIndex(of: ".").map { String(file[$0...]) } ?? ""
        switch suffix {
        case ".yaml", ".yml": return .yaml
        case ".json": return .json
        case ".toml":
            throw ConfigurationError(
                "config file extension .toml is not supported here, use .yaml, .yml or .json: \(path)", source: path)
        default: throw ConfigurationError("unknown config file extension: \(suffix)", source: path)
        }
    }

    private static func wrongKind(_ value: JSONValue, _ format: Format) -> String {
        let (kind, tag, shown) =
            switch value {
            case .array: ("array", "!!seq", "")
            case .string(let text):
                ("string", "!!str", " `\(text.utf8.count > 10 ? text.prefix(7) + "..." : text[...])`")
            case .bool(let flag): ("bool", "!!bool", " `\(flag)`")
            case .number(let text): ("number", text.contains(".") ? "!!float" : "!!int", " `\(text)`")
            case .object, .null: ("object", "!!map", "")
            }
        if format == .json { return "json: cannot unmarshal \(kind) into Go value of type map[string]interface {}" }
        return "yaml: unmarshal errors:\n  line 1: cannot unmarshal \(tag)\(shown) into map[string]interface {}"
    }

    private static func contents(of path: String) throws(ConfigurationError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", path) }
        defer { close(descriptor) }
        var content: [UInt8] = []
        let size = 16_384
        while true {
            var count = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: size) { buffer, initialized in
                count = read(descriptor, buffer.baseAddress, size)
                initialized = max(0, count)
            }
            guard count >= 0 else { throw failure("read", path) }
            if count == 0 { return content }
            content += chunk
        }
    }

    /// `open /x.yml: no such file or directory`.
    private static func failure(_ operation: String, _ path: String) -> ConfigurationError {
        let reason = strerror(errno).map { String(cString: $0) } ?? "unknown error"
        let first = reason.prefix(1).lowercased()
        return ConfigurationError("\(operation) \(path): \(first)\(reason.dropFirst())", source: path)
    }
}
