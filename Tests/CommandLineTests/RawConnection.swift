import Foundation
import Testing

/// A connection to a server on this machine, as bare as the system has it.
final class RawConnection: Sendable {
    struct Answer {
        let status: Int
        let body: String

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
        }
    }

    private let descriptor: Int32

    /// - Parameter url: its port counts.
    init(url: String) throws {
        let port = try #require(url.split(separator: ":").last.flatMap { UInt16($0) })
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        try #require(descriptor >= 0, "socket: \(errno)")
        var limit = timeval(tv_sec: 15, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(code == 0, "connect: \(errno)")
    }

    deinit {
        close(descriptor)
    }

    func send(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }

    /// The next answer; nil where the connection ends or nothing comes for 15 s.
    func receive() -> Answer? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let head = text[..<end.lowerBound].components(separatedBy: "\r\n")
            let body = String(text[end.upperBound...])
            let status = Int(head[0].split(separator: " ")[1]) ?? 0
            if head.contains("Transfer-Encoding: chunked") {
                guard body.hasSuffix("\r\n0\r\n\r\n") || body == "0\r\n\r\n" else { continue }
                let chunk = body.components(separatedBy: "\r\n").dropFirst().dropLast(3)
                return Answer(status: status, body: chunk.joined(separator: "\r\n"))
            }
            let length = head.first { $0.hasPrefix("Content-Length: ") }.flatMap { Int($0.dropFirst(16)) } ?? 0
            if body.utf8.count >= length { return Answer(status: status, body: body) }
        }
    }

    func get(_ path: String) -> Answer? {
        send("GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return receive()
    }

    func delete(_ path: String) -> Answer? {
        send("DELETE \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return receive()
    }

    func send(_ method: String, _ path: String, json: String) -> Answer? {
        send(method, path, type: "application/json", body: json)
    }

    func post(_ path: String, form: String) -> Answer? {
        send("POST", path, type: "application/x-www-form-urlencoded", body: form)
    }

    private func send(_ method: String, _ path: String, type: String, body: String) -> Answer? {
        send(
            "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: \(type)\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
        return receive()
    }
}

extension RawConnection {
    /// Registers a client of client_secret_post with the client credentials grant, at the admin port.
    func createClient(_ id: String, secret: String = "app-secret", metadata: String = "") -> Answer? {
        send("POST", "/admin/clients", json: Self.client(id, secret: secret, metadata: metadata))
    }

    static func client(_ id: String, secret: String = "app-secret", metadata: String = "") -> String {
        """
        {"client_id":"\(id)","client_secret":"\(secret)","grant_types":["client_credentials"],\
        "token_endpoint_auth_method":"client_secret_post","metadata":{"text":"\(metadata)"}}
        """
    }

    /// Asks for a token of such a client, at the public port.
    func token(_ id: String, secret: String = "app-secret") -> Answer? {
        post("/oauth2/token", form: "grant_type=client_credentials&client_id=\(id)&client_secret=\(secret)")
    }
}
