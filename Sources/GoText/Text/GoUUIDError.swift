/// Why a text is no UUID, in the words of gofrs/uuid.
package struct GoUUIDError: Error, Sendable, Hashable, CustomStringConvertible {
    /// `uuid: incorrect UUID length 10 in string "not-a-uuid"`.
    package let message: String

    /// An error with the given message.
    package init(message: String) {
        self.message = message
    }

    package var description: String { message }
}
