/// Sends requests to other servers from the event loops; connections are kept and used again.
package struct HTTPClient: Sendable {
    let group: EventLoopGroup

    /// The answer to one request, with redirects followed as Go's http.Client does.
    package func send(_ request: ClientRequest) async throws(HTTPClientError) -> ClientResponse {
        try await group.currentLoop.send(request, group: group)
    }
}
