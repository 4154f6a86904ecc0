/// A multipart body that can not be read, in the words of Go's mime/multipart.
package struct GoMultipartError: Error, Hashable, CustomStringConvertible {
    /// `multipart: NextPart: EOF` and the like.
    package let message: String

    package var description: String { message }
}
