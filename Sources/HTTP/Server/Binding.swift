import CPoll

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Makes sockets that listen, and the errors that Go has for it.
struct Binding {
    var listeners: [Listener] = []
    var port = 0

    /// A listener for each of a number of loops, all at one address.
    init(_ address: ListenAddress, count: Int) throws(ServerError) {
        switch address {
        case .tcp(let host, let port):
            try listen(host: host, port: port, count: count)
        case .unix(let path, let owner, let group, let mode):
            listeners = [try Self.listen(path: path, owner: owner, group: group, mode: mode)]
        }
    }

    private mutating func listen(host: String, port wanted: Int, count: Int) throws(ServerError) {
        guard (0...65_535).contains(wanted) else {
            throw .resolution(network: "tcp", host: "\(wanted)", reason: "invalid port")
        }
        var candidates: [cpoll_address] = []
        if host.isEmpty {
            candidates = Self.wildcards
        } else {
            candidates = Self.addresses(of: host)
            guard !candidates.isEmpty else {
                throw .resolution(network: "tcp", host: host, reason: "no such host")
            }
            // Go prefers IPv4 where a name has both.
            candidates = [candidates.first { Int32($0.storage.ss_family) == AF_INET } ?? candidates[0]]
        }
        let isWildcard = host.isEmpty
        var failure = ServerError.system(call: "socket", error: EAFNOSUPPORT)
        for candidate in candidates {
            do throws(ServerError) {
                return try listen(at: candidate, port: wanted, count: count, isWildcard: isWildcard)
            } catch {
                failure = error
                guard case .listen(_, _, "socket", _) = error else { break }
            }
        }
        throw failure
    }

    private mutating func listen(
        at candidate: cpoll_address, port wanted: Int, count: Int, isWildcard: Bool
    ) throws(ServerError) {
        var address = candidate
        cpoll_set_port(&address, UInt16(wanted))
        var peer = address.storage
        let name = isWildcard ? ":\(wanted)" : PeerAddress(&peer).text
        port = wanted
        for index in 0..<count {
            func fail(_ call: String) -> ServerError {
                .listen(network: "tcp", address: name, call: call, error: errno)
            }
            let descriptor = cpoll_socket(cpoll_family(&address))
            guard descriptor >= 0 else { throw fail("socket") }
            let listener = Listener(descriptor: descriptor)
            _ = cpoll_reuse_address(descriptor)
            if cpoll_family(&address) == AF_INET6 { _ = cpoll_only_v6(descriptor, isWildcard ? 0 : 1) }
            // Only our own further sockets share the port: another process must get `address already in use`.
            if index > 0 { _ = cpoll_reuse_port(descriptor) }
            guard cpoll_bind(descriptor, &address) == 0 else { throw fail("bind") }
            if index == 0 {
                if count > 1 { _ = cpoll_reuse_port(descriptor) }
                port = Int(cpoll_bound_port(descriptor))
                cpoll_set_port(&address, UInt16(clamping: port))
            }
            guard cpoll_listen(descriptor) == 0 else { throw fail("listen") }
            listeners.append(listener)
        }
    }

    /// Every address of both families, of IPv4 alone where there is no IPv6.
    private static var wildcards: [cpoll_address] { addresses(of: "::") + addresses(of: "0.0.0.0") }

    private static func addresses(of host: String) -> [cpoll_address] {
        var found = [cpoll_address](repeating: cpoll_address(), count: 16)
        var count = cpoll_resolve(host, 1, &found, 16)
        if count < 0 { count = cpoll_resolve(host, 0, &found, 16) }
        return Array(found.prefix(Int(max(0, count))))
    }

    private static func listen(
        path: String, owner: String, group: String, mode: Int
    ) throws(ServerError) -> Listener {
        func fail(_ call: String) -> ServerError {
            .listen(network: "unix", address: path, call: call, error: errno)
        }
        var address = cpoll_address()
        guard cpoll_unix_address(&address, path) == 0 else {
            throw .listen(network: "unix", address: path, call: "bind", error: EINVAL)
        }
        let descriptor = cpoll_socket(AF_UNIX)
        guard descriptor >= 0 else { throw fail("socket") }
        guard cpoll_bind(descriptor, &address) == 0 else {
            let error = fail("bind")
            close(descriptor)
            throw error
        }
        // From here on the file is ours and goes with the listener.
        let listener = Listener(descriptor: descriptor, path: path)
        guard cpoll_listen(descriptor) == 0 else { throw fail("listen") }
        try setOwner(path: path, owner: owner, group: group)
        if mode != 0, chmod(path, mode_t(mode)) != 0 { throw .file(call: "chmod", path: path, error: errno) }
        return listener
    }

    private static func setOwner(path: String, owner: String, group: String) throws(ServerError) {
        var userID = uid_t.max
        var groupID = gid_t.max
        if !owner.isEmpty {
            guard cpoll_user_id(owner, &userID) == 0 else { throw .unknownUser(owner) }
        }
        if !group.isEmpty {
            guard cpoll_group_id(group, &groupID) == 0 else { throw .unknownGroup(group) }
        }
        guard userID != .max || groupID != .max else { return }
        if chown(path, userID, groupID) != 0 { throw .file(call: "chown", path: path, error: errno) }
    }
}
