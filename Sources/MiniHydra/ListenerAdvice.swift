import HTTP

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which setting keeps a port from being opened, and what would be right.
struct ListenerAdvice {
    let text: String

    /// - Parameters:
    ///   - port: `public` or `admin`.
    ///   - portIsGiven: whether the number comes from a flag instead of the configuration.
    init(_ error: ServerError, port: String, listener: Configuration.Listener, portIsGiven: Bool) {
        let settings = "serve.\(port)"
        let host = "The setting \(settings).host is \(listener.host)"
        let number =
            (portIsGiven ? "The flag --\(port)-port" : "The setting \(settings).port") + " is \(listener.port)"
        let isSocketFile = listener.host.hasPrefix("unix:")
        text =
            switch error {
            case .system, .tls, .listen(_, _, _, EMFILE), .listen(_, _, _, ENFILE):
                StartError.system(error).hint ?? ""
            case .listen(_, _, _, EADDRINUSE) where isSocketFile:
                "\(host): allowed is a path where no file is yet; a server that was killed leaves its file behind."
            case .listen(_, _, _, EADDRINUSE):
                "\(number): allowed is a port where no other program listens; --\(port)-port 0 takes a free one."
            case .listen(_, _, _, EACCES) where !isSocketFile:
                "\(number): allowed is a port that this user may listen at, as a rule one from 1024 on."
            case .listen where isSocketFile:
                "\(host): allowed is unix: and a path of up to 107 bytes in a folder where files can be made."
            case .listen:
                "\(host): allowed is an address of this machine, or 0.0.0.0 for all of them."
            case .resolution(_, _, "invalid port"): "\(number): allowed is 0 to 65535."
            case .resolution:
                "\(host): allowed is a name or an address of this machine, or 0.0.0.0 for all of them."
            case .unknownUser: "The setting \(settings).socket.owner: allowed is the name of a user of this machine."
            case .unknownGroup: "The setting \(settings).socket.group: allowed is the name of a group of this machine."
            case .file(let call, _, _):
                "The setting \(settings).socket.\(call == "chmod" ? "mode" : "owner or .group") can not be applied."
            }
    }
}
