import GoText
import Testing

struct GoDurationTests {
    private func message(_ text: String) -> String? {
        do {
            _ = try GoDuration.parse(text)
            return nil
        } catch {
            return error.message
        }
    }

    @Test(arguments: [
        ("", "time: invalid duration \"\""), ("-", "time: invalid duration \"-\""),
        ("+", "time: invalid duration \"+\""),
        ("soon", "time: invalid duration \"soon\""), (" 1h", "time: invalid duration \" 1h\""),
        (".", "time: invalid duration \".\""), (".s", "time: invalid duration \".s\""),
        ("--1s", "time: invalid duration \"--1s\""), ("1h ", "time: unknown unit \"h \" in duration \"1h \""),
        ("9223372036854775808ns", "time: invalid duration \"9223372036854775808ns\""),
        ("99999999999999999999", "time: invalid duration \"99999999999999999999\""),
        ("2562048h", "time: invalid duration \"2562048h\""),
        ("300", "time: missing unit in duration \"300\""), ("1h5", "time: missing unit in duration \"1h5\""),
        ("1.5", "time: missing unit in duration \"1.5\""), ("1.", "time: missing unit in duration \"1.\""),
        ("1d", "time: unknown unit \"d\" in duration \"1d\""),
        ("1h 5m", "time: unknown unit \"h \" in duration \"1h 5m\""),
        ("1h-5m", "time: unknown unit \"h-\" in duration \"1h-5m\""),
        ("1H", "time: unknown unit \"H\" in duration \"1H\""),
        ("1ü", "time: unknown unit \"\\xc3\\xbc\" in duration \"1\\xc3\\xbc\""),
        ("a\"\\\n", "time: invalid duration \"a\\\"\\\\\\x0a\""), ("00", "time: missing unit in duration \"00\""),
    ])
    func refuses(text: String, expected: String) {
        #expect(message(text) == expected)
    }

    @Test(
        arguments: [
            ("0", 0, "0s"), ("+0", 0, "0s"), ("-0", 0, "0s"), ("0s", 0, "0s"), ("1ns", 1, "1ns"), ("-1ns", -1, "-1ns"),
            ("1us", 1_000, "1µs"), ("1µs", 1_000, "1µs"), ("1μs", 1_000, "1µs"), ("1500ns", 1_500, "1.5µs"),
            ("1.5ms", 1_500_000, "1.5ms"), ("1500ms", 1_500_000_000, "1.5s"), (".5h", 1_800_000_000_000, "30m0s"),
            ("1.h", 3_600_000_000_000, "1h0m0s"), ("37.5h", 135_000_000_000_000, "37h30m0s"),
            ("90s", 90_000_000_000, "1m30s"),
            ("-1h1m1.000000001s", -3_661_000_000_001, "-1h1m1.000000001s"), ("1m1h", 3_660_000_000_000, "1h1m0s"),
            ("9223372036854775807ns", Int64.max, "2562047h47m16.854775807s"),
            ("-9223372036854775808ns", Int64.min, "-2562047h47m16.854775808s"),
            ("0.100000000000000000000h", 360_000_000_000, "6m0s"),
            ("0.9223372036854775807h", 3_320_413_933_267, "55m20.413933267s"),
            ("720h", 2_592_000_000_000_000, "720h0m0s"),
        ] as [(String, Int64, String)])
    func reads(text: String, nanoseconds: Int64, written: String) throws {
        let duration = try GoDuration.parse(text)
        #expect(duration.nanoseconds == nanoseconds)
        #expect(duration.string == written)
        #expect(try GoDuration.parse(written) == duration)
    }

    @Test func counts() {
        #expect(GoDuration.hours(2) == .minutes(120))
        #expect(GoDuration.minutes(1).seconds == 60)
        #expect(GoDuration.seconds(1) < .seconds(2))
        #expect("\(GoDuration.seconds(90))" == "1m30s")
    }

    @Test(arguments: 0..<10)
    func survivesRandomText(seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        let pieces = ["1", "9", "999999", ".", "h", "m", "s", "ms", "us", "µs", "ns", "-", "+", " ", "d", "\u{301}"]
        for _ in 0..<2_000 {
            let text = (0..<Int.random(in: 0..<12, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            guard let duration = try? GoDuration.parse(text) else { continue }
            #expect(try GoDuration.parse(duration.string) == duration)
        }
    }
}
