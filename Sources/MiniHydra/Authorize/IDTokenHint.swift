import GoText
import JOSE

/// `id_token_hint`, OpenID Connect Core section 3.1.2.1: an ID token of this server, expired or not.
package enum IDTokenHint {
    /// - Throws: `invalid_request` with the text of the JWT library as its hint.
    package static func claims(of hint: String, _ hydra: Hydra) async throws -> JSONObject {
        let text = String(hint.filter { !$0.isWhitespace })
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw refusal("go-jose/go-jose: compact JWS format must have three parts") }
        for part in parts {
            do { _ = try GoBase64.decodeURL(trimmingPadding(part), padded: false) } catch {
                throw refusal(error.description)
            }
        }
        for part in parts.prefix(2) {
            do {
                let value = try JSONValue.decodeWhole(
                    try GoBase64.decodeURL(trimmingPadding(part), padded: false))
                if value.objectValue == nil { throw refusal("go-jose/go-jose: error in cryptographic primitive") }
            } catch let error as JSONSyntaxError {
                throw refusal(error.message)
            }
        }
        let token = parts.map(trimmingPadding).joined(separator: ".")
        guard let jws = CompactJWS(token), try await hydra.keys.verifies(jws, set: .idToken) else {
            throw refusal("go-jose/go-jose: error in cryptographic primitive")
        }
        let now = hydra.clock.now().seconds
        if let notBefore = ClaimTime(jws.claims["nbf"]).seconds, notBefore > now {
            throw refusal("Token is not valid yet")
        }
        if let issued = ClaimTime(jws.claims["iat"]).seconds, issued > now { throw refusal("Token used before issued") }
        return jws.claims
    }

    private static func refusal(_ text: String) -> OAuthError { .invalidRequest.hint(text) }

    private static func trimmingPadding(_ part: Substring) -> String {
        var part = part
        while part.hasSuffix("=") { part.removeLast() }
        return String(part)
    }
}
