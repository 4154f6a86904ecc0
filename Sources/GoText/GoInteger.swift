/// strconv.Atoi.
package enum GoInteger {
    package struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
        package let description: String
    }

    /// A decimal number, with a sign perhaps.
    package static func atoi(_ text: String) throws(Failure) -> Int {
        let digits = text.utf8.first.map { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") } == true
            ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ $0 &- 0x30 < 10 }) else {
            throw Failure(description: "strconv.Atoi: parsing \(goQuoted(text)): invalid syntax")
        }
        guard let value = Int(text) else {
            throw Failure(description: "strconv.Atoi: parsing \(goQuoted(text)): value out of range")
        }
        return value
    }
}
