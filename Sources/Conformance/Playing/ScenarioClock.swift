#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The time of a play. A server in the same process can share a clock that is moved instead of waited for.
package protocol ScenarioClock: Sendable {
    /// Seconds since 1970.
    func now() -> Double
    /// Lets so many seconds go by.
    func advance(by seconds: Double) async
}

/// The machine's clock: time goes by as slowly as it does.
package struct SystemClock: ScenarioClock {
    package init() {}

    package func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    package func advance(by seconds: Double) async {
        try? await Task.sleep(for: .seconds(seconds))
    }
}
