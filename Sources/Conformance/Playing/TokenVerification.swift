import GoText
import JOSE

/// JWTs as recordings hold them: header, claims, and whether a key of the server verifies them.
enum TokenVerification {
    /// `{header, claims, verified}`; `verified` is true or says why not.
    static func decoded(_ token: JSONValue, keys: JSONValue?) throws(Unplayable) -> JSONValue {
        let text = try TokenText(token)
        let verified = problem(with: text, keys: keys).map { JSONValue.string("no: \($0)") } ?? true
        return .object(["header": text.header, "claims": text.claims, "verified": verified])
    }

    private static func problem(with token: TokenText, keys: JSONValue?) -> String? {
        guard let keys, let set = try? JWKSet(json: keys) else { return "the server's keys cannot be read" }
        guard let jws = CompactJWS(token.text) else { return "not a compact JWS" }
        guard let algorithm = SignatureAlgorithm(rawValue: jws.algorithm), !jws.algorithm.hasPrefix("HS") else {
            return "algorithm \(jws.algorithm)"
        }
        let candidates = set.keys.filter { jws.kid == nil ? set.keys.count == 1 : $0.kid == jws.kid }
        guard !candidates.isEmpty else { return "no key \(jws.kid ?? "without an id")" }
        let isVerified = candidates.contains { key in
            (try? Verifier(key))?.verify(jws, algorithm: algorithm) ?? false
        }
        return isVerified ? nil : "bad signature"
    }
}
