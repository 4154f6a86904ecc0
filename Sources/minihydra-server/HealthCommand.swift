import MiniHydra

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `minihydra-server health`: asks a running server whether it is ready, for container health checks.
enum HealthCommand {
    /// Where the admin port is: the part of a URL that a connection needs.
    struct Endpoint: Equatable {
        var host: String
        var port: String
        /// Without a slash at its end.
        var path: String

        /// Reads `http://host:port/path`; nil for anything else.
        init?(_ url: String) {
            guard url.hasPrefix("http://") else { return nil }
            let rest = url.dropFirst(7)
            let authority = rest.prefix { $0 != "/" }
            var path = rest.dropFirst(authority.count)
            while path.hasSuffix("/") { path.removeLast() }
            self.path = String(path)
            let colon = authority.hasSuffix("]") ? nil : authority.lastIndex(of: ":")
            port = colon.map { String(authority[authority.index(after: $0)...]) } ?? "80"
            var name = authority[..<(colon ?? authority.endIndex)]
            if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
            host = String(name)
            if host.isEmpty || port.isEmpty { return nil }
        }
    }

    /// The URL to ask where none is given: that of a server with the same environment.
    static func defaultEndpoint(environment: [String: String]) -> String {
        if let url = environment["ORY_SDK_URL"] { return url }
        let listener = Configuration.adminListener(environment: environment)
        let isEverywhere = ["", "0.0.0.0", "::", "[::]"].contains(listener.host) || listener.host.hasPrefix("unix:")
        var host = isEverywhere ? "127.0.0.1" : listener.host
        if host.contains(":"), !host.hasPrefix("[") { host = "[\(host)]" }
        return "http://\(host):\(listener.port)"
    }

    static func run(endpoint url: String) -> Int32 {
        let usage = CommandPath(program: Program.name).child("health") ?? CommandPath(program: Program.name)
        guard let endpoint = Endpoint(url) else {
            Program.complain(CommandFailure("endpoint \(url) is no http URL", usageOf: usage).text)
            return 1
        }
        guard let answer = ask(endpoint) else {
            Program.complain("Error: \(url) does not answer\n")
            return 1
        }
        let text = String(decoding: answer, as: UTF8.self)
        let status = text.split(separator: " ", maxSplits: 2).dropFirst().first
        // The line end behind the last header and the empty line are one character each to Swift.
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        Program.print(lines.drop { !$0.isEmpty }.dropFirst().joined(separator: "\r\n"))
        return status == "200" ? 0 : 1
    }

    /// The whole answer to `GET /health/ready`; nil when there is none within 5 s.
    private static func ask(_ endpoint: Endpoint) -> [UInt8]? {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var addresses: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(endpoint.host, endpoint.port, &hints, &addresses) == 0 else { return nil }
        defer { freeaddrinfo(addresses) }
        var next = addresses
        while let address = next {
            if let answer = ask(endpoint, at: address.pointee) { return answer }
            next = address.pointee.ai_next
        }
        return nil
    }

    private static func ask(_ endpoint: Endpoint, at address: addrinfo) -> [UInt8]? {
        let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        guard connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 else { return nil }
        let request = Array(
            "GET \(endpoint.path)/health/ready HTTP/1.0\r\nHost: \(endpoint.host)\r\nAccept: application/json\r\n\r\n"
                .utf8)
        guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return nil }
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while answer.count < 65_536 {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            if count <= 0 { break }
            answer += chunk[..<count]
        }
        return answer.isEmpty ? nil : answer
    }
}
