/// What is wrong with the recordings, their files or the run of a suite.
package struct SuiteError: Error, Sendable, CustomStringConvertible {
    /// One line for the user.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
