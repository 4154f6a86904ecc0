import CPoll

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Sockets of outgoing connections.
enum ClientSocket {
    /// A socket that connects: a descriptor and 0, or EINPROGRESS, or -1 and why not.
    static func connecting(to address: ResolvedAddress) -> (descriptor: Int32, error: Int32) {
        var raw = address.raw
        let descriptor = cpoll_socket(cpoll_family(&raw))
        guard descriptor >= 0 else { return (-1, errno) }
        _ = cpoll_no_delay(descriptor)
        if cpoll_connect(descriptor, &raw) == 0 { return (descriptor, 0) }
        let error = errno
        if error == EINPROGRESS { return (descriptor, error) }
        close(descriptor)
        return (-1, error)
    }

    /// Why connecting failed; 0 when it did not.
    static func error(of descriptor: Int32) -> Int32 { cpoll_socket_error(descriptor) }
}
