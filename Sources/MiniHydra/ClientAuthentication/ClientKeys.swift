import GoText
import JOSE

/// The key of a client that a JWT of its own is verified with.
package enum ClientKeys {
    /// Finds the key by `kid` (without one, any), `use` = `sig`, and the kind that the algorithm wants.
    ///
    /// - Throws: `invalid_request` where there is no such key, `server_error` where `jwks_uri` gives none.
    package static func key(
        for token: CompactJWS, _ algorithm: SignatureAlgorithm, of client: Client, _ hydra: Hydra
    ) async throws -> JWK {
        if let own = client.keySet { return try find(token, algorithm, in: own).get() }
        guard !client.jwksURI.isEmpty else {
            throw OAuthError.invalidClient.hint(
                "The OAuth 2.0 Client has no JSON Web Keys set registered, but they are "
                    + "needed to complete the request.")
        }
        let kept = try await hydra.remoteKeys.keys(at: client.jwksURI, hydra, mayUseKept: true)
        if case .success(let key) = find(token, algorithm, in: kept) { return key }
        let fetched = try await hydra.remoteKeys.keys(at: client.jwksURI, hydra, mayUseKept: false)
        return try find(token, algorithm, in: fetched).get()
    }

    private static func find(
        _ token: CompactJWS, _ algorithm: SignatureAlgorithm, in set: JWKSet
    ) -> Result<JWK, OAuthError> {
        guard !set.keys.isEmpty else {
            return .failure(.invalidRequest.hint("The retrieved JSON Web Key Set does not contain any key."))
        }
        let kid = token.kid ?? ""
        let named = kid.isEmpty ? set.keys : set.keys.filter { $0.kid.isSameText(as: kid) }
        guard !named.isEmpty else {
            return .failure(
                .invalidRequest.hint(
                    "The JSON Web Token uses signing key with kid '\(kid)', which could not be found."))
        }
        let wanted: (kind: KeyType, name: String) =
            algorithm.rawValue.hasPrefix("ES") ? (.ec, "ECDSA") : (.rsa, "RSA")
        guard let key = named.first(where: { $0.use == "sig" && $0.keyType == wanted.kind && !$0.isPrivate }) else {
            return .failure(
                .invalidRequest.hint(
                    "Unable to find \(wanted.name) public key with use='sig' for kid '\(kid)' in JSON Web Key Set."))
        }
        return .success(key)
    }
}
