import CPoll

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a server cannot listen, in the words of Go's net package.
package enum ServerError: Error, Hashable, CustomStringConvertible {
    /// `listen tcp 127.0.0.1:4445: bind: address already in use`
    case listen(network: String, address: String, call: String, error: Int32)
    /// `listen tcp: lookup nohost: no such host`
    case resolution(network: String, host: String, reason: String)
    /// `chown /run/hydra.sock: operation not permitted`
    case file(call: String, path: String, error: Int32)
    case unknownUser(String)
    case unknownGroup(String)
    /// A system call that has nothing to do with an address.
    case system(call: String, error: Int32)
    /// Certificate or key cannot be used.
    case tls(String)

    /// The system starts no further thread.
    package static let noThreads = Self.system(call: "pthread_create", error: EAGAIN)

    package var description: String {
        switch self {
        case .listen(let network, let address, let call, let error):
            "listen \(network) \(address): \(call): \(SystemError.text(error))"
        case .resolution(let network, let host, let reason): "listen \(network): lookup \(host): \(reason)"
        case .file(let call, let path, let error): "\(call) \(path): \(SystemError.text(error))"
        case .unknownUser(let name): "user: unknown user \(name)"
        case .unknownGroup(let name): "group: unknown group \(name)"
        case .system(let call, let error): "\(call): \(SystemError.text(error))"
        case .tls(let reason): "tls: \(reason)"
        }
    }
}

/// The texts of error numbers as Go has them: those of the system in small letters.
enum SystemError {
    static func text(_ error: Int32) -> String {
        var buffer = [CChar](repeating: 0, count: 128)
        guard cpoll_error_text(error, &buffer, buffer.count) == 0 else { return "errno \(error)" }
        let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // Go spells them without a capital, but for names such as `I/O`.
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
