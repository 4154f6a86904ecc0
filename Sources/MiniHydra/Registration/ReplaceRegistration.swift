import HTTP

extension RegistrationEndpoints {
    /// `PUT /oauth2/register/{id}`: the client in new form, and a new registration access token.
    package static func replace(_ call: Call, _ hydra: Hydra) async throws -> Response {
        try requireOpen(hydra)
        let id = call.parameter("id")
        let authorized = try RegistrationAccess.authorize(call, clientID: id, hydra)
        var body = try body(of: call)
        if !body.secret.isEmpty { throw AdminError.forbidden(secretIsForbidden) }
        body.client.id = id
        try checkFields(body)
        try await ClientValidation(hydra).validate(&body)
        let token = hydra.tokens.make(.accessToken, random: hydra.random)
        let update = ClientUpdate(body, registrationToken: token.signature, hydra)
        let client = try hydra.store.transaction { (database: inout Database) throws -> Client in
            // Of two requests with one token the second comes too late.
            guard try database.client(id: id)?.registrationToken == authorized.registrationToken else {
                throw RegistrationAccess.denied
            }
            let client = try update.carryOut(in: &database, hydra)
            try database.deauthorizeClient(id: id)
            return client
        }
        var view = update.view
        view.registrationToken = token.text
        return .admin(client.json(showing: view))
    }

    private static func body(of call: Call) throws(AdminError) -> ClientBody {
        let isGone = BearerToken.usesUpBody(of: call.request)
        guard !isGone, let body = try? ClientBody(decoding: call.request.body) else {
            throw .badRequest("Unable to decode the request body. Is it valid JSON?")
        }
        return body
    }
}
