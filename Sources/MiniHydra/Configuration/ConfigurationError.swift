/// Why a server can not be configured as told.
public struct ConfigurationError: Error, Sendable, Hashable, CustomStringConvertible {
    /// How bad it is in the log; after a fatal line nothing else is said.
    package enum Severity: String, Sendable { case error, fatal }

    /// What Hydra writes behind `Error: `; for a fatal one its log message.
    public var description: String
    /// The file, variable or flag that holds the wrong value, when one does.
    public var source: String?
    /// The setting that is wrong, as a dotted path.
    public var key: String?
    /// What would be right, in words.
    public var advice: String?
    /// The blocks that are printed before anything else; empty when there are none.
    package var report: String
    /// What is logged.
    package var logMessage: String
    package var severity: Severity
    /// The log line tells the description too, as `error=map[message:…]`.
    package var logsDescription: Bool

    package init(
        _ description: String, source: String? = nil, key: String? = nil, advice: String? = nil, report: String = "",
        logMessage: String = "Unable to instantiate configuration.", severity: Severity = .error,
        logsDescription: Bool = true
    ) {
        self.description = description
        self.source = source
        self.key = key
        self.advice = advice
        self.report = report
        self.logMessage = logMessage
        self.severity = severity
        self.logsDescription = logsDescription
    }

    /// A line of our own that says where the mistake is; nil when there is nothing to add.
    package var hint: String? {
        guard let key, !key.isEmpty || source != nil else { return nil }
        let place = source.map { " (\($0))" } ?? ""
        let name = key.isEmpty ? "The configuration" : "The setting \(key)"
        guard let advice, !advice.isEmpty else { return source.map { "\(name) is set in \($0)." } }
        return "\(name)\(place): allowed is \(advice)."
    }
}
