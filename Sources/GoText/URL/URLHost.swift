/// The host of an authority (RFC 3986 section 3.2.2), as net/url checks it.
enum URLHost {
    /// The host with its port, decoded.
    ///
    /// - Parameter scheme: http and https have one colon at most before the port.
    static func parse(_ host: ArraySlice<UInt8>, scheme: String) throws(GoEscapeError) -> [UInt8] {
        if let open = host.lastIndex(of: UInt8(ascii: "[")) {
            guard open == host.startIndex else { throw GoEscapeError(reason: "invalid IP-literal") }
            return try parseLiteral(host)
        }
        if let first = host.firstIndex(of: UInt8(ascii: ":")) {
            let isStrict = scheme == "http" || scheme == "https"
            try checkPort(host[(isStrict ? first : host.lastIndex(of: UInt8(ascii: ":")) ?? first)...])
        }
        return try EscapeMode.host.unescape(host)
    }

    private static func parseLiteral(_ host: ArraySlice<UInt8>) throws(GoEscapeError) -> [UInt8] {
        guard let close = host.lastIndex(of: UInt8(ascii: "]")) else {
            throw GoEscapeError(reason: "missing ']' in host")
        }
        let port = host[(close + 1)...]
        try checkPort(port)
        let address = host[(host.startIndex + 1)..<close]
        let decoded: [UInt8]
        if let zone = address.indices.first(where: { address[$0...].starts(with: "%25".utf8) }) {
            decoded = try EscapeMode.host.unescape(address[..<zone]) + EscapeMode.zone.unescape(address[zone...])
        } else {
            decoded = try EscapeMode.host.unescape(address)
        }
        let version: IPAddressText.Version
        do {
            version = try IPAddressText.check(decoded)
        } catch {
            throw GoEscapeError(reason: "invalid host: \(error)")
        }
        if version == .version4 { throw GoEscapeError(reason: "invalid IP-literal") }
        return [UInt8(ascii: "[")] + decoded + [UInt8(ascii: "]")] + port
    }

    private static func checkPort(_ port: ArraySlice<UInt8>) throws(GoEscapeError) {
        guard GoURL.isOptionalPort(port) else {
            throw GoEscapeError(reason: "invalid port \(goQuoted(bytes: Array(port))) after host")
        }
    }
}
