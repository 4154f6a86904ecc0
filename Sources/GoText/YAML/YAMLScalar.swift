/// A scalar of YAML and what it stands for.
struct YAMLScalar {
    private static let prefix = "tag:yaml.org,2002:"

    let text: String
    /// Whether it stood without quotes and is no block.
    let isPlain: Bool
    /// In its long form; nil for none.
    let tag: String?

    /// Whether it is the `<<` of a merge.
    var isMerge: Bool { text == "<<" && (tag == nil && isPlain || tag == Self.prefix + "merge") }

    /// The value by the core schema, as yaml.v3 resolves it.
    func value() throws(GoYAMLError) -> JSONValue {
        guard let tag else { return isPlain ? Self.resolved(text) : .string(text) }
        guard tag.hasPrefix(Self.prefix) else { return .string(text) }
        switch tag.dropFirst(Self.prefix.count) {
        case "bool", "int", "float", "null": return Self.resolved(text)
        case "binary":
            guard let bytes = try? GoBase64.decodeStandard(text) else {
                throw GoYAMLError(message: "yaml: !!binary value contains invalid base64 data")
            }
            return .string(GoUTF8.text(bytes))
        default: return .string(text)
        }
    }

    private static func resolved(_ text: String) -> JSONValue {
        switch text {
        case "", "~", "null", "Null", "NULL": .null
        case "true", "True", "TRUE": .bool(true)
        case "false", "False", "FALSE": .bool(false)
        default: number(text) ?? .string(text)
        }
    }

    /// A number; one that is spelled as in JSON keeps its spelling. `.inf` and `.nan` have no place in JSON.
    private static func number(_ text: String) -> JSONValue? {
        switch text.utf8.first ?? 0 {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): break
        default: return nil
        }
        if let value = try? JSONValue.decodeWhole(Array(text.utf8)), case .number = value { return value }
        let plain = text.utf8.filter { $0 != UInt8(ascii: "_") }
        if let integer = integer(plain) { return .integer(integer) }
        guard isFloat(plain), let value = Double(String(decoding: plain, as: UTF8.self)), value.isFinite else {
            return nil
        }
        return Int(exactly: value).map { .integer($0) } ?? .number("\(value)")
    }

    /// A whole number in any base that Go knows by a prefix; a leading zero makes it octal.
    private static func integer(_ text: [UInt8]) -> Int? {
        let isSigned = text.first == UInt8(ascii: "-") || text.first == UInt8(ascii: "+")
        let sign = text.first == UInt8(ascii: "-") ? "-" : ""
        var digits = text.dropFirst(isSigned ? 1 : 0)
        var radix = 10
        if digits.count > 1, digits.first == UInt8(ascii: "0") {
            switch digits[digits.startIndex + 1] | 0x20 {
            case UInt8(ascii: "x"): radix = 16
            case UInt8(ascii: "b"): radix = 2
            case UInt8(ascii: "o"): radix = 8
            default: radix = 0
            }
            digits = digits.dropFirst(radix == 0 ? 1 : 2)
            if radix == 0 { radix = 8 }
        }
        guard let first = digits.first, HexadecimalDigit.value(first) != nil else { return nil }
        return Int(sign + String(decoding: digits, as: UTF8.self), radix: radix)
    }

    /// Digits with a point and an exponent, one digit at least before or behind the point.
    private static func isFloat(_ text: [UInt8]) -> Bool {
        var rest = text[...]
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let whole = rest.prefix(while: isDigit)
        rest = rest[whole.endIndex...]
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let fraction = rest.prefix(while: isDigit)
            rest = rest[fraction.endIndex...]
            if whole.isEmpty, fraction.isEmpty { return false }
        } else if whole.isEmpty {
            return false
        }
        guard let mark = rest.popFirst() else { return true }
        guard mark | 0x20 == UInt8(ascii: "e") else { return false }
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        return !rest.isEmpty && rest.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
