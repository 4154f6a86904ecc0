/// A time span as Go reads and writes it.
package struct GoDuration: Sendable, Hashable, Comparable {
    package var nanoseconds: Int64

    package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }
    package static func hours(_ value: Int64) -> GoDuration { .seconds(value * 3600) }
    package static func minutes(_ value: Int64) -> GoDuration { .seconds(value * 60) }
    package static func seconds(_ value: Int64) -> GoDuration { GoDuration(nanoseconds: value * 1_000_000_000) }

    package var seconds: Double { Double(nanoseconds) / 1e9 }

    package static func < (a: GoDuration, b: GoDuration) -> Bool { a.nanoseconds < b.nanoseconds }
}

/// Text that is no duration, in Go's words.
package struct GoDurationError: Error, Sendable, Hashable, CustomStringConvertible {
    package let message: String
    package var description: String { message }
}

extension GoDuration {
    private static let units: [String: UInt64] = [
        "ns": 1, "us": 1000, "µs": 1000, "μs": 1000, "ms": 1_000_000, "s": 1_000_000_000, "m": 60_000_000_000,
        "h": 3_600_000_000_000,
    ]

    /// time.ParseDuration.
    package static func parse(_ text: String) throws(GoDurationError) -> GoDuration {
        let quoted = goDurationQuoted(text)
        let invalid = GoDurationError(message: "time: invalid duration \(quoted)")
        var rest = Substring(text).utf8
        var isNegative = false
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            isNegative = sign == UInt8(ascii: "-")
            rest.removeFirst()
        }
        if rest.elementsEqual("0".utf8) { return GoDuration(nanoseconds: 0) }
        if rest.isEmpty { throw invalid }
        var total: UInt64 = 0
        while let first = rest.first {
            guard first == UInt8(ascii: ".") || isDigit(first) else { throw invalid }
            let whole = rest.prefix(while: isDigit)
            rest = rest.dropFirst(whole.count)
            guard let value = whole.isEmpty ? 0 : UInt64(Substring(whole)), value <= 1 << 63 else { throw invalid }
            var fraction = Substring("").utf8
            if rest.first == UInt8(ascii: ".") {
                rest.removeFirst()
                fraction = rest.prefix(while: isDigit)
                rest = rest.dropFirst(fraction.count)
                if whole.isEmpty && fraction.isEmpty { throw invalid }
            }
            let unitText = rest.prefix { $0 != UInt8(ascii: ".") && !isDigit($0) }
            rest = rest.dropFirst(unitText.count)
            if unitText.isEmpty { throw GoDurationError(message: "time: missing unit in duration \(quoted)") }
            guard let unit = units[String(Substring(unitText))] else {
                throw GoDurationError(
                    message: "time: unknown unit \(goDurationQuoted(String(Substring(unitText)))) in duration \(quoted)")
            }
            let (product, overflows) = value.multipliedReportingOverflow(by: unit)
            let part = Double("0." + (fraction.isEmpty ? "0" : String(Substring(fraction)))) ?? 0
            let (sum, sumOverflows) = product.addingReportingOverflow(UInt64(part * Double(unit)))
            let (next, totalOverflows) = total.addingReportingOverflow(sum)
            if overflows || sumOverflows || totalOverflows || next > 1 << 63 { throw invalid }
            total = next
        }
        if isNegative { return GoDuration(nanoseconds: total == 1 << 63 ? .min : -Int64(total)) }
        if total > UInt64(Int64.max) { throw invalid }
        return GoDuration(nanoseconds: Int64(total))
    }

    /// time.Duration.String: `1m30s`, `1.5ms`, `0s`.
    package var string: String {
        if nanoseconds == 0 { return "0s" }
        let magnitude = nanoseconds.magnitude
        let sign = nanoseconds < 0 ? "-" : ""
        if magnitude < 1000 { return "\(sign)\(magnitude)ns" }
        if magnitude < 1_000_000 { return sign + Self.decimal(magnitude, places: 3) + "µs" }
        if magnitude < 1_000_000_000 { return sign + Self.decimal(magnitude, places: 6) + "ms" }
        let minutes = magnitude / 60_000_000_000
        let seconds = Self.decimal(magnitude % 60_000_000_000, places: 9) + "s"
        if minutes == 0 { return sign + seconds }
        if minutes < 60 { return "\(sign)\(minutes)m\(seconds)" }
        return "\(sign)\(minutes / 60)h\(minutes % 60)m\(seconds)"
    }

    private static func decimal(_ value: UInt64, places: Int) -> String {
        var scale: UInt64 = 1
        for _ in 0..<places { scale *= 10 }
        let digits = String(value % scale)
        var fraction = String(repeating: "0", count: places - digits.count) + digits
        while fraction.hasSuffix("0") { fraction.removeLast() }
        return "\(value / scale)" + (fraction.isEmpty ? "" : "." + fraction)
    }

    @Sendable private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}

/// The quoting of package time: control and non-ASCII bytes as `\xc3`.
func goDurationQuoted(_ text: String) -> String {
    var out = "\""
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += "\\" + String(Character(Unicode.Scalar(byte)))
        case 0x20..<0x7F: out.append(Character(Unicode.Scalar(byte)))
        default: out += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
    return out + "\""
}
