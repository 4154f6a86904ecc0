/// Why a JSON value does not fit a Go type (json.UnmarshalTypeError).
package struct GoDecodingError: Error, Hashable, CustomStringConvertible {
    /// `json: cannot unmarshal number into Go struct field Client.client_name of type string`.
    package let message: String

    /// An error with the given message.
    package init(message: String) {
        self.message = message
    }

    package var description: String { message }
}
