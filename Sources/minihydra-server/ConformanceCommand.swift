import Conformance

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `minihydra-server conformance`: compares a server with recordings of real Hydra.
struct ConformanceCommand {
    private static let about = """
        Plays recorded conversations with Ory Hydra against a server and compares each answer with the recorded one.

        With --start the server is started anew for every scenario; it must listen on ports 4444 (public) and 4445
        (admin). Without it the servers at --public and --admin are used as they run; their issuer must be
        http://localhost:4444. Port 5556 must be free: there the server's hooks are answered.
        """

    private static let usage = """
        Usage:
          minihydra-server conformance [flags]

        Examples:
          minihydra-server conformance --start 'minihydra-server serve all --dev --config {config}'
          minihydra-server conformance --public http://localhost:4444 --admin http://localhost:4445 --only 'token.*'

        Flags:
              --admin string        URL of the running server's admin port (default "http://localhost:4445")
          -h, --help                help for conformance
              --log string          file for the started server's output (default "/dev/null")
              --most int            steps, and differences of a step, that are shown of a scenario (default 6)
              --only strings        scenario names, * allowed
              --public string       URL of the running server's public port (default "http://localhost:4444")
              --quiet               print the table only
              --recordings string   directory of the recordings (default "Tests/Recordings")
              --report string       write every difference to this JSON file
              --start string        command that starts the server; {config} stands for the configuration file
        """

    /// Runs the command with the arguments behind its name.
    /// - Returns: 0 when every answer fits, else 1.
    static func run(arguments: [String]) async -> Int32 {
        do {
            let flags = try ConformanceFlags(arguments, command: "minihydra-server conformance")
            if flags.wantsHelp {
                print("\(about)\n\n\(usage)")
                return 0
            }
            return await play(flags.options)
        } catch {
            complain("Error: \(error)\n\(usage)\n\n")
            return 1
        }
    }

    private static func play(_ options: ConformanceRun.Options) async -> Int32 {
        do {
            let passed = try await ConformanceRun(options: options).run { line in
                print(line)
                fflush(nil)
            }
            return passed ? 0 : 1
        } catch {
            complain("Error: \(error)\n")
            return 1
        }
    }

    private static func complain(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(STDERR_FILENO, bytes, bytes.count)
    }
}
