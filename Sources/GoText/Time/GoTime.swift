/// A moment, written in UTC.
package struct GoTime: Sendable, Hashable, Comparable {
    /// Seconds since 1970.
    package var seconds: Int64
    /// 0 to 999,999,999.
    package var nanoseconds: Int32

    /// A moment by its seconds since 1970 and the nanoseconds beyond.
    package init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    package static func < (left: GoTime, right: GoTime) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }

    /// The moment so much later; beyond all years it wraps around as in Go.
    package func adding(_ duration: GoDuration) -> GoTime {
        var later = seconds &+ duration.nanoseconds / 1_000_000_000
        var rest = nanoseconds + Int32(duration.nanoseconds % 1_000_000_000)
        if rest < 0 {
            rest += 1_000_000_000
            later &-= 1
        } else if rest >= 1_000_000_000 {
            rest -= 1_000_000_000
            later &+= 1
        }
        return GoTime(seconds: later, nanoseconds: rest)
    }

    /// The time since another moment, at most what a duration holds (Time.Sub).
    package func since(_ other: GoTime) -> GoDuration {
        let (difference, overflows) = seconds.subtractingReportingOverflow(other.seconds)
        let (product, productOverflows) = difference.multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, sumOverflows) = product.addingReportingOverflow(Int64(nanoseconds - other.nanoseconds))
        if overflows || productOverflows || sumOverflows {
            return GoDuration(nanoseconds: self < other ? .min : .max)
        }
        return GoDuration(nanoseconds: sum)
    }

    /// The nearest second, halves up.
    package var roundedToSecond: GoTime { GoTime(seconds: nanoseconds >= 500_000_000 ? seconds &+ 1 : seconds) }

    /// The second that it is in.
    package var truncatedToSecond: GoTime { GoTime(seconds: seconds) }

    /// The microsecond that it is in.
    package var truncatedToMicrosecond: GoTime {
        GoTime(seconds: seconds, nanoseconds: nanoseconds - nanoseconds % 1_000)
    }

    /// `2026-01-02T03:04:05Z`.
    package var rfc3339: String {
        var text: [UInt8] = []
        appendDateAndTime(to: &text)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// `2026-01-02T03:04:05.006Z`, with as many digits of the fraction as it needs.
    package var rfc3339Nano: String {
        guard nanoseconds > 0 else { return rfc3339 }
        var text: [UInt8] = []
        appendDateAndTime(to: &text)
        text.append(UInt8(ascii: "."))
        Self.append(Int64(nanoseconds), width: 9, to: &text)
        while text.last == UInt8(ascii: "0") { text.removeLast() }
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// `Fri, 02 Jan 2026 03:04:05 GMT` (RFC 9110 section 5.6.7).
    package var httpDate: String {
        let days = CivilDate.floor(seconds, 86_400)
        let date = CivilDate(days: days)
        let weekday = (days % 7 + 7) % 7
        var text: [UInt8] = []
        text.append(contentsOf: "ThuFriSatSunMonTueWed".utf8.dropFirst(Int(weekday) * 3).prefix(3))
        text.append(contentsOf: ", ".utf8)
        Self.append(date.day, width: 2, to: &text)
        text.append(UInt8(ascii: " "))
        let months = "JanFebMarAprMayJunJulAugSepOctNovDec"
        text.append(contentsOf: months.utf8.dropFirst(Int(date.month - 1) * 3).prefix(3))
        text.append(UInt8(ascii: " "))
        Self.append(date.year, width: 4, to: &text)
        text.append(UInt8(ascii: " "))
        appendClock(to: &text)
        text.append(contentsOf: " GMT".utf8)
        return String(decoding: text, as: UTF8.self)
    }

    /// `2026-01-02 03:04:05 +0000 UTC`: what Go prints of a time, here without the fraction of its second.
    package var goText: String {
        String(rfc3339.dropLast().map { $0 == "T" ? " " : $0 }) + " +0000 UTC"
    }

    private func appendDateAndTime(to text: inout [UInt8]) {
        text.reserveCapacity(32)
        let date = CivilDate(days: CivilDate.floor(seconds, 86_400))
        Self.append(date.year, width: 4, to: &text)
        text.append(UInt8(ascii: "-"))
        Self.append(date.month, width: 2, to: &text)
        text.append(UInt8(ascii: "-"))
        Self.append(date.day, width: 2, to: &text)
        text.append(UInt8(ascii: "T"))
        appendClock(to: &text)
    }

    private func appendClock(to text: inout [UInt8]) {
        let second = (seconds % 86_400 + 86_400) % 86_400
        Self.append(second / 3_600, width: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        Self.append(second / 60 % 60, width: 2, to: &text)
        text.append(UInt8(ascii: ":"))
        Self.append(second % 60, width: 2, to: &text)
    }

    private static func append(_ value: Int64, width: Int, to text: inout [UInt8]) {
        if value < 0 { text.append(UInt8(ascii: "-")) }
        let digits = String(value.magnitude).utf8
        text.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, width - digits.count)))
        text.append(contentsOf: digits)
    }
}

extension GoTime: CustomStringConvertible {
    package var description: String { rfc3339Nano }
}
