import CPoll

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a client connects from, in 20 bytes.
struct PeerAddress: Sendable {
    /// An IP address of family 4 or 6; 0 for a socket file.
    private var family: UInt8 = 0
    private var port: UInt16 = 0
    private var high: UInt64 = 0
    private var low: UInt64 = 0

    init() {}

    init(_ address: inout sockaddr_storage) {
        var bytes: (UInt64, UInt64) = (0, 0)
        family = withUnsafeMutableBytes(of: &bytes) { raw in
            let bytes = raw.bindMemory(to: UInt8.self)
            return UInt8(cpoll_ip(&address, bytes.baseAddress, &port))
        }
        (high, low) = bytes
    }

    /// `127.0.0.1:50000`, `[::1]:50000`, or `@` for a socket file as Go has it.
    var text: String {
        switch family {
        case 4: "\(ip):\(port)"
        case 6: "[\(ip)]:\(port)"
        default: "@"
        }
    }

    /// The address without its port.
    var ip: String {
        var bytes = (high, low)
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard family != 0,
            inet_ntop(family == 4 ? AF_INET : AF_INET6, &bytes, &text, socklen_t(text.count)) != nil
        else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
