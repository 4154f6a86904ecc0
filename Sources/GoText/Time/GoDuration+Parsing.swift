extension GoDuration {
    /// Reads `1h30m`, `-1.5s`, `0` (time.ParseDuration).
    ///
    /// - Throws: `time: invalid duration "soon"`, `time: missing unit in duration "300"`,
    ///   `time: unknown unit "d" in duration "1d"`.
    package static func parse(_ text: String) throws(GoDurationError) -> GoDuration {
        let largest = UInt64(1) << 63
        var rest = text.utf8[...]
        let sign = rest.first
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
        if rest.elementsEqual("0".utf8) { return GoDuration(nanoseconds: 0) }
        if rest.isEmpty { throw invalid(text) }
        var total: UInt64 = 0
        while !rest.isEmpty {
            let part = try takePart(&rest, of: text)
            let (sum, overflows) = total.addingReportingOverflow(part)
            if overflows || sum > largest { throw invalid(text) }
            total = sum
        }
        if sign == UInt8(ascii: "-") { return GoDuration(nanoseconds: 0 &- Int64(truncatingIfNeeded: total)) }
        if total == largest { throw invalid(text) }
        return GoDuration(nanoseconds: Int64(total))
    }

    /// Takes a number and its unit.
    private static func takePart(
        _ rest: inout Substring.UTF8View, of text: String
    ) throws(GoDurationError) -> UInt64 {
        let whole = rest.prefix(while: isDigit)
        rest = rest[whole.endIndex...]
        // A number too large is told before its unit is looked at.
        guard let value = whole.isEmpty ? 0 : UInt64(Substring(whole)), value <= 1 << 63 else { throw invalid(text) }
        var fraction = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = rest.prefix(while: isDigit)
            rest = rest[fraction.endIndex...]
        }
        if whole.isEmpty, fraction.isEmpty { throw invalid(text) }
        let name = rest.prefix { $0 != UInt8(ascii: ".") && !isDigit($0) }
        rest = rest[name.endIndex...]
        if name.isEmpty { throw GoDurationError(message: "time: missing unit in duration \(timeQuoted(text))") }
        guard let unit = unit(Substring(name)) else {
            throw GoDurationError(
                message: "time: unknown unit \(timeQuoted(Substring(name))) in duration \(timeQuoted(text))")
        }
        let (product, overflows) = value.multipliedReportingOverflow(by: unit)
        if overflows || product > 1 << 63 { throw invalid(text) }
        let sum = product + nanoseconds(fraction, of: unit)
        if sum > 1 << 63 { throw invalid(text) }
        return sum
    }

    /// Digits beyond what fits are dropped; the product is one of floating point, as in Go.
    private static func nanoseconds(_ fraction: Substring.UTF8View, of unit: UInt64) -> UInt64 {
        var value: UInt64 = 0
        var scale = 1.0
        for digit in fraction {
            guard value <= UInt64(Int64.max) / 10 else { break }
            let next = value * 10 + UInt64(digit - UInt8(ascii: "0"))
            guard next <= 1 << 63 else { break }
            value = next
            scale *= 10
        }
        return UInt64(Double(value) * (Double(unit) / scale))
    }

    private static func unit(_ name: Substring) -> UInt64? {
        switch name {
        case "ns": 1
        // The micro sign and the Greek letter.
        case "us", "\u{B5}s", "\u{3BC}s": 1_000
        case "ms": 1_000_000
        case "s": 1_000_000_000
        case "m": 60_000_000_000
        case "h": 3_600_000_000_000
        default: nil
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    private static func invalid(_ text: String) -> GoDurationError {
        GoDurationError(message: "time: invalid duration \(timeQuoted(text))")
    }
}
