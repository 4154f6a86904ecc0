/// A moment in UTC.
package struct GoTime: Sendable, Hashable, Comparable {
    /// Since 1970.
    package var seconds: Int64
    /// 0 to 999,999,999.
    package var nanoseconds: Int32

    package init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    package static func < (a: GoTime, b: GoTime) -> Bool {
        (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
    }

    package func adding(_ duration: GoDuration) -> GoTime {
        let sum = Int64(nanoseconds) + duration.nanoseconds % 1_000_000_000
        let carry = Self.floorDivide(sum, 1_000_000_000)
        return GoTime(
            seconds: seconds + duration.nanoseconds / 1_000_000_000 + carry,
            nanoseconds: Int32(sum - carry * 1_000_000_000))
    }

    /// The time that has passed since another moment.
    package func since(_ other: GoTime) -> GoDuration {
        GoDuration(nanoseconds: (seconds - other.seconds) * 1_000_000_000 + Int64(nanoseconds - other.nanoseconds))
    }

    package var roundedToSecond: GoTime { GoTime(seconds: seconds + (nanoseconds >= 500_000_000 ? 1 : 0)) }
    package var truncatedToSecond: GoTime { GoTime(seconds: seconds) }
    package var truncatedToMicrosecond: GoTime { GoTime(seconds: seconds, nanoseconds: nanoseconds / 1000 * 1000) }

    /// `2026-01-02T03:04:05Z`.
    package var rfc3339: String { dateAndTime + "Z" }

    /// With nanoseconds, zeros at their end left out.
    package var rfc3339Nano: String {
        guard nanoseconds > 0 else { return rfc3339 }
        let digits = String(nanoseconds)
        var fraction = String(repeating: "0", count: 9 - digits.count) + digits
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return dateAndTime + "." + fraction + "Z"
    }

    private var dateAndTime: String {
        let parts = civil
        return "\(Self.padded(parts.year, 4))-\(Self.padded(parts.month, 2))-\(Self.padded(parts.day, 2))T\(clock)"
    }

    private var clock: String {
        let second = seconds - Self.floorDivide(seconds, 86400) * 86400
        return "\(Self.padded(second / 3600, 2)):\(Self.padded(second / 60 % 60, 2)):\(Self.padded(second % 60, 2))"
    }

    /// `Fri, 02 Jan 2026 03:04:05 GMT`.
    package var httpDate: String {
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let days = Self.floorDivide(seconds, 86400)
        let parts = civil
        let weekday = weekdays[Int(days - Self.floorDivide(days, 7) * 7)]
        return "\(weekday), \(Self.padded(parts.day, 2)) \(months[Int(parts.month) - 1]) \(Self.padded(parts.year, 4)) \(clock) GMT"
    }

    /// The Gregorian date, by Howard Hinnant's arithmetic over eras of 400 years.
    private var civil: (year: Int64, month: Int64, day: Int64) {
        let shifted = Self.floorDivide(seconds, 86400) + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = floorDivide(year, 400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
        let quotient = value / by
        return value % by < 0 ? quotient - 1 : quotient
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// Text that is no time, in Go's words.
package struct GoTimeError: Error, Sendable, Hashable, CustomStringConvertible {
    package let message: String
    package var description: String { message }
}

extension GoTime {
    /// time.Parse with the layout of RFC 3339; the zone is turned into UTC.
    package static func parseRFC3339(_ text: String) throws(GoTimeError) -> GoTime {
        var reader = TimeReader(text: text)
        let year = try reader.number(4, "2006")
        try reader.separator("-")
        let month = try reader.number(2, "01", 1...12, "month")
        try reader.separator("-")
        let day = try reader.number(2, "02")
        try reader.separator("T")
        let hour = try reader.number(2, "15", 0...23, "hour")
        try reader.separator(":")
        let minute = try reader.number(2, "04", 0...59, "minute")
        try reader.separator(":")
        let second = try reader.number(2, "05", 0...59, "second")
        let nanoseconds = reader.fraction()
        let offset = try reader.zone()
        if !reader.rest.isEmpty {
            throw GoTimeError(message: "parsing time \(goQuoted(text)): extra text: \(goQuoted(String(reader.rest)))")
        }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day >= 1, day <= lengths[Int(month) - 1] else { throw reader.outOfRange("day") }
        let seconds = days(year: year, month: month, day: day) * 86400 + hour * 3600 + minute * 60 + second - offset
        return GoTime(seconds: seconds, nanoseconds: nanoseconds)
    }
}

/// Takes a time apart from left to right.
private struct TimeReader {
    let text: String
    var rest: Substring

    init(text: String) {
        self.text = text
        rest = Substring(text)
    }

    func failure(_ element: String) -> GoTimeError {
        GoTimeError(
            message: "parsing time \(goQuoted(text)) as \"2006-01-02T15:04:05Z07:00\": cannot parse "
                + "\(goQuoted(String(rest))) as \"\(element)\"")
    }

    func outOfRange(_ what: String) -> GoTimeError {
        GoTimeError(message: "parsing time \(goQuoted(text)): \(what) out of range")
    }

    mutating func number(
        _ width: Int, _ element: String, _ range: ClosedRange<Int64>? = nil, _ what: String = ""
    ) throws(GoTimeError) -> Int64 {
        let digits = rest.utf8.prefix(width)
        guard digits.count == width, digits.allSatisfy({ $0 &- 0x30 < 10 }), let value = Int64(Substring(digits)) else {
            throw failure(element)
        }
        if let range, !range.contains(value) {
            rest = rest.dropFirst(width)
            throw outOfRange(what)
        }
        rest = rest.dropFirst(width)
        return value
    }

    mutating func separator(_ text: String) throws(GoTimeError) {
        guard rest.hasPrefix(text) else { throw failure(text) }
        rest = rest.dropFirst()
    }

    /// Digits behind a point or a comma; those beyond nine are dropped.
    mutating func fraction() -> Int32 {
        guard let mark = rest.first, mark == "." || mark == ",", let next = rest.dropFirst().utf8.first, next &- 0x30 < 10
        else { return 0 }
        let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(1 + digits.count)
        let nine = String(digits.prefix(9))
        return Int32(nine + String(repeating: "0", count: 9 - nine.count)) ?? 0
    }

    /// `Z`, or hours and minutes ahead of UTC.
    mutating func zone() throws(GoTimeError) -> Int64 {
        if rest.hasPrefix("Z") {
            rest = rest.dropFirst()
            return 0
        }
        let bytes = Array(rest.utf8.prefix(6))
        guard bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
            bytes[3] == UInt8(ascii: ":"), let hours = Int64(String(decoding: bytes[1...2], as: UTF8.self)),
            let minutes = Int64(String(decoding: bytes[4...5], as: UTF8.self))
        else { throw failure("Z07:00") }
        if hours > 24 { throw outOfRange("time zone offset hour") }
        if minutes > 60 { throw outOfRange("time zone offset minute") }
        rest = rest.dropFirst(6)
        return (bytes[0] == UInt8(ascii: "-") ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}
