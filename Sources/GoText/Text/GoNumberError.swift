/// Text that is no number, in the words of Go's strconv.
package struct GoNumberError: Error, Hashable, CustomStringConvertible {
    /// `Atoi`.
    package let function: String
    package let text: String
    /// `invalid syntax` or `value out of range`.
    package let reason: String

    /// `strconv.Atoi: parsing "many": invalid syntax`.
    package var description: String { "strconv.\(function): parsing \(goQuoted(text)): \(reason)" }
}
