import GoText
import HTTP
import JOSE

/// What the endpoints of one server work with. It never changes; a class, because it is handed to every endpoint.
package final class Hydra: Sendable {
    package let configuration: Configuration
    package let store: Store
    package let keys: SigningKeys
    package let tokens: OpaqueTokens
    package let clock: any Clock
    package let random: any RandomSource
    package let loops: EventLoopGroup
    package let log: Logger
    /// Keys that were fetched for clients with a `jwks_uri`.
    package let remoteKeys = RemoteKeys()
    package let paging: PageTokens
    package let flows: FlowCodec
    package let profile: Profile

    package init(
        configuration: Configuration, store: Store, keys: SigningKeys, clock: any Clock, random: any RandomSource,
        loops: EventLoopGroup, log: Logger, profile: Profile
    ) {
        self.configuration = configuration
        self.store = store
        self.keys = keys
        self.clock = clock
        self.random = random
        self.loops = loops
        self.log = log
        self.profile = profile
        let secrets = configuration.secrets
        tokens = OpaqueTokens(secrets: secrets.system)
        paging = PageTokens(secrets: secrets.pagination.isEmpty ? secrets.system : secrets.pagination)
        flows = FlowCodec(secrets: secrets.system)
    }
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
