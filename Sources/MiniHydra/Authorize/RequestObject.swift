import GoText
import HTTP
import JOSE

/// `request` and `request_uri`, OpenID Connect Core section 6. Looked at only where the query or form asks for `openid`.
enum RequestObject {
    static func merge(into request: inout AuthorizeRequest, _ client: Client, _ hydra: Hydra) async throws {
        let parameters = request.parameters
        let outer = ScopeRequest.scopes(parameters.get("scope"))
        guard outer.contains("openid") else { return }
        var text = parameters.get("request")
        let uri = parameters.get("request_uri")
        if text.isEmpty && uri.isEmpty { return }
        if !text.isEmpty && !uri.isEmpty {
            throw OAuthError.invalidRequest.hint(
                "OpenID Connect parameters 'request' and 'request_uri' were both given, but you can use at most one.")
        }
        if client.keySet == nil && client.jwksURI.isEmpty {
            throw OAuthError.invalidRequest.hint(
                "OpenID Connect 'request' or 'request_uri' context was given, but the OAuth 2.0 Client does not have any "
                    + "JSON Web Keys registered.")
        }
        if !uri.isEmpty { text = try await fetch(uri, client, hydra) }
        let claims = try await verifiedClaims(text, client, hydra)

        for (name, value) in claims where name != "scope" { request.parameters.set(name, value.formText) }
        let inner = ScopeRequest.scopes(claims["scope"]?.formText ?? "")
        request.parameters.set("scope", (inner + outer.filter { !inner.containsText($0) }).joined(separator: " "))
    }

    private static func fetch(_ uri: String, _ client: Client, _ hydra: Hydra) async throws -> String {
        guard client.requestURIs.containsText(uri) else {
            throw OAuthError.invalidRequestURI.hint("Request URI '\(uri)' is not whitelisted by the OAuth 2.0 Client.")
        }
        let trouble = "Unable to fetch OpenID Connect request parameters from 'request_uri' because"
        let response: ClientResponse
        do {
            response = try await hydra.loops.client.send(hydra.requestForClient(uri))
        } catch {
            throw OAuthError.invalidRequestURI.hint("\(trouble): \(error).")
        }
        guard response.status == 200 else {
            throw OAuthError.invalidRequestURI.hint(
                "\(trouble) status code '200' was expected, but got '\(response.status)'.")
        }
        return String(decoding: response.body, as: UTF8.self)
    }

    private static func verifiedClaims(_ text: String, _ client: Client, _ hydra: Hydra) async throws -> JSONObject {
        let broken = OAuthError.invalidRequestObject.hint("Unable to verify the request object's signature.")
        // An object with algorithm none ends in a point with nothing behind it.
        guard let object = CompactJWS(text) else { throw broken }
        let enforced = client.requestObjectSigningAlg
        if !enforced.isEmpty && enforced != object.algorithm {
            throw OAuthError.invalidRequestObject.hint(
                "The request object uses signing algorithm '\(object.algorithm)', but the requested OAuth 2.0 Client "
                    + "enforces signing algorithm '\(enforced)'.")
        }
        if object.algorithm != "none" {
            guard let algorithm = SignatureAlgorithm(rawValue: object.algorithm),
                algorithm != .EdDSA, !algorithm.rawValue.hasPrefix("HS")
            else {
                throw OAuthError.invalidRequestObject.hint(
                    "This request object uses unsupported signing algorithm '\(object.algorithm)'.")
            }
            let key: JWK
            do {
                key = try await ClientKeys.key(for: object, algorithm, of: client, hydra)
            } catch let error as OAuthError {
                let kind = algorithm.rawValue.hasPrefix("ES") ? "ECDSA" : "RSA"
                throw OAuthError.invalidRequestObject.hint(
                    "Unable to retrieve \(kind) signing key from OAuth 2.0 Client. \(error.hint)")
            }
            guard let verifier = try? Verifier(key), verifier.verify(object, algorithm: algorithm) else { throw broken }
        } else if !object.signature.isEmpty {
            throw broken
        }
        try checkTimes(object.claims, hydra.clock.now().seconds)
        return object.claims
    }

    /// As with client assertions, a request object out of its time is an internal error.
    private static func checkTimes(_ claims: JSONObject, _ now: Int64) throws(OAuthError) {
        if let expiry = ClaimTime(claims["exp"]).seconds, expiry != 0, now > expiry { throw .unrecognizable }
        for name in ["iat", "nbf"] {
            if let time = ClaimTime(claims[name]).seconds, time != 0, now < time { throw .unrecognizable }
        }
    }
}

extension JSONValue {
    /// A claim as Go's `%s` writes it; what is no text comes out as Go's complaint.
    fileprivate var formText: String {
        switch self {
        case .string(let text): text
        case .null: "%!s(<nil>)"
        case .bool(let value): "%!s(bool=\(value))"
        case .number(let text): "%!s(float64=\(text))"
        case .array(let values): "[" + values.map(\.formText).joined(separator: " ") + "]"
        case .object(let object):
            "map["
                + object.map { ($0.key, $0.value.formText) }.sorted { $0.0 < $1.0 }.map { "\($0.0):\($0.1)" }
                .joined(separator: " ") + "]"
        }
    }
}
