/// The answer of another server.
package struct ClientResponse: Sendable {
    package var status: Int
    package var headers: HeaderFields
    package var body: [UInt8]
    /// Where the answer came from, after redirects.
    package var url: String

    package init(status: Int, headers: HeaderFields, body: [UInt8], url: String) {
        self.status = status
        self.headers = headers
        self.body = body
        self.url = url
    }
}
