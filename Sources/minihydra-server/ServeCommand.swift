import MiniHydra

/// `minihydra-server serve`.
enum ServeCommand {
    /// What Hydra prints before it looks at anything.
    static let banner = """
        Thank you for using Ory Hydra \(HealthEndpoints.hydraVersion)!

        Take security seriously and subscribe to the Ory Security Newsletter. Stay on top of new patches and security \
        insights.

        >> Subscribe now: https://www.ory.sh/l/sign-up-newsletter <<


        """

    static func run(_ arguments: ServeArguments) -> Int32 {
        Program.print(banner)
        let usage = usage(of: arguments)
        do {
            let configuration = try Configuration.load(
                files: arguments.files, environment: Program.environment,
                flags: Configuration.Flags(isDevelopment: arguments.isDevelopment))
            return start(configuration, options(arguments), usageOf: usage) { server in
                // Who asks for a free port must be told which one it is.
                if arguments.publicPort == 0 { Program.print("Public URL: \(server.publicURL)\n") }
                if arguments.adminPort == 0 { Program.print("Admin URL: \(server.adminURL)\n") }
            }
        } catch {
            return refuse(error, usageOf: usage)
        }
    }

    private static func usage(of arguments: ServeArguments) -> CommandPath {
        let path = CommandPath(program: Program.name)
        return path.child("serve")?.child(arguments.ports.rawValue) ?? path
    }

    static func options(_ arguments: ServeArguments) -> ServerOptions {
        var options = ServerOptions()
        options.profile = arguments.profile
        options.threads = arguments.threads
        options.freshKeys = arguments.freshKeys
        options.servesPublic = arguments.ports != .admin
        options.servesAdmin = arguments.ports != .public
        options.publicPort = arguments.publicPort
        options.adminPort = arguments.adminPort
        return options
    }

    /// Runs a server until a signal ends it. Returns the exit code.
    static func start(
        _ configuration: Configuration, _ options: ServerOptions, usageOf path: CommandPath,
        whenBound announce: (MiniHydra) -> Void
    ) -> Int32 {
        // Before anything starts a thread: threads inherit which signals are held back.
        SignalWatcher.prepare()
        let server: MiniHydra
        do {
            server = try MiniHydra(configuration: configuration, options: options)
        } catch {
            return refuse(error, usageOf: path)
        }
        announce(server)
        let watcher = SignalWatcher(usageOf: path) { await server.stop(gracePeriod: SignalWatcher.grace) }
        guard watcher.start() else { return refuse(StartError.noThreads, usageOf: path) }
        do { try server.runOnCurrentThread() } catch { return refuse(error, usageOf: path) }
        // The watcher ends the process when the last request is answered.
        SignalWatcher.waitForever()
    }

    /// Tells why a server did not start. Returns the exit code.
    private static func refuse(_ error: StartError, usageOf path: CommandPath) -> Int32 {
        let hint = error.hint.map { $0 + "\n" } ?? ""
        Program.complain(hint + CommandFailure(error.description, usageOf: path).text)
        return 1
    }

    /// Tells why a configuration is refused. Returns the exit code.
    static func refuse(_ error: ConfigurationError, usageOf path: CommandPath) -> Int32 {
        Program.complain(refusal(error, time: LocalTime.now, usageOf: path))
        return 1
    }

    /// What Hydra prints, and a line of our own that says where the mistake is.
    static func refusal(_ error: ConfigurationError, time: String, usageOf path: CommandPath) -> String {
        let isFatal = error.severity == .fatal
        let message = isFatal ? error.description : error.logMessage
        let cause = isFatal || !error.logsDescription ? "" : " error=map[message:\(error.description)]"
        let hint = error.hint.map { $0 + "\n" } ?? ""
        return "\(error.report)\(hint)time=\(time) level=\(error.severity.rawValue) msg=\(message) audience=application"
            + "\(cause) service_name=Ory Hydra service_version=\(HealthEndpoints.hydraVersion)\n"
            + (isFatal ? "" : CommandFailure(error.description, usageOf: path).text)
    }
}
