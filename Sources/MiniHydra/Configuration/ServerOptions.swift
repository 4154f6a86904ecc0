import JOSE

/// What a server is told beside its configuration: the powers that Hydra does not have.
public struct ServerOptions: Sendable {
    /// What clients are held to.
    public var profile = Profile.hydra
    /// Event loops, each on a thread of its own; nil: as many as there are cores.
    public var threads: Int?
    /// Makes new signing keys also in development mode.
    public var freshKeys = false
    /// Opens the public port.
    public var servesPublic = true
    /// Opens the admin port.
    public var servesAdmin = true
    /// Goes before `serve.public.port`; 0: a free port.
    public var publicPort: Int?
    /// Goes before `serve.admin.port`; 0: a free port.
    public var adminPort: Int?
    /// Where the time comes from; nil: the system's clock.
    package var clock: (any Clock)?
    /// Where random bytes come from; nil: the system.
    package var random: (any RandomSource)?
    /// Puts the issuer at the address of the public port, for starts that name none.
    package var issuerFollowsPort = false
    /// Where log lines go; nil: stderr.
    package var writeLog: (@Sendable ([UInt8]) -> Void)?

    /// The options of `serve all`.
    public init() {}
}
