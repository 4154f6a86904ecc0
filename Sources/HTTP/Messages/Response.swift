/// The answer to a request. `Date`, `Content-Length`, `Transfer-Encoding` and `Connection` are written by the server
/// by the rules of Go's net/http unless they are given here.
package struct Response: Sendable {
    package var status: Int
    package var headers: HeaderFields
    package var body: [UInt8]
    /// Close the connection without an answer.
    package var hangsUp = false

    package init(status: Int = 200, headers: HeaderFields = HeaderFields(), body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// No answer: the connection is closed.
    package static var hangingUp: Response {
        var response = Response(status: 0)
        response.hangsUp = true
        return response
    }
}
