import CPoll

/// An address to connect to.
struct ResolvedAddress: Sendable {
    let raw: cpoll_address

    /// `127.0.0.1:80`
    var text: String {
        var storage = raw.storage
        return PeerAddress(&storage).text
    }

    var ip: String {
        var storage = raw.storage
        return PeerAddress(&storage).ip
    }

    /// The addresses of a host; blocks unless it is an address itself.
    static func all(of host: String, port: Int, isNumeric: Bool) -> Result<[ResolvedAddress], HTTPClientError> {
        var found = [cpoll_address](repeating: cpoll_address(), count: 16)
        let count = cpoll_resolve(host, isNumeric ? 1 : 0, &found, 16)
        guard count > 0 else {
            let reason = count == EAI_AGAIN ? "server misbehaving" : "no such host"
            return .failure(.resolution(host: host, reason: reason))
        }
        return .success(
            found.prefix(Int(count)).map { address in
                var address = address
                cpoll_set_port(&address, UInt16(clamping: port))
                return ResolvedAddress(raw: address)
            })
    }
}

/// A resolution that a request waits for.
final class PendingResolution: PolledItem {
    typealias Outcome = Result<[ResolvedAddress], HTTPClientError>

    private var waiter: CheckedContinuation<Outcome, Never>?

    func wait(_ continuation: CheckedContinuation<Outcome, Never>) { waiter = continuation }

    func finish(_ outcome: Outcome, on core: LoopCore) {
        core.items.remove(self)
        let waiter = waiter
        self.waiter = nil
        waiter?.resume(returning: outcome)
    }

    override func deadlineReached(on core: LoopCore) { finish(.failure(.timedOut), on: core) }

    override func shutDown(on core: LoopCore) { finish(.failure(.stopped), on: core) }
}

extension EventLoop {
    /// The addresses of a host: names are looked up on another thread.
    func resolve(
        _ url: ClientURL, deadline: UInt64, group: EventLoopGroup
    ) async throws(HTTPClientError) -> [ResolvedAddress] {
        let host = url.host
        let port = url.port
        if case .success(let addresses) = ResolvedAddress.all(of: host, port: port, isNumeric: true) {
            return addresses
        }
        let pending = PendingResolution()
        core.items.add(pending)
        core.items.setDeadline(deadline, of: pending)
        let key = pending.key
        group.resolve {
            let outcome = ResolvedAddress.all(of: host, port: port, isNumeric: false)
            self.post { ($0.core.items[key] as? PendingResolution)?.finish(outcome, on: $0.core) }
        }
        let outcome = await withCheckedContinuation { pending.wait($0) }
        return try outcome.get()
    }
}
