extension GoTime {
    /// Reads a time in the layout of RFC 3339 with what time.Parse lets pass beside it: an hour of one digit, a comma
    /// before the fraction.
    ///
    /// - Throws: `parsing time "V" as "2006-01-02T15:04:05Z07:00": cannot parse "REST" as "ELEMENT"`,
    ///   `parsing time "V": month out of range`, `parsing time "V": extra text: "x"`.
    package static func parseRFC3339(_ text: String) throws(GoTimeError) -> GoTime {
        var reader = TimeReader(text)
        let year = try reader.takeYear()
        try reader.take("-")
        let month = try reader.takeNumber("01", 1...12, "month")
        try reader.take("-")
        let day = try reader.takeNumber("02", 0...99, "day")
        try reader.take("T")
        let hour = try reader.takeNumber("15", 0...23, "hour")
        try reader.take(":")
        let minute = try reader.takeNumber("04", 0...59, "minute")
        try reader.take(":")
        let second = try reader.takeNumber("05", 0...59, "second")
        let nanoseconds = reader.takeFraction()
        let offset = try reader.takeZone()
        try reader.checkEnd()
        // Go looks at the day last, for the month has to be known.
        guard day >= 1, day <= CivilDate.length(ofMonth: month, year: year) else { throw reader.outOfRange("day") }
        let days = CivilDate(year: year, month: month, day: day).days
        let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - offset
        return GoTime(seconds: seconds, nanoseconds: nanoseconds)
    }
}

/// Takes the elements of a time from left to right.
private struct TimeReader {
    private let text: String
    private var rest: Substring.UTF8View

    init(_ text: String) {
        self.text = text
        rest = text.utf8[...]
    }

    func outOfRange(_ element: String) -> GoTimeError {
        GoTimeError(message: "parsing time \(timeQuoted(text)): \(element) out of range")
    }

    private func unreadable(_ element: String) -> GoTimeError {
        let layout = "\"2006-01-02T15:04:05Z07:00\""
        let remainder = timeQuoted(Substring(rest))
        return GoTimeError(
            message: "parsing time \(timeQuoted(text)) as \(layout): cannot parse \(remainder) as \"\(element)\"")
    }

    func checkEnd() throws(GoTimeError) {
        if !rest.isEmpty {
            throw GoTimeError(message: "parsing time \(timeQuoted(text)): extra text: \(timeQuoted(Substring(rest)))")
        }
    }

    mutating func take(_ separator: Unicode.Scalar) throws(GoTimeError) {
        guard rest.first == UInt8(ascii: separator) else { throw unreadable(String(separator)) }
        rest.removeFirst()
    }

    mutating func takeYear() throws(GoTimeError) -> Int64 {
        let digits = rest.prefix(4)
        guard digits.count == 4, digits.allSatisfy(Self.isDigit) else { throw unreadable("2006") }
        rest = rest.dropFirst(4)
        return Self.number(digits)
    }

    /// Takes two digits, or one of an hour.
    mutating func takeNumber(
        _ element: String, _ range: ClosedRange<Int64>, _ name: String
    ) throws(GoTimeError) -> Int64 {
        let digits = rest.prefix(2).prefix(while: Self.isDigit)
        guard digits.count == 2 || digits.count == 1 && element == "15" else { throw unreadable(element) }
        let value = Self.number(digits)
        guard range.contains(value) else { throw outOfRange(name) }
        rest = rest[digits.endIndex...]
        return value
    }

    /// Takes a fraction of a second, in nanoseconds; digits beyond are dropped.
    mutating func takeFraction() -> Int32 {
        guard rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") else { return 0 }
        let digits = rest.dropFirst().prefix(while: Self.isDigit)
        if digits.isEmpty { return 0 }
        rest = rest[digits.endIndex...]
        var value: Int32 = 0
        var count = 0
        for digit in digits.prefix(9) {
            value = value * 10 + Int32(digit - UInt8(ascii: "0"))
            count += 1
        }
        for _ in count..<9 { value *= 10 }
        return value
    }

    /// Takes `Z` or `+01:00`: the seconds ahead of UTC. Go lets 24 hours and 60 minutes pass.
    mutating func takeZone() throws(GoTimeError) -> Int64 {
        if rest.first == UInt8(ascii: "Z") {
            rest.removeFirst()
            return 0
        }
        let zone = Array(rest.prefix(6))
        guard zone.count == 6, zone[3] == UInt8(ascii: ":"),
            Self.isDigit(zone[1]), Self.isDigit(zone[2]), Self.isDigit(zone[4]), Self.isDigit(zone[5])
        else { throw unreadable("Z07:00") }
        let hours = Self.number(zone[1...2])
        let minutes = Self.number(zone[4...5])
        if minutes > 60 { throw outOfRange("time zone offset minute") }
        if hours > 24 { throw outOfRange("time zone offset hour") }
        let offset = hours * 3_600 + minutes * 60
        switch zone[0] {
        case UInt8(ascii: "+"):
            rest = rest.dropFirst(6)
            return offset
        case UInt8(ascii: "-"):
            rest = rest.dropFirst(6)
            return -offset
        default: throw unreadable("Z07:00")
        }
    }

    private static func number(_ digits: some Sequence<UInt8>) -> Int64 {
        digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
