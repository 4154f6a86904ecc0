import GoText
import JOSE

/// An authorization request on its way through login and consent.
///
/// It lives inside the challenge, not in the database: challenges are stateless, as Hydra's are.
package struct Flow: Sendable {
    /// 32 hex digits.
    package var id: String
    package var requestURL: String
    /// The client as it was when the flow began, as the admin API shows it.
    package var client: JSONValue
    package var requestedScope: [String]
    package var requestedAudience: [String]
    package var oidcContext: JSONObject
    package var sessionID: String
    package var csrf: String
    package var requestedAt: GoTime

    package var json: JSONValue {
        .object([
            "id": .string(id), "request_url": .string(requestURL), "client": client,
            "requested_scope": .array(requestedScope.map(JSONValue.string)),
            "requested_access_token_audience": .array(requestedAudience.map(JSONValue.string)),
            "oidc_context": .object(oidcContext), "session_id": .string(sessionID), "csrf": .string(csrf),
            "requested_at": .integer(Int(requestedAt.seconds)),
        ])
    }
}

/// Turns flows and cookie values into text that only this server can read, and back.
///
/// The kind is authenticated with it, so that one kind is never taken for another.
package struct FlowCodec: Sendable {
    package enum Kind: String, Sendable {
        case loginChallenge = "login_challenge"
        case csrfCookie = "csrf_cookie"
    }

    private let keys: [[UInt8]]

    /// - Parameter secrets: the first encrypts, all decrypt.
    package init(secrets: [String]) {
        keys = secrets.map { Digest.sha256(Array($0.utf8)) }
    }

    /// base64url, with padding.
    package func encode(_ plain: [UInt8], kind: Kind, random: any RandomSource) throws(JOSEError) -> String {
        guard let key = keys.first else { return "" }
        let sealed = try SealedBox.seal(
            plain, key: key, additionalData: Array(kind.rawValue.utf8), random: random)
        return GoBase64.encodeURL(sealed, padded: true)
    }

    /// nil for text that this server has not made, or has made for something else.
    package func decode(_ text: String, kind: Kind) -> [UInt8]? {
        guard let sealed = try? GoBase64.decodeURL(text, padded: true) else { return nil }
        for key in keys {
            if let plain = SealedBox.open(sealed, key: key, additionalData: Array(kind.rawValue.utf8)) { return plain }
        }
        return nil
    }
}
