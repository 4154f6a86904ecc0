/// Text that is no time, in the words of Go's package time.
package struct GoTimeError: Error, Hashable, CustomStringConvertible {
    /// `parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"` and the like.
    package let message: String

    package var description: String { message }
}
