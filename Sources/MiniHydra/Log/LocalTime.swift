#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Times as Hydra tells them in the zone of the server.
package enum LocalTime {
    /// The time of the machine.
    package static var now: String { text(seconds: Int64(time(nil))) }

    /// RFC 3339 in the local zone, in whole seconds.
    ///
    /// - Parameter seconds: since 1970.
    package static func text(seconds: Int64) -> String {
        var seconds = time_t(seconds)
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil else { return "" }
        let offset = Int(parts.tm_gmtoff) / 60
        let zone = offset == 0 ? "Z" : (offset < 0 ? "-" : "+") + "\(two(abs(offset) / 60)):\(two(abs(offset) % 60))"
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
            + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))\(zone)"
    }

    private static func two(_ number: some BinaryInteger) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
