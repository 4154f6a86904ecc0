/// Why a text is no URL (url.Error of url.Parse).
package struct GoURLError: Error, Hashable, CustomStringConvertible {
    /// The text.
    package let url: String
    /// `first path segment in URL cannot contain colon` and the like.
    package let reason: String

    /// `parse "U": REASON`.
    package var description: String { "parse \(goQuoted(url)): \(reason)" }
}
