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
        var rest = Substring(text)
        if rest.hasPrefix(prefix.rawValue) { rest = rest.dropFirst(prefix.rawValue.count) }
        let parts = rest.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2,
            let payload = try? GoBase64.decodeURL(String(parts[0]), padded: false),
            let signature = try? GoBase64.decodeURL(String(parts[1]), padded: false),
            !payload.isEmpty
        else { return nil }
        return keys.contains { constantTimeEquals($0.authenticate(payload), signature) } ? signature : nil
    }
}
