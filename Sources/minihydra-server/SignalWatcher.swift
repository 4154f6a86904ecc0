#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ends the server at SIGTERM and SIGINT.
///
/// The two signals are held back from all threads, and one thread waits for them: no code runs in a signal handler.
/// SIGHUP keeps ending the process at once, SIGUSR1 does nothing.
struct SignalWatcher: Sendable {
    /// How long requests that are being answered may take.
    static let grace = Duration.seconds(5)

    private let usage: CommandPath
    private let stop: @Sendable () async -> Bool

    /// - Parameter stop: ends the server; false where a request had to be cut.
    init(usageOf path: CommandPath, stop: @escaping @Sendable () async -> Bool) {
        usage = path
        self.stop = stop
    }

    /// Holds the signals back; to be called before any other thread is started.
    static func prepare() {
        signal(SIGUSR1, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        // Writing beyond a limit of the size of files fails instead, as on a full disk.
        signal(SIGXFSZ, SIG_IGN)
        var signals = watched
        pthread_sigmask(SIG_BLOCK, &signals, nil)
    }

    static func waitForever() -> Never {
        while true { pause() }
    }

    private static var watched: sigset_t {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGTERM)
        sigaddset(&signals, SIGINT)
        return signals
    }

    /// Starts the thread that waits. Returns false when there can be none.
    func start() -> Bool {
        let box = Unmanaged.passRetained(Box(self))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().watcher.wait()
            }, box.toOpaque())
        if code != 0 { box.release() }
        return code == 0
    }

    private final class Box: Sendable {
        let watcher: SignalWatcher
        init(_ watcher: SignalWatcher) { self.watcher = watcher }
    }

    private func wait() -> Never {
        var signals = Self.watched
        var number: Int32 = 0
        while sigwait(&signals, &number) != 0 {}
        let stop = stop
        let usage = usage
        Task.detached { Self.end(isClean: await stop(), usage) }
        // What stops the server may hang too.
        sleep(UInt32(Self.grace.components.seconds) + 1)
        Self.end(isClean: false, usage)
    }

    private static func end(isClean: Bool, _ usage: CommandPath) -> Never {
        if isClean { exit(0) }
        Program.complain(CommandFailure("context deadline exceeded", usageOf: usage).text)
        exit(1)
    }
}
