import HTTP

/// Why a server did not start.
public enum StartError: Error, Sendable, CustomStringConvertible {
    /// The configuration is refused.
    case configuration(ConfigurationError)
    /// The state can not be opened.
    case store(any Error)
    /// A port can not be opened; `advice` names the setting and says what would be right.
    case listener(any Error, advice: String)
    /// The system has no descriptors or threads left.
    case system(any Error)

    /// The system starts no further thread.
    package static let noThreads = Self.system(ServerError.noThreads)

    /// What went wrong, in Hydra's words.
    public var description: String {
        switch self {
        case .configuration(let error): error.description
        case .store(let error), .listener(let error, _), .system(let error): "\(error)"
        }
    }

    /// A line of our own that names the setting and says what would be right; nil when there is nothing to add.
    public var hint: String? {
        switch self {
        case .configuration(let error): error.hint
        case .store:
            "The setting dsn: allowed is memory, or sqlite://FILE with a database of this program, or with the name of a "
                + "new one, in a folder where files can be made."
        case .listener(_, let advice): advice
        case .system: "The process may have too few descriptors or threads: see ulimit -n and ulimit -u."
        }
    }
}
