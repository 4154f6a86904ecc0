import MiniHydra

/// What the command line asks for.
enum Command: Equatable {
    /// No command: a server for trying things out.
    case tryOut(ServeArguments)
    case serve(ServeArguments)
    case version
    case health(endpoint: String?)
    case conformance([String])
    /// Usage that was asked for, on stdout.
    case help(String)
}

/// What `serve` is told.
struct ServeArguments: Equatable, Sendable {
    enum Ports: String, Sendable { case all, `public`, admin }

    var ports = Ports.all
    var files: [String] = []
    /// nil: not given.
    var isDevelopment: Bool?
    var profile = Profile.hydra
    var publicPort: Int?
    var adminPort: Int?
    var threads: Int?
    var freshKeys = false
}

/// A command line that can not be understood, or a command that failed, as it is told.
struct CommandFailure: Error, Equatable {
    var message: String
    /// What stands between the message and its repetition: a usage, or where to find one.
    var explanation: String

    /// A failure with the usage of its command.
    init(_ message: String, usageOf path: CommandPath) {
        self.message = message
        explanation = path.usage + "\n"
    }

    /// A command that is not known.
    init(unknownCommand name: String, of program: String, suggestions: [String]) {
        message = "unknown command \"\(name)\" for \"\(program)\""
        if !suggestions.isEmpty {
            message += "\n\nDid you mean this?\n" + suggestions.map { "\t\($0)\n" }.joined()
        }
        explanation = "Run '\(program) --help' for usage.\n"
    }

    /// The text for stderr: every message appears twice.
    var text: String { "Error: \(message)\n\(explanation)\(message)\n\n" }
}

/// The reading of the command line, in the manner of cobra: flags stand before, between and behind the commands.
enum Arguments {
    static func parse(_ arguments: [String], program: String) throws(CommandFailure) -> Command {
        var path = CommandPath(program: program)
        if arguments.isEmpty {
            // As `hydra` this program is in Hydra's place, where no command means help.
            return program == "hydra" ? .help(path.help) : .tryOut(ServeArguments())
        }
        if arguments.first == "conformance" { return .conformance(Array(arguments.dropFirst())) }
        let words = split(arguments)
        var operands: [String] = []
        for word in words.operands {
            if operands.isEmpty, let child = path.child(word) {
                path = child
            } else {
                operands.append(word)
            }
        }
        if path.command.name == "help" { return help(on: operands, program: program) }
        if path.commands.count == 1, let name = operands.first {
            throw CommandFailure(unknownCommand: name, of: program, suggestions: suggestions(for: name))
        }
        let flags = try FlagValues(words.flags, of: path)
        if flags.asksForHelp || !path.command.isRunnable { return .help(path.help) }
        switch path.commands.dropFirst().first?.name {
        case "version": return .version
        case "health": return .health(endpoint: flags["endpoint"])
        case "serve":
            let ports = ServeArguments.Ports(rawValue: path.command.name) ?? .all
            return .serve(try serve(flags, ports, path))
        default: return .tryOut(try serve(flags, .all, path))
        }
    }

    /// Flags with their values on one side, the other words on the other.
    private static func split(_ arguments: [String]) -> (flags: [String], operands: [String]) {
        let withValue = Set(
            (CommandInfo.root.flags + CommandInfo.root.children.flatMap(\.flags)).filter { $0.kind != .toggle }
                .flatMap { ["--" + $0.name] + ($0.short.map { ["-" + $0] } ?? []) })
        var flags: [String] = []
        var operands: [String] = []
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                break
            }
            guard word.hasPrefix("-"), word != "-" else {
                operands.append(word)
                continue
            }
            flags.append(word)
            if withValue.contains(word), let value = rest.popFirst() { flags.append(value) }
        }
        return (flags, operands)
    }

    private static func serve(
        _ flags: FlagValues, _ ports: ServeArguments.Ports, _ path: CommandPath
    ) throws(CommandFailure) -> ServeArguments {
        var result = ServeArguments()
        result.ports = ports
        result.files = flags.all("config").flatMap { $0.split(separator: ",").map(String.init) }
        result.isDevelopment = try flags.bool("dev")
        _ = try flags.bool("sqa-opt-out")
        result.freshKeys = try flags.bool("fresh-keys") ?? false
        result.publicPort = try flags.integer("public-port", in: 0...65535)
        result.adminPort = try flags.integer("admin-port", in: 0...65535)
        result.threads = try flags.integer("threads", in: 1...256)
        if let name = flags["profile"] {
            guard let profile = Profile(rawValue: name) else {
                throw CommandFailure(
                    "invalid argument \"\(name)\" for \"--profile\" flag: must be hydra or openchami", usageOf: path)
            }
            result.profile = profile
        }
        return result
    }

    private static func help(on words: [String], program: String) -> Command {
        var path = CommandPath(program: program)
        for word in words {
            guard let child = path.child(word) else {
                let topic = words.map { "`\($0)`" }.joined(separator: " ")
                return .help("Unknown help topic [\(topic)]\n" + CommandPath(program: program).usage)
            }
            path = child
        }
        return .help(path.help)
    }

    /// Commands that differ by two letters at most, or that begin with the word.
    private static func suggestions(for word: String) -> [String] {
        CommandInfo.root.children.map(\.name).filter {
            distance(word.lowercased(), $0) <= 2 || $0.hasPrefix(word.lowercased())
        }
    }

    /// Levenshtein's distance.
    private static func distance(_ first: String, _ second: String) -> Int {
        let columns = Array(second)
        var row = Array(0...columns.count)
        for (index, letter) in first.enumerated() {
            var previous = row[0]
            row[0] = index + 1
            for column in columns.indices {
                let change = previous + (letter == columns[column] ? 0 : 1)
                previous = row[column + 1]
                row[column + 1] = min(change, row[column] + 1, previous + 1)
            }
        }
        return row[columns.count]
    }
}
