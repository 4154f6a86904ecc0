/// A span of time as Go's time.Duration: whole nanoseconds, some 292 years at most.
package struct GoDuration: Sendable, Hashable, Comparable {
    package var nanoseconds: Int64

    /// A span of nanoseconds.
    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// A span of hours; what overflows wraps around.
    package static func hours(_ count: Int64) -> GoDuration { GoDuration(nanoseconds: count &* 3_600_000_000_000) }

    /// A span of minutes; what overflows wraps around.
    package static func minutes(_ count: Int64) -> GoDuration { GoDuration(nanoseconds: count &* 60_000_000_000) }

    /// A span of seconds; what overflows wraps around.
    package static func seconds(_ count: Int64) -> GoDuration { GoDuration(nanoseconds: count &* 1_000_000_000) }

    /// The span in seconds.
    package var seconds: Double { Double(nanoseconds) / 1e9 }

    package static func < (left: GoDuration, right: GoDuration) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// `1h0m0s`, `1m30s`, `1.5ms`, `0s` (Duration.String).
    package var string: String {
        let span = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        switch span {
        case 0: return "0s"
        case ..<1_000: return "\(sign)\(span)ns"
        case ..<1_000_000: return sign + Self.decimal(span, 1_000) + "µs"
        case ..<1_000_000_000: return sign + Self.decimal(span, 1_000_000) + "ms"
        default: break
        }
        let minutes = span / 60_000_000_000
        let seconds = Self.decimal(span % 60_000_000_000, 1_000_000_000) + "s"
        if minutes == 0 { return sign + seconds }
        if minutes < 60 { return "\(sign)\(minutes)m\(seconds)" }
        return "\(sign)\(minutes / 60)h\(minutes % 60)m\(seconds)"
    }

    /// A quotient with a fraction without zeros at its end.
    private static func decimal(_ value: UInt64, _ unit: UInt64) -> String {
        var digits = String(value % unit + unit).dropFirst()
        while digits.last == "0" { digits = digits.dropLast() }
        return digits.isEmpty ? String(value / unit) : "\(value / unit).\(digits)"
    }
}

extension GoDuration: CustomStringConvertible {
    package var description: String { string }
}
