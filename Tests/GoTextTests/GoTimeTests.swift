import GoText
import Testing

struct GoTimeTests {
    private func message(_ text: String) -> String? {
        do {
            _ = try GoTime.parseRFC3339(text)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        ("yesterday", "yesterday", "2006"), ("", "", "2006"), ("20x6-01-01", "20x6-01-01", "2006"),
        ("202", "202", "2006"),
        ("2099", "", "-"), ("2099/01", "/01", "-"), ("2099-1-1T00:00:00Z", "1-1T00:00:00Z", "01"), ("2099-", "", "01"),
        ("2099-01-1T", "1T", "02"), ("2099-01-01", "", "T"), ("2099-01-01 00:00:00Z", " 00:00:00Z", "T"),
        ("2099-01-01t00:00:00Z", "t00:00:00Z", "T"), ("2099-01-01T", "", "15"), ("2099-01-01Tx", "x", "15"),
        ("2099-01-01T00", "", ":"), ("2099-01-01T00:0", "0", "04"), ("2099-01-01T00:00:x", "x", "05"),
        ("2099-01-01T00:00:00", "", "Z07:00"), ("2099-01-01T00:00:00z", "z", "Z07:00"),
        ("2099-01-01T00:00:00+0100", "+0100", "Z07:00"), ("2099-01-01T00:00:00.Z", ".Z", "Z07:00"),
        ("2099-01-01T00:00:00*01:00", "*01:00", "Z07:00"), ("2099-01-01T00:00:00+0x:00", "+0x:00", "Z07:00"),
        ("2099-01-01Tü", "\\xc3\\xbc", "15"),
    ])
    func tellsWhatIsMalformed(text: String, rest: String, element: String) {
        let value = text.replacing("ü", with: "\\xc3\\xbc")
        let layout = "2006-01-02T15:04:05Z07:00"
        #expect(
            message(text) == "parsing time \"\(value)\" as \"\(layout)\": cannot parse \"\(rest)\" as \"\(element)\"")
    }

    @Test(arguments: [
        ("2099-13-01T00:00:00Z", "month out of range"), ("2099-00-01T00:00:00Z", "month out of range"),
        ("2099-02-29T00:00:00Z", "day out of range"), ("2099-01-00T00:00:00Z", "day out of range"),
        ("2099-01-32T00:00:00Z", "day out of range"), ("2099-01-01T24:00:00Z", "hour out of range"),
        ("2099-01-01T00:60:00Z", "minute out of range"), ("2099-01-01T00:00:60Z", "second out of range"),
        ("2099-01-01T00:00:00+25:00", "time zone offset hour out of range"),
        ("2099-01-01T00:00:00+00:61", "time zone offset minute out of range"),
        ("2099-01-01T00:00:00Zx", "extra text: \"x\""), ("2099-02-30T00:00:00+01:00 y", "extra text: \" y\""),
        ("2099-01-01T00:00:00Z\"", "extra text: \"\\\"\""),
    ])
    func tellsWhatIsOutOfRange(text: String, reason: String) {
        let value = text.replacing("\"", with: "\\\"")
        #expect(message(text) == "parsing time \"\(value)\": \(reason)")
    }

    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0, 0, "1970-01-01T00:00:00Z"),
            ("2026-01-02T03:04:05Z", 1_767_323_045, 0, "2026-01-02T03:04:05Z"),
            ("2026-01-02T3:04:05Z", 1_767_323_045, 0, "2026-01-02T03:04:05Z"),
            ("2026-01-02T03:04:05,5Z", 1_767_323_045, 500_000_000, "2026-01-02T03:04:05.5Z"),
            ("2026-01-02T03:04:05.123456789Z", 1_767_323_045, 123_456_789, "2026-01-02T03:04:05.123456789Z"),
            ("2026-01-02T03:04:05.1234567899Z", 1_767_323_045, 123_456_789, "2026-01-02T03:04:05.123456789Z"),
            ("2026-01-02T05:34:05+02:30", 1_767_323_045, 0, "2026-01-02T03:04:05Z"),
            ("2026-01-02T03:04:05-24:60", 1_767_413_045, 0, "2026-01-03T04:04:05Z"),
            ("2024-02-29T23:59:59Z", 1_709_251_199, 0, "2024-02-29T23:59:59Z"),
            ("0001-01-01T00:00:00Z", -62_135_596_800, 0, "0001-01-01T00:00:00Z"),
            ("0000-01-01T00:00:00Z", -62_167_219_200, 0, "0000-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59.000001Z", 253_402_300_799, 1_000, "9999-12-31T23:59:59.000001Z"),
            ("1900-03-01T00:00:00Z", -2_203_891_200, 0, "1900-03-01T00:00:00Z"),
        ] as [(String, Int64, Int32, String)])
    func reads(text: String, seconds: Int64, nanoseconds: Int32, written: String) throws {
        let time = try GoTime.parseRFC3339(text)
        #expect(time == GoTime(seconds: seconds, nanoseconds: nanoseconds))
        #expect(time.rfc3339Nano == written)
        #expect(try GoTime.parseRFC3339(written) == time)
    }

    @Test func writes() {
        let time = GoTime(seconds: 1_767_323_045, nanoseconds: 123_456_789)
        #expect(time.rfc3339 == "2026-01-02T03:04:05Z")
        #expect(time.httpDate == "Fri, 02 Jan 2026 03:04:05 GMT")
        #expect(GoTime(seconds: 0).httpDate == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(GoTime(seconds: -1).httpDate == "Wed, 31 Dec 1969 23:59:59 GMT")
        #expect(GoTime(seconds: 1_709_251_199).httpDate == "Thu, 29 Feb 2024 23:59:59 GMT")
        #expect(time.roundedToSecond == GoTime(seconds: 1_767_323_045))
        #expect(GoTime(seconds: 1, nanoseconds: 500_000_000).roundedToSecond == GoTime(seconds: 2))
        #expect(time.truncatedToSecond == GoTime(seconds: 1_767_323_045))
        #expect(time.truncatedToMicrosecond.nanoseconds == 123_456_000)
    }

    @Test func counts() {
        let time = GoTime(seconds: 10, nanoseconds: 600_000_000)
        #expect(time.adding(GoDuration(nanoseconds: 500_000_000)) == GoTime(seconds: 11, nanoseconds: 100_000_000))
        #expect(time.adding(GoDuration(nanoseconds: -700_000_000)) == GoTime(seconds: 9, nanoseconds: 900_000_000))
        #expect(time.adding(.hours(-1)) == GoTime(seconds: -3_590, nanoseconds: 600_000_000))
        #expect(time.since(GoTime(seconds: 9, nanoseconds: 700_000_000)) == GoDuration(nanoseconds: 900_000_000))
        #expect(GoTime(seconds: .max).since(GoTime(seconds: 0)).nanoseconds == .max)
        #expect(GoTime(seconds: .min).since(GoTime(seconds: 1)).nanoseconds == .min)
        _ = GoTime(seconds: .max).adding(.hours(1))
        _ = GoTime(seconds: .max, nanoseconds: 600_000_000).roundedToSecond
        _ = GoTime(seconds: .max).rfc3339
        _ = GoTime(seconds: .min).rfc3339
        #expect(time < GoTime(seconds: 10, nanoseconds: 700_000_000))
    }

    @Test func asGoPrintsIt() {
        #expect(GoTime(seconds: 1_767_225_600, nanoseconds: 5).goText == "2026-01-01 00:00:00 +0000 UTC")
    }
}
