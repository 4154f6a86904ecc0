/// Text that is no duration, in the words of Go's package time.
package struct GoDurationError: Error, Hashable, CustomStringConvertible {
    /// `time: unknown unit "d" in duration "1d"` and the like.
    package let message: String

    package var description: String { message }
}
