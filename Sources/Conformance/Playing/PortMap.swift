/// Where the servers of a play really are. Recordings know public port 4444, admin port 4445 and hooks on 5556.
package struct PortMap: Sendable, Hashable {
    /// A host and a port.
    package struct Endpoint: Sendable, Hashable {
        package let host: String
        package let port: Int

        package init(host: String = "127.0.0.1", port: Int) {
            self.host = host
            self.port = port
        }

        var authority: String { "\(host):\(port)" }
    }

    /// The public port as recorded.
    package static let recordedPublicPort = 4444
    /// The admin port as recorded.
    package static let recordedAdminPort = 4445
    /// The hook server's port as recorded.
    package static let recordedHookPort = 5556

    package let publicEndpoint: Endpoint
    package let adminEndpoint: Endpoint
    package let hookPort: Int

    package init(publicEndpoint: Endpoint, adminEndpoint: Endpoint, hookPort: Int) {
        self.publicEndpoint = publicEndpoint
        self.adminEndpoint = adminEndpoint
        self.hookPort = hookPort
    }

    /// Servers of this machine on other ports than the recorded ones.
    package init(publicPort: Int, adminPort: Int, hookPort: Int) {
        self.init(
            publicEndpoint: Endpoint(port: publicPort), adminEndpoint: Endpoint(port: adminPort), hookPort: hookPort)
    }

    /// Text for the server under test: the URLs of hooks with the real port.
    func hooksForServer(_ bytes: [UInt8]) -> [UInt8] {
        Self.replacing(port: Self.recordedHookPort, by: hookPort, in: bytes)
    }

    /// Text from the server under test, as it would read with the recorded port.
    func hooksAsRecorded(_ bytes: [UInt8]) -> [UInt8] {
        Self.replacing(port: hookPort, by: Self.recordedHookPort, in: bytes)
    }

    func hooksForServer(_ text: String) -> String {
        String(decoding: hooksForServer(Array(text.utf8)), as: UTF8.self)
    }

    func hooksAsRecorded(_ text: String) -> String {
        String(decoding: hooksAsRecorded(Array(text.utf8)), as: UTF8.self)
    }

    /// Where a recorded `host:port` really is.
    func endpoint(host: String, port: Int) -> Endpoint {
        guard host == "localhost" || host == "127.0.0.1" else { return Endpoint(host: host, port: port) }
        switch port {
        case Self.recordedPublicPort: return publicEndpoint
        case Self.recordedAdminPort: return adminEndpoint
        case Self.recordedHookPort: return Endpoint(host: host, port: hookPort)
        default: return Endpoint(host: host, port: port)
        }
    }

    /// Replaces `localhost:PORT`, percent-encoded or not, where no further digit follows.
    private static func replacing(port: Int, by newPort: Int, in bytes: [UInt8]) -> [UInt8] {
        guard port != newPort else { return bytes }
        var bytes = bytes
        for host in ["localhost:", "localhost%3A", "localhost%3a", "localhost%253A"] {
            let text = bytes
            bytes = ByteText.replacing(
                Array("\(host)\(port)".utf8), in: text, with: Array("\(host)\(newPort)".utf8),
                where: { $0 == text.count || !(0x30...0x39).contains(text[$0]) })
        }
        return bytes
    }
}
