/// Why a text is no JSON, in the words of Go's encoding/json.
package struct JSONSyntaxError: Error, Hashable, CustomStringConvertible {
    /// `EOF`, `unexpected EOF`, `invalid character 'x' looking for beginning of value`, …
    package let message: String

    /// An error with the given message.
    package init(message: String) {
        self.message = message
    }

    package var description: String { message }
}
