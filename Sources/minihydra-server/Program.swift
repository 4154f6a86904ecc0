import MiniHydra

#if canImport(Glibc)
    @preconcurrency import Glibc
#else
    import Darwin
#endif

/// This process: its name, its environment, its output.
enum Program {
    /// Under the name `hydra` it is in Hydra's place; under every other it is called `minihydra-server`.
    static var name: String {
        let file = Swift.CommandLine.arguments.first?.split(separator: "/").last
        return file == "hydra" ? "hydra" : "minihydra-server"
    }

    /// The variables of the environment; of a name given twice the first counts.
    static var environment: [String: String] {
        var result: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2, result[String(pair[0])] == nil { result[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return result
    }

    static func print(_ text: String) { emit(text, to: STDOUT_FILENO) }

    static func complain(_ text: String) { emit(text, to: STDERR_FILENO) }

    private static func emit(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count <= 0 { return }
            start += count
        }
    }

    /// Does what the command line asks for. Returns the exit code, or not at all.
    static func run(_ arguments: [String]) -> Int32 {
        let command: Command
        do {
            command = try Arguments.parse(arguments, program: name)
        } catch {
            complain(error.text)
            return 1
        }
        switch command {
        case .help(let text):
            print(text)
            return 0
        case .version:
            print(VersionCommand.text)
            return 0
        case .health(let endpoint):
            return HealthCommand.run(endpoint: endpoint ?? HealthCommand.defaultEndpoint(environment: environment))
        case .conformance(let arguments): wait { await ConformanceCommand.run(arguments: arguments) }
        case .serve(let arguments): return ServeCommand.run(arguments)
        case .tryOut(let arguments): return TryCommand.run(arguments)
        }
    }

    /// Runs something asynchronous from the main thread, and ends the process with its result.
    private static func wait(_ work: @escaping @Sendable () async -> Int32) -> Never {
        Task.detached { exit(await work()) }
        while true { pause() }
    }
}
