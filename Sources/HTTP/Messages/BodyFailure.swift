/// Why the body of a request could not be read to its end.
package enum BodyFailure: Sendable, Hashable {
    /// The client stopped sending: the time limit for header and body went by.
    case timedOut
    /// The chunked coding is broken.
    case malformed
    /// The body has more bytes than the handler takes.
    case tooLarge
    /// The client closed its side before the body's end.
    case disconnected
}
