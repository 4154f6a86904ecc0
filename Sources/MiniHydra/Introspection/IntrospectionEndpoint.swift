import GoText
import HTTP

/// `POST /admin/oauth2/introspect`, RFC 7662. It asks for no authentication.
package enum IntrospectionEndpoint {
    package static func introspect(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let form = try call.request.requiredForm()
        guard let found = try await hydra.activeAccessToken(form.get("token")),
            ScopeRequest.scopes(form.get("scope")).allSatisfy({
                hydra.scopeStrategy.allows($0, by: found.token.scopes)
            })
        else { return inactive }
        return active(found.token, hydra)
    }

    private static var inactive: Response {
        .oauth(body: Array("{\"active\":false}\n".utf8))
    }

    private static func active(_ token: AccessToken, _ hydra: Hydra) -> Response {
        var object: JSONObject = ["active": true]
        if !token.scopes.isEmpty { object["scope"] = .string(token.scopes.joined(separator: " ")) }
        object["client_id"] = .string(token.clientID)
        object["sub"] = .string(token.subject)
        object["exp"] = .integer(Int(token.expiresAt.seconds))
        object["iat"] = .integer(Int(token.issuedAt.seconds))
        object["nbf"] = .integer(Int(token.issuedAt.seconds))
        object["aud"] = .array(token.audience.map(JSONValue.string))
        object["iss"] = .string(hydra.configuration.urls.issuer)
        object["token_type"] = "Bearer"
        object["token_use"] = "access_token"
        if let extra = token.extra, !extra.isEmpty { object["ext"] = .object(extra) }
        // An active token's answer may be kept by caches, as far as Hydra's headers go.
        var fields = HeaderFields()
        fields.add(name: "Content-Type", value: "application/json;charset=UTF-8")
        return Response(status: 200, headers: fields, body: JSONValue.object(object).encode() + Array("\n".utf8))
    }
}
