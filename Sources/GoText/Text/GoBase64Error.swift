/// Text that is no base64, in the words of Go's encoding/base64.
package struct GoBase64Error: Error, Hashable, CustomStringConvertible {
    /// The place in bytes: of the first character that does not fit, or where the last, incomplete group begins.
    package let offset: Int

    /// An error at the given place.
    package init(offset: Int) {
        self.offset = offset
    }

    /// `illegal base64 data at input byte 4`.
    package var description: String { "illegal base64 data at input byte \(offset)" }
}
