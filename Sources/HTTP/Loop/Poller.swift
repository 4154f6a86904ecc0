import CPoll

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the system tells about many descriptors: epoll. With CPoll the only place that another system changes.
struct Poller: ~Copyable {
    private let descriptor: Int32
    private let events: UnsafeMutablePointer<cpoll_event>
    private static let capacity = 128

    init() throws(ServerError) {
        descriptor = cpoll_create()
        guard descriptor >= 0 else { throw .system(call: "epoll_create", error: errno) }
        events = .allocate(capacity: Self.capacity)
    }

    deinit {
        events.deallocate()
        close(descriptor)
    }

    /// Reports each change of readiness of a descriptor once.
    func addEdges(_ watched: Int32, key: UInt64) -> Bool { cpoll_add_edges(descriptor, watched, key) == 0 }

    /// Reports a listening descriptor as long as connections wait.
    func addListener(_ watched: Int32, key: UInt64) -> Bool { cpoll_add_shared(descriptor, watched, key) == 0 }

    func remove(_ watched: Int32) { _ = cpoll_remove(descriptor, watched) }

    /// Waits for up to a number of milliseconds, -1 for ever; the count of events for `event(_:)`.
    func wait(milliseconds: Int32) -> Int {
        max(0, Int(cpoll_wait(descriptor, events, Int32(Self.capacity), milliseconds)))
    }

    func event(_ index: Int) -> (key: UInt64, readiness: Readiness) {
        (events[index].key, Readiness(flags: events[index].events))
    }

    /// What can be done with a descriptor now.
    struct Readiness {
        let flags: UInt32

        var canRead: Bool { cpoll_can_read(flags) != 0 }
        var canWrite: Bool { cpoll_can_write(flags) != 0 }
        /// The peer sends no more, or the connection is broken.
        var isHangup: Bool { cpoll_is_hangup(flags) != 0 }
    }
}
