import GoText
import HTTP
import JOSE

/// What the endpoints of one server work with.
package struct Hydra: Sendable {
    package let configuration: Configuration
    package let store: Store
    package let keys: SigningKeys
    package let tokens: OpaqueTokens
    package let clock: any Clock
    package let random: any RandomSource
    package let loops: EventLoopGroup
    package let log: Logger
    /// Keys that were fetched for clients with a `jwks_uri`.
    package let remoteKeys: RemoteKeys
    package let paging: PageTokens
    package let flows: FlowCodec
    package let profile: Profile
}

/// Where a server gets the time from; tests move it.
package protocol Clock: Sendable {
    func now() -> GoTime
}

/// What a server holds its clients to.
public enum Profile: String, Sendable {
    /// Real Hydra, nothing else.
    case hydra
    /// The contract of the OpenCHAMI services: the registration access token authorizes a client before its first token.
    case openchami
}
