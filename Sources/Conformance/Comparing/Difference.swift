import GoText

/// One place where an answer does not fit its recording.
package struct Difference: Sendable, Hashable {
    /// The step's name.
    package let step: String
    /// Where in the result, for example `/body/error`.
    package let path: String
    /// What was recorded; nil when nothing was.
    package let recorded: JSONValue?
    /// What came; nil when nothing did.
    package let got: JSONValue?
}
