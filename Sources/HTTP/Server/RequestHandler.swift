/// Answers the requests of a server. It is called on the event loop that read the request and must not block.
package protocol RequestHandler: Sendable {
    /// The answer to one request.
    func respond(to request: Request) async -> Response

    /// How many bytes of body the handler takes. nil: any number. 0: it does not read the body; no `100 Continue` is
    /// sent and up to 256 KiB are dropped, more closes the connection.
    func maximumBodySize(method: String, path: String) -> Int?
}
