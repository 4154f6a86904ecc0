import CPoll

/// The `Date` line of answers, made once a second.
struct DateLine {
    private var second: Int64 = .min
    private(set) var bytes: [UInt8] = []

    /// `Date: Mon, 02 Jan 2006 15:04:05 GMT` with its line end.
    mutating func refresh() {
        let now = cpoll_seconds()
        guard now != second else { return }
        second = now
        bytes = Array("Date: \(Self.format(now))\r\n".utf8)
    }

    /// The time of RFC 9110 section 5.6.7, from seconds since 1970.
    static func format(_ seconds: Int64) -> String {
        let days = Int(seconds / 86_400)
        let rest = Int(seconds % 86_400)
        // Days since 1970 to a date, by the calendar of 400 years that starts in March.
        let shifted = days + 719_468
        let era = shifted / 146_097
        let day = shifted % 146_097
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
        let ofYear = day - (365 * year + year / 4 - year / 100)
        let month = (5 * ofYear + 2) / 153
        let ofMonth = ofYear - (153 * month + 2) / 5 + 1
        let calendarMonth = month < 10 ? month + 3 : month - 9
        let calendarYear = year + era * 400 + (calendarMonth <= 2 ? 1 : 0)
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = [rest / 3_600, rest / 60 % 60, rest % 60].map(twoDigits).joined(separator: ":")
        return "\(weekdays[days % 7]), \(twoDigits(ofMonth)) \(months[calendarMonth - 1]) \(calendarYear) \(clock) GMT"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
