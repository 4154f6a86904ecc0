import GoText

extension Configuration {
    /// A configuration for a server within a test process: development mode, memory, and a system secret, unless the
    /// text says otherwise. Nothing is taken from the environment.
    package static func loadInProcess(_ text: String) throws(ConfigurationError) -> Configuration {
        let base = """
            dsn: memory
            dev: true
            secrets: {system: [a-system-secret-of-tests-only]}
            """
        let layers = [
            try ConfigurationFile(text: Array(base.utf8), format: .yaml, name: "the defaults of a test process"),
            try ConfigurationFile(text: Array(text.utf8), format: .yaml, name: "the given text"),
        ]
        return try load(base: layers, files: [], environment: [:], flags: Flags())
    }
}
