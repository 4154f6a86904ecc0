/// A broken escape or a character that may not stand in a host (url.EscapeError, url.InvalidHostError).
package struct GoEscapeError: Error, Hashable, CustomStringConvertible {
    /// `invalid URL escape "%zz"`.
    package let reason: String

    package var description: String { reason }
}
