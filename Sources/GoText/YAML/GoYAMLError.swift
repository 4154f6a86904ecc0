/// Text that is no YAML, in the words of Go's yaml.v3.
package struct GoYAMLError: Error, Hashable, CustomStringConvertible {
    /// `yaml: line 1: did not find expected ',' or ']'` and the like.
    package let message: String

    /// An error with the given message.
    package init(message: String) {
        self.message = message
    }

    package var description: String { message }
}
