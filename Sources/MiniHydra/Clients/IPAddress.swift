#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import HTTP

/// An IPv4 or IPv6 address; an IPv4 address within IPv6 counts as IPv4, as in Go.
struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    /// Four or sixteen bytes.
    let bytes: [UInt8]

    init(bytes: [UInt8]) {
        let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        self.bytes = bytes.count == 16 && bytes.starts(with: mapped) ? Array(bytes[12...]) : bytes
    }

    /// An address as it is written, without brackets and zone.
    init?(_ text: String) {
        var space = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &space) == 1 {
            self.init(bytes: Array(space[..<4]))
        } else if inet_pton(AF_INET6, text, &space) == 1 {
            self.init(bytes: space)
        } else {
            return nil
        }
    }

    var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The addresses of a host, found by the resolver of the system on a thread of its own; none for an unknown name.
    static func lookUp(_ host: String, _ loops: EventLoopGroup) async -> [IPAddress] {
        if let address = IPAddress(host) { return [address] }
        guard !host.isEmpty else { return [] }
        return (try? await loops.onResolverThread { resolved(host) }) ?? []
    }

    private static func resolved(_ host: String) -> [IPAddress] {
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, nil, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var found: [IPAddress] = []
        var next = first
        while let entry = next?.pointee {
            next = entry.ai_next
            guard let place = UnsafeRawPointer(entry.ai_addr), let address = address(at: place, entry.ai_family),
                !found.contains(address)
            else { continue }
            found.append(address)
        }
        return found
    }

    private static func address(at place: UnsafeRawPointer, _ family: Int32) -> IPAddress? {
        switch family {
        case AF_INET:
            withUnsafeBytes(of: place.loadUnaligned(as: sockaddr_in.self).sin_addr) { IPAddress(bytes: Array($0)) }
        case AF_INET6:
            withUnsafeBytes(of: place.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { IPAddress(bytes: Array($0)) }
        default: nil
        }
    }
}

/// A range of addresses, such as `127.0.0.0/8`.
struct IPRange: Sendable, CustomStringConvertible {
    let description: String
    private let network: [UInt8]
    private let bits: Int

    init?(_ text: String) {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let address = IPAddress(String(parts[0])), let bits = Int(parts[1]),
            (0...address.bytes.count * 8).contains(bits)
        else { return nil }
        description = text
        network = address.bytes
        self.bits = bits
    }

    func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == network.count else { return false }
        let whole = bits / 8
        guard address.bytes[..<whole] == network[..<whole] else { return false }
        let rest = bits % 8
        return rest == 0 || (address.bytes[whole] ^ network[whole]) >> UInt8(8 - rest) == 0
    }
}
