/// Where a server listens.
package enum ListenAddress: Sendable, Hashable {
    /// An empty host is every address of both families; port 0 is a free one.
    case tcp(host: String, port: Int)
    /// A socket file; empty owner or group leave those of the process, a mode of 0 leaves the file's.
    case unix(path: String, owner: String, group: String, mode: Int)
}
