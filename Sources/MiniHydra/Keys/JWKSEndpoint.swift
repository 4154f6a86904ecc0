import GoText
import HTTP
import JOSE

/// `GET /.well-known/jwks.json`, RFC 7517 section 5.
package enum JWKSEndpoint {
    /// The public keys: first the broadcast sets, then both of the server's own, each once, newest key first.
    package static func jwks(_ call: Call, _ hydra: Hydra) async throws -> Response {
        var names = hydra.configuration.webfinger.broadcastKeys
        names += [SigningKeys.SetName.accessToken.rawValue, SigningKeys.SetName.idToken.rawValue]
        var seen: Set<String> = []
        var keys: [JSONValue] = []
        for name in names where seen.insert(name).inserted {
            for key in try await hydra.keys.keys(ofSet: name) {
                // One symmetric key makes Hydra refuse the whole document.
                if key.isSymmetric { throw AdminError.unrecognizable }
                keys.append(key.publicPart.json)
            }
        }
        return .admin(["keys": .array(keys)])
    }
}
