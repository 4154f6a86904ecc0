/// Why the server answers a request by itself, with the lines that Go's net/http has for it.
package enum RequestRefusal: Sendable, Hashable {
    case badRequest
    case missingHost
    case malformedHost
    case invalidHeaderName
    case headerTooLarge
    case unsupportedTransferCoding
    case unsupportedVersion

    /// The status line behind `HTTP/1.1 `.
    package var statusLine: String {
        switch self {
        case .badRequest: "400 Bad Request"
        case .missingHost: "400 Bad Request: missing required Host header"
        case .malformedHost: "400 Bad Request: malformed Host header"
        case .invalidHeaderName: "400 Bad Request: invalid header name"
        case .headerTooLarge: "431 Request Header Fields Too Large"
        case .unsupportedTransferCoding: "501 Not Implemented"
        case .unsupportedVersion: "505 HTTP Version Not Supported: unsupported protocol version"
        }
    }

    /// The body: as a rule the text of the status line.
    package var text: String {
        self == .unsupportedTransferCoding ? "Unsupported transfer encoding" : statusLine
    }

    /// The whole answer; it has neither Date nor Content-Length.
    var answer: [UInt8] {
        Array(
            """
            HTTP/1.1 \(statusLine)\r\nContent-Type: text/plain; charset=utf-8\r\n\
            Connection: close\r\n\r\n\(text)
            """.utf8)
    }
}
