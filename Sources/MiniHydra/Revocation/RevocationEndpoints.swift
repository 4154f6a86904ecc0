import GoText
import HTTP

/// `POST /oauth2/revoke`, RFC 7009, and the admin API's `DELETE /admin/oauth2/tokens`.
package enum RevocationEndpoints {
    /// Hydra tells of two errors only, and of those no more than their names: everything else is a success.
    package static func revoke(_ call: Call, _ hydra: Hydra) async throws -> Response {
        do {
            let form = try call.request.requiredForm()
            let client = try await ClientAuthentication.authenticate(
                call.request, form, hydra, keepsRefusedAssertion: false)
            try await revoke(form.get("token"), of: client, hydra)
        } catch let error as OAuthError where error.code == OAuthError.invalidRequest.code {
            throw OAuthError.invalidRequest
        } catch let error as OAuthError where error.code == OAuthError.invalidClient.code {
            throw OAuthError.invalidClient
        } catch is OAuthError {
            return success
        }
        return success
    }

    /// Takes all access tokens of a client away; its refresh tokens stay.
    package static func deleteTokens(_ call: Call, _ hydra: Hydra) async throws -> Response {
        let clientID = call.query.get("client_id")
        guard !clientID.isEmpty else {
            throw AdminError(
                .invalidRequest.hint("Query parameter 'client_id' is not defined but it should have been."))
        }
        try hydra.store.write { (database) throws(StoreError) in try database.deleteAccessTokens(clientID: clientID) }
        return .empty(status: 204)
    }

    /// Another client's token stays alive.
    private static func revoke(_ text: String, of client: Client, _ hydra: Hydra) async throws {
        guard let signature = try await hydra.signature(ofAccessToken: text) else { return }
        try hydra.store.transaction { (database) throws(StoreError) in
            guard let token = try database.accessToken(signature: signature), token.clientID == client.id else {
                return
            }
            try database.deleteAccessToken(signature: signature)
        }
    }

    private static var success: Response {
        .empty(status: 200, headers: [("Cache-Control", "no-store"), ("Pragma", "no-cache")])
    }
}
