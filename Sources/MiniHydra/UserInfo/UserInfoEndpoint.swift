import GoText
import HTTP
import JOSE

/// `GET` and `POST /userinfo`: OpenID Connect Core section 5.3. Hydra does not ask for the scope `openid`.
package enum UserInfoEndpoint {
    package static func userInfo(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let token: AccessToken
        let client: Client
        do {
            (token, client) = try await hydra.presentedAccessToken(BearerToken.of(call.request))
        } catch let error as OAuthError {
            throw refusal(error)
        }
        var claims = claims(of: token, hydra)
        guard client.userinfoSignedResponseAlg == SignatureAlgorithm.RS256.rawValue else {
            return .admin(.object(claims))
        }
        claims["jti"] = .string(hydra.random.uuid())
        claims["iat"] = .integer(Int(hydra.clock.now().seconds))
        let jwt = try await hydra.keys.signer(.idToken).sign(payload: JSONValue.object(claims).encode())
        return Response(status: 200, headers: HeaderFields([("Content-Type", "application/jwt")]), body: jwt)
    }

    /// What a client's own token tells: it has no end user, and so no `sub`.
    private static func claims(of token: AccessToken, _ hydra: Hydra) -> JSONObject {
        [
            "aud": [.string(token.clientID)], "iat": .integer(Int(token.issuedAt.seconds)),
            "iss": .string(hydra.configuration.urls.issuer),
        ]
    }

    /// RFC 6750 section 3: Hydra names the error in the header where the status is 401.
    private static func refusal(_ error: OAuthError) -> AdminError {
        var refusal = AdminError(error)
        if refusal.status == 401 {
            refusal.challenge = "Bearer error=\"\(refusal.error)\",error_description=\"\(refusal.description)\""
        }
        return refusal
    }
}
