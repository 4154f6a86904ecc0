import GoText
import JOSE

/// Tokens that say nothing to their bearer: `ory_at_`, 43 random characters, a point, and 43 characters that authenticate them.
///
/// The part behind the point is HMAC-SHA512/256 over the random bytes; the key is the SHA-256 of the system secret.
package struct OpaqueTokens: Sendable {
    package enum Prefix: String, Sendable {
        case accessToken = "ory_at_"
        case refreshToken = "ory_rt_"
        case authorizationCode = "ory_ac_"
        case deviceCode = "ory_dc_"
    }

    private let keys: [HMACKey]

    /// - Parameter secrets: `secrets.system`; the first authenticates, all verify.
    package init(secrets: [String]) {
        keys = secrets.map { HMACKey(sha512_256: Digest.sha256(Array($0.utf8))) }
    }

    /// A new token, and its signature, by which it is kept.
    ///
    /// Without a system secret nothing may ask for one: see ``Route/needsSystemSecret``.
    package func make(_ prefix: Prefix, random: any RandomSource) -> (text: String, signature: [UInt8]) {
        let payload = random.fill(32)
        let signature = keys.first?.authenticate(payload) ?? []
        let text =
            prefix.rawValue + GoBase64.encodeURL(payload, padded: false) + "."
            + GoBase64.encodeURL(signature, padded: false)
        return (text, signature)
    }

    /// The signature of a token that this server has made, or nil. The prefix may be missing.
    package func signature(of text: String, prefix: Prefix) -> [UInt8]? {
        guard let parts = Parts(text, prefix: prefix) else { return nil }
        do throws(OAuthError) { try authenticate(parts) } catch { return nil }
        return parts.signature
    }

    /// A token taken apart; nothing of it is authenticated.
    package struct Parts: Sendable {
        fileprivate let payload: String
        /// What a token is kept by.
        package let signature: [UInt8]

        /// Nil for a text that is no two parts, or has no signature. The prefix may be missing.
        package init?(_ text: String, prefix: Prefix) {
            var rest = Substring(text)
            if rest.hasPrefix(prefix.rawValue) { rest = rest.dropFirst(prefix.rawValue.count) }
            let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 2, let signature = try? GoBase64.decodeURL(String(parts[1]), padded: false) else {
                return nil
            }
            payload = String(parts[0])
            self.signature = signature
        }
    }

    /// Whether this server has made the token.
    ///
    /// - Throws: in Hydra's words what is wrong with the part in front of the point.
    package func authenticate(_ parts: Parts) throws(OAuthError) {
        if parts.payload.isEmpty || parts.signature.isEmpty { throw .invalidTokenFormat }
        let payload: [UInt8]
        // Hydra passes the error of its base64 decoder on, which is none of OAuth's.
        do { payload = try GoBase64.decodeURL(parts.payload, padded: false) } catch { throw .unrecognizable }
        if payload.isEmpty { throw .invalidTokenFormat }
        guard keys.contains(where: { constantTimeEquals($0.authenticate(payload), parts.signature) }) else {
            throw .tokenSignatureMismatch
        }
    }
}
