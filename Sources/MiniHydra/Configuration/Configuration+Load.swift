extension Configuration {
    /// Settings that the command line gives.
    public struct Flags: Sendable, Hashable {
        /// `--dev`; nil: not given.
        public var isDevelopment: Bool?

        /// Flags; those that were not given are nil.
        public init(isDevelopment: Bool? = nil) { self.isDevelopment = isDevelopment }
    }

    /// How a configuration given as a text is written.
    public enum TextFormat: Sendable { case yaml, json }

    /// Reads a configuration as `hydra serve` does: defaults, then the files in their order, then flags, then the
    /// environment; what is later wins. Maps are merged key by key, lists are replaced.
    ///
    /// - Throws: what makes Hydra refuse to start.
    public static func load(
        files: [String], environment: [String: String] = [:], flags: Flags = Flags()
    ) throws(ConfigurationError) -> Configuration {
        try load(base: [], files: files, environment: environment, flags: flags)
    }

    /// Reads a configuration from a text instead of a file.
    ///
    /// - Throws: what makes Hydra refuse to start.
    public static func load(
        text: String, format: TextFormat = .yaml, environment: [String: String] = [:], flags: Flags = Flags()
    ) throws(ConfigurationError) -> Configuration {
        let file = try ConfigurationFile(
            text: Array(text.utf8), format: format == .yaml ? .yaml : .json, name: "the given text")
        return try load(base: [file], files: [], environment: environment, flags: flags)
    }

    /// Reads files over settings that are already there.
    package static func load(
        base: [ConfigurationFile], files: [String], environment: [String: String], flags: Flags
    ) throws(ConfigurationError) -> Configuration {
        var layers = base
        var formats: [ConfigurationFile.Format] = []
        for path in files { formats.append(try ConfigurationFile.format(of: path)) }
        for (path, format) in zip(files, formats) { layers.append(try ConfigurationFile(path: path, format: format)) }

        var tree = SettingTree.defaults
        for layer in layers { tree.merge(layer.values) }
        if let isDevelopment = flags.isDevelopment { tree.set(.bool(isDevelopment), at: ["dev"]) }
        SettingEnvironment.lay(environment, over: &tree)

        func source(of setting: String) -> String? {
            if !setting.isEmpty, let variable = SettingEnvironment.variable(for: setting, in: environment) {
                return "environment variable \(variable)"
            }
            return layers.last { SettingTree($0.values)[setting] != nil }?.name
        }
        if let problem = SettingCheck.problem(with: tree) {
            let reason = problem.innermost
            throw ConfigurationError(
                problem.message, source: source(of: reason.setting), key: reason.setting, advice: reason.advice,
                report: "\n" + problem.blocks(showing: tree))
        }
        do {
            return try Configuration(tree)
        } catch {
            var error = error
            error.source = error.key.flatMap(source)
            throw error
        }
    }

    /// The `serve.admin` of a server that has these environment variables and no files; unchecked.
    package static func adminListener(environment: [String: String]) -> Listener {
        var tree = SettingTree.defaults
        SettingEnvironment.lay(environment, over: &tree)
        return Listener(SettingReader(tree: tree), at: "serve.admin", port: 4445)
    }
}
