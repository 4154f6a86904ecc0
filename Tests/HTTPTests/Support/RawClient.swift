import Glibc

/// A client that sends and receives bytes as they are, and blocks while it does.
final class RawClient {
    let descriptor: Int32

    init(port: Int, milliseconds: Int = 60_000) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        try connect(&address, size: MemoryLayout<sockaddr_in>.size, milliseconds)
    }

    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        try connect(&address, size: MemoryLayout<sockaddr_un>.size, 60_000)
    }

    struct Failure: Error { let number: Int32 }

    private func connect(_ address: UnsafeRawPointer, size: Int, _ milliseconds: Int) throws {
        var limit = timeval(tv_sec: milliseconds / 1_000, tv_usec: milliseconds % 1_000 * 1_000)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
        let result = Glibc.connect(
            descriptor, address.assumingMemoryBound(to: sockaddr.self), socklen_t(size))
        guard result == 0 else { throw Failure(number: errno) }
    }

    deinit { close(descriptor) }

    /// False when the server does not take it.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            offset += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next bytes; none at the end.
    func receive(_ most: Int = 65_536) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: most)
        let count = recv(descriptor, &buffer, most, 0)
        return count > 0 ? Array(buffer[..<count]) : []
    }

    /// Everything up to the end of the connection.
    func receiveAll() -> String {
        var all: [UInt8] = []
        while true {
            let more = receive()
            if more.isEmpty { return String(decoding: all, as: UTF8.self) }
            all += more
        }
    }

    /// Everything up to a text, and what came with it.
    func receive(until end: String) -> String {
        var all: [UInt8] = []
        while true {
            let text = String(decoding: all, as: UTF8.self)
            if text.hasSuffix(end) { return text }
            let more = receive()
            if more.isEmpty { return text }
            all += more
        }
    }

    /// Whether the server has closed: its end or a reset.
    var isClosedByServer: Bool { receive(1).isEmpty && errno != EAGAIN }
}

/// An answer taken apart.
struct RawResponse {
    var statusLine = ""
    var fields: [String: String] = [:]
    var body = ""

    init(_ text: String) {
        guard let mark = text.range(ofText: "\r\n\r\n") else {
            statusLine = text
            return
        }
        let lines = text[..<mark.lowerBound].split(separator: "\r\n", omittingEmptySubsequences: false)
        statusLine = String(lines.first ?? "")
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            fields[String(parts[0])] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        body = String(text[mark.upperBound...])
    }

    /// The body without its chunked coding.
    var dechunked: String {
        var rest = Array(body.utf8)[...]
        var plain: [UInt8] = []
        while let end = rest.firstIndex(of: 10),
            let size = Int(String(decoding: rest[..<(end - 1)], as: UTF8.self), radix: 16), size > 0
        {
            plain += rest[(end + 1)..<(end + 1 + size)]
            rest = rest[(end + 3 + size)...]
        }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension String {
    func range(ofText text: String) -> Range<String.Index>? {
        let wanted = Array(text.utf8)
        let bytes = Array(utf8)
        guard bytes.count >= wanted.count else { return nil }
        for start in 0...(bytes.count - wanted.count) where bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        {
            let lower = utf8.index(startIndex, offsetBy: start)
            return lower..<utf8.index(lower, offsetBy: wanted.count)
        }
        return nil
    }
}
