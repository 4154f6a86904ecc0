/// The commands, as `--help` and the usage in error messages tell them.
struct CommandInfo: Sendable {
    var name: String
    var short: String
    var long = ""
    var flags: [FlagInfo] = []
    var children: [CommandInfo] = []
    /// Runs by itself, and not only through its sub-commands.
    var isRunnable = true
    /// Where a global flag is defined: its flags are those of the sub-commands too.
    var sharesFlags = false

    static let root = CommandInfo(
        name: "", short: "A stand-in for Ory Hydra",
        long: """
            A stand-in for Ory Hydra.

            Without a command it starts a server for trying things out: development mode, state in memory, open client
            registration, JWT access tokens. The flags are those of "serve".
            """,
        flags: serve.flags, children: [conformance, health, help, serve, version])

    private static let conformance = CommandInfo(
        name: "conformance", short: "Play the recorded conversations of Ory Hydra and compare the answers")

    private static let health = CommandInfo(
        name: "health", short: "Ask a running server whether it is ready",
        long: """
            Asks /health/ready of the admin port. The exit code is 0 when the server is ready, else 1.

            Without --endpoint the URL is that of ORY_SDK_URL, else of SERVE_ADMIN_HOST and SERVE_ADMIN_PORT.
            """,
        flags: [
            FlagInfo(
                name: "endpoint", kind: .text("string"), usage: "URL of the admin port",
                shownDefault: "\"http://127.0.0.1:4445\"")
        ])

    private static let help = CommandInfo(name: "help", short: "Tell about a command")

    private static let serve = CommandInfo(
        name: "serve", short: "Start the server",
        long: """
            Starts the server on two ports: the public one for OAuth 2.0 and OpenID Connect, the admin one for clients,
            keys, and the answers of login and consent applications.

            It is configured as Ory Hydra is: by files, flags and environment variables. Later files win over earlier
            ones, flags over files, and environment variables over everything.
            """,
        flags: [
            FlagInfo(
                name: "admin-port", kind: .text("int"),
                usage: "port to use instead of serve.admin.port, 0 for a free one"),
            FlagInfo(
                name: "config", short: "c", kind: .text("strings"),
                usage: "configuration files (.yaml, .yml, .json), separated by commas or given several times"),
            FlagInfo(
                name: "dev", kind: .toggle,
                usage: "development mode: http issuers, cookies that are not Secure, known keys"),
            FlagInfo(name: "fresh-keys", kind: .toggle, usage: "make new signing keys in development mode too"),
            FlagInfo(
                name: "profile", kind: .text("string"), usage: "what clients are held to, hydra or openchami",
                shownDefault: "\"hydra\""),
            FlagInfo(
                name: "public-port", kind: .text("int"),
                usage: "port to use instead of serve.public.port, 0 for a free one"),
            FlagInfo(name: "sqa-opt-out", kind: .toggle, usage: "accepted; there is no telemetry"),
            FlagInfo(name: "threads", kind: .text("int"), usage: "number of event loops (default: one for each core)"),
        ],
        children: [
            CommandInfo(name: "admin", short: "Start the admin port only"),
            CommandInfo(name: "all", short: "Start both ports"),
            CommandInfo(name: "public", short: "Start the public port only"),
        ],
        isRunnable: false, sharesFlags: true)

    private static let version = CommandInfo(
        name: "version", short: "Tell the version of this program and of the Ory Hydra it stands in for")
}

/// A flag, as usages tell it.
struct FlagInfo: Sendable {
    enum Kind: Sendable, Equatable {
        /// Needs no value.
        case toggle
        /// Needs a value of the kind named.
        case text(String)
    }

    var name: String
    var short: String?
    var kind: Kind
    var usage: String
    var shownDefault: String?
}

/// A command with those above it.
struct CommandPath: Sendable {
    var program: String
    /// From the outermost to the command itself; the program's own first.
    private(set) var commands = [CommandInfo.root]

    init(program: String) { self.program = program }

    var command: CommandInfo { commands.last ?? .root }

    /// `hydra serve all`.
    var text: String { ([program] + commands.dropFirst().map(\.name)).joined(separator: " ") }

    /// The path to a sub-command.
    func child(_ name: String) -> CommandPath? {
        guard let child = command.children.first(where: { $0.name == name }) else { return nil }
        var result = self
        result.commands.append(child)
        return result
    }

    var inheritedFlags: [FlagInfo] { commands.dropLast().filter(\.sharesFlags).flatMap(\.flags) }

    /// Every flag that the command takes.
    var flags: [FlagInfo] { command.flags + inheritedFlags }

    /// What `--help` prints.
    var help: String {
        let text = command.long.isEmpty ? command.short : command.long
        return text + "\n\n" + usage
    }

    /// The usage, in the form of cobra.
    var usage: String {
        var text = "Usage:"
        if command.isRunnable { text += "\n  \(self.text) [flags]" }
        if !command.children.isEmpty {
            text += "\n  \(self.text) [command]\n\nAvailable Commands:"
            let width = max(11, command.children.map(\.name.count).max() ?? 0)
            for child in command.children { text += "\n  \(Self.pad(child.name, width)) \(child.short)" }
        }
        let help = FlagInfo(
            name: "help", short: "h", kind: .toggle, usage: "help for \(commands.count > 1 ? command.name : program)")
        text += "\n\nFlags:\n" + Self.list((command.flags + [help]).sorted { $0.name < $1.name })
        if !inheritedFlags.isEmpty { text += "\n\nGlobal Flags:\n" + Self.list(inheritedFlags) }
        if !command.children.isEmpty {
            text += "\n\nUse \"\(self.text) [command] --help\" for more information about a command."
        }
        return text + "\n"
    }

    private static func list(_ flags: [FlagInfo]) -> String {
        let heads = flags.map { flag in
            let short = flag.short.map { "-\($0), " } ?? "    "
            guard case .text(let kind) = flag.kind else { return "  \(short)--\(flag.name)" }
            return "  \(short)--\(flag.name) \(kind)"
        }
        let width = heads.map(\.count).max() ?? 0
        return zip(heads, flags).map { head, flag in
            "\(pad(head, width))   \(flag.usage)" + (flag.shownDefault.map { " (default \($0))" } ?? "")
        }.joined(separator: "\n")
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
