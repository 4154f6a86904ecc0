/// Sends requests to other servers from the event loops; connections are kept and used again.
package struct HTTPClient: Sendable {
    let group: EventLoopGroup

    /// The answer to one request, with redirects followed as Go's http.Client does.
    package func send(_ request: ClientRequest) async throws(HTTPClientError) -> ClientResponse {
        let loop = group.currentLoop
        // Without the preference every continuation would come back by way of the global pool.
        return try await withTaskExecutorPreference(loop.executor) { () async throws(HTTPClientError) in
            try await loop.send(request, group: group)
        }
    }
}
