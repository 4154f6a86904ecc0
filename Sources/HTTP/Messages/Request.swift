/// A request as it was read. Texts are made of its bytes when they are asked for.
package struct Request: Sendable {
    let head: RequestHead
    let peer: PeerAddress
    /// The body without its chunked coding; what came of it when `bodyFailure` is set.
    package var body: [UInt8]
    package var bodyFailure: BodyFailure?
    package let isTLS: Bool

    init(head: RequestHead, body: [UInt8], bodyFailure: BodyFailure?, peer: PeerAddress, isTLS: Bool) {
        self.head = head
        self.body = body
        self.bodyFailure = bodyFailure
        self.peer = peer
        self.isTLS = isTLS
    }

    /// The method as sent; its case counts.
    package var method: String { head.text(head.method) }
    /// The target of the request line as sent.
    package var target: String { head.text(head.target) }
    /// The path as sent, before `?`; of a target in absolute form the path in it.
    package var path: String { head.text(head.path) }
    /// What is behind the first `?`; nil without one.
    package var query: String? { head.query.map(head.text) }
    /// 0 for HTTP/1.0.
    package var minorVersion: Int { head.minorVersion }

    /// The host of a target in absolute form, or the Host field; empty without both.
    package var host: String {
        if let range = head.targetHost, !range.isEmpty { return head.text(range) }
        return header("Host") ?? ""
    }

    /// The first value of a field; names compare in any case.
    package func header(_ name: String) -> String? {
        for span in head.spans where head.isNamed(span, name) { return head.value(span) }
        return nil
    }

    /// Every value of a field in order.
    package func headers(_ name: String) -> [String] {
        head.spans.filter { head.isNamed($0, name) }.map(head.value)
    }

    /// All fields in the order and the spelling of the request.
    package var headerFields: HeaderFields {
        HeaderFields(head.spans.map { (head.name($0), head.value($0)) })
    }

    /// `ip:port` of the client; `@` for a socket file.
    package var remoteAddress: String { peer.text }

    /// The address of the client without its port; empty for a socket file.
    package var remoteIP: String { peer.ip }
}

extension Request {
    /// A request that was not read from a connection: for tests, and to call handlers inside the process. A target or
    /// a field that cannot be sent makes it nil.
    package init?(
        method: String = "GET", target: String, headers: HeaderFields = HeaderFields(), body: [UInt8] = [],
        bodyFailure: BodyFailure? = nil, isTLS: Bool = false
    ) {
        var text = "\(method) \(target) HTTP/1.1\r\n"
        if !headers.contains("Host") { text += "Host: localhost\r\n" }
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        text += "\r\n"
        var parser = RequestParser()
        let bytes = Array(text.utf8)
        guard case .complete(let head, _) = bytes.withUnsafeBufferPointer({ parser.parse($0, maximum: .max) }) else {
            return nil
        }
        self.init(head: head, body: body, bodyFailure: bodyFailure, peer: PeerAddress(), isTLS: isTLS)
    }
}
