import HTTP

/// Asks a server under test whether it is there.
struct ReadinessProbe: Sendable {
    let client: HTTPClient
    let ports: PortMap

    /// Waits up to 60 s until both ports answer `/health/ready` with 200.
    func waitUntilReady(_ server: inout ServerProcess, name: String) async throws(SuiteError) {
        let start = ContinuousClock.now
        for endpoint in [ports.publicEndpoint, ports.adminEndpoint] {
            while await status(endpoint) != 200 {
                if let status = server.status() { throw SuiteError("the server ended at once with \(status): \(name)") }
                guard start.duration(to: .now) < .seconds(60) else {
                    throw SuiteError("the server was not ready within 60 s: \(name)")
                }
                try? await Task.sleep(for: .milliseconds(10))
            }
        }
        if let status = server.status() { throw SuiteError("the server ended at once with \(status): \(name)") }
    }

    /// Waits up to 4 s until nothing answers any more.
    func waitUntilGone() async {
        for _ in 0..<200 {
            guard await status(ports.publicEndpoint) != nil else { return }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    private func status(_ endpoint: PortMap.Endpoint) async -> Int? {
        let request = ClientRequest(
            method: "GET", url: "http://\(endpoint.authority)/health/ready", timeout: .seconds(5), maximumRedirects: 0)
        return try? await client.send(request).status
    }
}
