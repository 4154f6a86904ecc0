import GoText
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The time of the machine.
package struct SystemClock: Clock {
    package init() {}

    package func now() -> GoTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return GoTime(seconds: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec))
    }
}

/// The time of the machine, moved by as much as a test wants.
public final class MovableClock: Clock {
    private let offset = Mutex<Int64>(0)

    /// A clock that shows the machine's time until it is moved.
    public init() {}

    /// Moves the time on.
    ///
    /// - Parameter seconds: how far; fractions count.
    public func advance(bySeconds seconds: Double) {
        offset.withLock { $0 += Int64(seconds * 1_000_000_000) }
    }

    package func now() -> GoTime {
        SystemClock().now().adding(GoDuration(nanoseconds: offset.withLock { $0 }))
    }
}
