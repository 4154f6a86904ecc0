/// A request to another server.
package struct ClientRequest: Sendable {
    package var method: String
    /// An absolute http or https URL.
    package var url: String
    /// `Host`, `Content-Length` and `User-Agent` are added when missing, as Go does.
    package var headers: HeaderFields
    package var body: [UInt8]
    /// For the whole exchange: resolution, connection, redirects, the last byte of the answer.
    package var timeout: Duration
    /// 0: a redirect is the answer.
    package var maximumRedirects: Int
    package var verifiesCertificates: Bool
    /// Bytes of the answer's body.
    package var maximumResponseSize: Int
    /// Asked for each address that the host's name resolves to, `127.0.0.1` or `::1`.
    package var refusesAddress: (@Sendable (_ address: String) -> Bool)?

    package init(
        method: String = "GET", url: String, headers: HeaderFields = HeaderFields(), body: [UInt8] = [],
        timeout: Duration = .seconds(30), maximumRedirects: Int = 10, verifiesCertificates: Bool = true,
        maximumResponseSize: Int = 10 << 20, refusesAddress: (@Sendable (_ address: String) -> Bool)? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.maximumRedirects = maximumRedirects
        self.verifiesCertificates = verifiesCertificates
        self.maximumResponseSize = maximumResponseSize
        self.refusesAddress = refusesAddress
    }
}
