/// Whole numbers and flags as Go's strconv reads them.
package enum GoInteger {
    /// Reads decimal digits with a sign at most (strconv.Atoi).
    ///
    /// - Throws: `strconv.Atoi: parsing "many": invalid syntax` or `… value out of range`.
    package static func atoi(_ text: String) throws(GoNumberError) -> Int {
        let sign = text.utf8.first
        let isSigned = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
        let digits = text.utf8.dropFirst(isSigned ? 1 : 0)
        guard !digits.isEmpty, digits.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
            throw GoNumberError(function: "Atoi", text: text, reason: "invalid syntax")
        }
        guard let number = Int(text) else {
            throw GoNumberError(function: "Atoi", text: text, reason: "value out of range")
        }
        return number
    }

    /// Reads `1 t T TRUE true True` and `0 f F FALSE false False` (strconv.ParseBool).
    ///
    /// - Throws: `strconv.ParseBool: parsing "yes": invalid syntax`.
    package static func parseBool(_ text: String) throws(GoNumberError) -> Bool {
        switch text {
        case "1", "t", "T", "TRUE", "true", "True": return true
        case "0", "f", "F", "FALSE", "false", "False": return false
        default: throw GoNumberError(function: "ParseBool", text: text, reason: "invalid syntax")
        }
    }
}
