import CPoll
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A socket that listens.
final class Listener: Sendable {
    private let descriptor: Mutex<Int32>
    /// The socket's file, removed when it is closed.
    private let path: String?

    init(descriptor: Int32, path: String? = nil) {
        self.descriptor = Mutex(descriptor)
        self.path = path
    }

    deinit {
        close()
    }

    /// A descriptor of its own for a loop.
    func duplicate() throws(ServerError) -> Int32 {
        let (copy, error) = descriptor.withLock { descriptor in
            let copy = cpoll_duplicate(descriptor)
            return (copy, errno)
        }
        guard copy >= 0 else { throw .system(call: "dup", error: error) }
        return copy
    }

    /// Stops listening at once; loops close their copies themselves.
    func close() {
        let closed = descriptor.withLock { descriptor in
            defer { descriptor = -1 }
            return descriptor
        }
        guard closed >= 0 else { return }
        if let path { unlink(path) }
        _ = shutdown(closed, Int32(SHUT_RDWR))
        cpoll_close(closed)
    }
}
