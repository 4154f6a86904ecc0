/// Why a request to another server has no answer; the description is in the words of Go's net/http.
package enum HTTPClientError: Error, Hashable, CustomStringConvertible {
    /// The URL cannot be called; the text says why.
    case badURL(String)
    /// `lookup nohost: no such host` and its like.
    case resolution(host: String, reason: String)
    /// No address of the host could be connected to: address `127.0.0.1:9` and the text of the system's error.
    case connection(address: String, reason: String)
    /// `refusesAddress` took none of the host's addresses.
    case addressRefused(address: String)
    /// The time limit went by.
    case timedOut
    /// TLS failed; the text says why.
    case tls(String)
    /// Reading or writing failed half-way.
    case transport(String)
    /// What came back is no HTTP.
    case badResponse(String)
    case responseTooLarge(limit: Int)
    case tooManyRedirects(Int)
    /// The event loops were stopped.
    case stopped

    package var description: String {
        switch self {
        case .badURL(let reason): reason
        case .resolution(let host, let reason): "dial tcp: lookup \(host): \(reason)"
        case .connection(let address, let reason): "dial tcp \(address): connect: \(reason)"
        case .addressRefused(let address): "dial tcp \(address): address is not allowed"
        case .timedOut: "context deadline exceeded"
        case .tls(let reason): "tls: \(reason)"
        case .transport(let reason): reason
        case .badResponse(let reason): reason
        case .responseTooLarge(let limit): "http: response body of more than \(limit) bytes"
        case .tooManyRedirects(let count): "stopped after \(count) redirects"
        case .stopped: "http: client is stopped"
        }
    }
}
