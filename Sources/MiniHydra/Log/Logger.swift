import GoText
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes log lines in the forms of Hydra: one line an entry, on stderr.
package struct Logger: Sendable {
    package typealias Level = Configuration.Log.Level

    private let settings: Configuration.Log
    private let clock: any Clock
    private let write: @Sendable ([UInt8]) -> Void

    /// - Parameter write: where the lines go; stderr where none is given.
    package init(
        settings: Configuration.Log, clock: any Clock,
        write: @escaping @Sendable ([UInt8]) -> Void = Logger.toStandardError
    ) {
        self.settings = settings
        self.clock = clock
        self.write = write
    }

    /// Whether entries of this level are written at all.
    package func isEnabled(_ level: Level) -> Bool { level <= settings.level }

    /// Writes an entry of the server itself.
    ///
    /// - Parameter fields: further members, by name.
    package func log(_ level: Level, _ message: String, _ fields: [String: JSONValue] = [:]) {
        guard isEnabled(level) else { return }
        var fields = fields
        fields["audience"] = "application"
        fields["service_name"] = "Ory Hydra"
        fields["service_version"] = .string(HealthEndpoints.hydraVersion)
        emit(level, message, fields)
    }

    /// Writes an entry about a request, which lacks the members that name the service.
    package func logRequest(_ level: Level, _ message: String, _ fields: [String: JSONValue]) {
        guard isEnabled(level) else { return }
        emit(level, message, fields)
    }

    /// A value that may only be shown with `log.leak_sensitive_values`.
    package func sensitive(_ value: JSONValue) -> JSONValue {
        settings.leaksSensitiveValues ? value : .string(settings.redactionText)
    }

    private func emit(_ level: Level, _ message: String, _ fields: [String: JSONValue]) {
        let now = clock.now()
        var line: [UInt8]
        switch settings.format {
        case .text:
            let name = level == .warn ? "warning" : "\(level)"
            var text = "time=\(now.truncatedToSecond.rfc3339) level=\(name) msg=\(message)"
            for (key, value) in fields.sorted(by: { $0.key < $1.key }) { text += " \(key)=\(GoFormat.value(value))" }
            line = Array(text.utf8)
        case .json, .prettyJSON:
            var all = fields
            all["time"] = .string(now.rfc3339Nano)
            all["level"] = .string(level == .warn ? "warning" : "\(level)")
            all["msg"] = .string(message)
            var object = JSONObject()
            for (key, value) in all.sorted(by: { $0.key < $1.key }) { object[key] = value }
            line =
                settings.format == .json
                ? JSONValue.object(object).encode() : JSONValue.object(object).encodeIndented(by: 2)
        }
        line.append(UInt8(ascii: "\n"))
        write(line)
    }

    /// One write(2) a line, so that lines of several threads do not mix.
    @Sendable package static func toStandardError(_ line: [UInt8]) {
        line.withUnsafeBytes { _ = Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
