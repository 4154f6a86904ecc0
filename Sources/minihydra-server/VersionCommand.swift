import MiniHydra

/// `minihydra-server version`.
enum VersionCommand {
    /// The version of this program.
    static let own = "0.1.0"

    static let text = """
        Version:    \(HealthEndpoints.hydraVersion)
        MiniHydra:  \(own)

        """
}
