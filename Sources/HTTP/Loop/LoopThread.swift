import CPoll

/// A thread with a stack that deep recursion fits in.
struct LoopThread: Sendable {
    private let handle: UInt
    /// Bytes; the system provides them as they are touched.
    private static let stackSize = 16 << 20

    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts a thread; nil when the system has none left.
    init?(_ run: @escaping @Sendable () -> Void) {
        var handle: UInt = 0
        let body = Unmanaged.passRetained(Body(run))
        let error = cpoll_thread_start(
            &handle, Self.stackSize,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, body.toOpaque())
        guard error == 0 else {
            body.release()
            return nil
        }
        self.handle = handle
    }

    /// Waits for the thread's end; once.
    func join() { cpoll_thread_join(handle) }
}
