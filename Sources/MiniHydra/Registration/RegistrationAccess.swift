import HTTP
import JOSE

/// The registration access token, RFC 7592 section 3, that a client looks after itself with.
package enum RegistrationAccess {
    /// The client that a request brings the registration access token of.
    ///
    /// - Throws: one and the same 401 for an unknown client, no token, a wrong one, and that of another client.
    package static func authorize(
        _ call: Call, clientID: String, _ hydra: Hydra
    ) throws(AdminError) -> Client {
        let client: Client?
        do { client = try hydra.client(id: clientID) } catch { throw .unrecognizable }
        guard let client, holds(call.request, tokenOf: client, hydra) else {
            throw denied
        }
        return client
    }

    /// The answer to whatever is wrong with client or token.
    package static let denied = AdminError.unauthorized(
        "The requested OAuth 2.0 client does not exist or you provided incorrect credentials.")

    private static func holds(_ request: Request, tokenOf client: Client, _ hydra: Hydra) -> Bool {
        guard !client.registrationToken.isEmpty,
            let signature = hydra.tokens.signature(of: BearerToken.of(request), prefix: .accessToken)
        else { return false }
        return constantTimeEquals(signature, client.registrationToken)
    }
}
