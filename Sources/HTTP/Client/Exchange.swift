import CPoll

/// One request and its answer on one connection.
struct Exchange {
    let url: ClientURL
    let method: String
    let headers: HeaderFields
    let body: [UInt8]
    let verifies: Bool
    let maximumResponseSize: Int
    let deadline: UInt64

    var origin: ClientConnection.Origin {
        ClientConnection.Origin(scheme: url.scheme, host: url.host, port: url.port, verifies: verifies)
    }

    /// The request as Go writes it: Host and User-Agent first, then the fields sorted by name.
    func writeHead(to output: OutputBuffer) {
        output.append(method)
        output.append(" " as StaticString)
        output.append(url.target)
        output.append(" HTTP/1.1\r\n" as StaticString)
        write("Host", headers["Host"] ?? url.authority, to: output)
        write("User-Agent", headers["User-Agent"] ?? "Go-http-client/1.1", to: output)
        if !body.isEmpty || ["POST", "PUT", "PATCH"].contains(method) {
            write("Content-Length", "\(body.count)", to: output)
        }
        if let user = url.user, !headers.contains("Authorization") {
            write("Authorization", "Basic " + Self.base64(user.contains(":") ? user : user + ":"), to: output)
        }
        let own = ["host", "user-agent", "content-length", "transfer-encoding"]
        for field in headers.fields.sorted(by: { $0.name < $1.name }) where !own.contains(field.name.lowercased()) {
            write(field.name, field.value, to: output)
        }
        output.append("\r\n" as StaticString)
    }

    private func write(_ name: String, _ value: String, to output: OutputBuffer) {
        var name = name
        guard name.withUTF8(HeaderRules.isToken) else { return }
        output.append(name)
        output.append(": " as StaticString)
        output.append(headerValue: value)
        output.append("\r\n" as StaticString)
    }

    private static func base64(_ text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let bytes = Array(text.utf8)
        var coded: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = Array(bytes[start..<min(start + 3, bytes.count)])
            let bits = (0..<3).reduce(0) { $0 << 8 | ($1 < group.count ? Int(group[$1]) : 0) }
            for index in 0..<4 {
                coded.append(index <= group.count ? alphabet[bits >> (18 - 6 * index) & 63] : 61)
            }
        }
        return String(decoding: coded, as: UTF8.self)
    }
}
