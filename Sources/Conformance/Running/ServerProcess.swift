#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A server under test as a process of its own, with its children in a group of their own.
struct ServerProcess {
    private let identifier: pid_t
    private var exitStatus: Int32?

    /// Starts a program, looked for along PATH.
    /// - Parameters:
    ///   - words: the program and its arguments.
    ///   - logPath: the file that its output is added to.
    init(words: [String], logPath: String) throws(SuiteError) {
        guard let program = words.first else { throw SuiteError("no command to start the server") }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Threads of this process block signals, and it may ignore some: the server is to have none of that.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, logPath, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        let arguments = CStrings(words)
        let environment = CStrings(try Self.environment())
        var identifier: pid_t = 0
        let problem = posix_spawnp(
            &identifier, program, &actions, &attributes, arguments.pointers, environment.pointers)
        guard problem == 0 else { throw SuiteError("start \(program): \(String(cString: strerror(problem)))") }
        self.identifier = identifier
        RunningServer.begin(identifier)
    }

    /// The status with which the process has ended; nil while it runs.
    mutating func status() -> Int32? {
        if exitStatus == nil {
            var status: Int32 = 0
            if waitpid(identifier, &status, WNOHANG) == identifier {
                RunningServer.end()
                exitStatus = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
            }
        }
        return exitStatus
    }

    /// Asks it to end, and kills it when it does not within 8 s.
    mutating func stop() async {
        guard status() == nil else { return }
        killpg(identifier, SIGTERM)
        let start = ContinuousClock.now
        while status() == nil {
            if start.duration(to: .now) > .seconds(8) { killpg(identifier, SIGKILL) }
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    /// The environment that this process was started with.
    private static func environment() throws(SuiteError) -> [String] {
        try FileSystem.contents(of: "/proc/self/environ").split(separator: 0)
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
