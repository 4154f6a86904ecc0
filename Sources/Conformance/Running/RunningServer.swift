import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The process group of the server that runs for this process: it ends with it, also at Ctrl-C.
enum RunningServer {
    private static let group = Atomic<pid_t>(0)

    /// Notes the group and, the first time, what is to be done at signals.
    static func begin(_ identifier: pid_t) {
        if group.exchange(identifier, ordering: .relaxed) != 0 { return }
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { number in
                let identifier = RunningServer.group.load(ordering: .relaxed)
                if identifier > 0 { killpg(identifier, SIGTERM) }
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    /// Notes that it has ended.
    static func end() {
        group.store(-1, ordering: .relaxed)
    }
}
