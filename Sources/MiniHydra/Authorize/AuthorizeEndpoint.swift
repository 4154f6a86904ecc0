import GoText
import HTTP

/// `GET` and `POST /oauth2/auth`, RFC 6749 section 3.1.
package enum AuthorizeEndpoint {
    package static func authorize(_ call: Call, _ hydra: Hydra) async throws -> Response {
        if hydra.profile == .openchami,
            let response = try await OpenCHAMIContract.respondToAuthorization(call, hydra)
        {
            return response
        }
        let writer = AuthorizeResponseWriter(call: call, hydra: hydra)
        guard let parameters = parameters(of: call) else {
            let error = OAuthError.invalidRequest.hint(
                "Unable to parse HTTP body, make sure to send a properly formatted form request body.")
            return writer.error(error, for: AuthorizeRequest(parameters: GoValues()))
        }
        var request = AuthorizeRequest(parameters: parameters)
        do {
            try await AuthorizeChecks.check(&request, hydra)
            return try await LoginRedirect.respond(to: request, call, hydra)
        } catch let error as OAuthError {
            return writer.error(error, for: request)
        }
    }

    /// nil for a form that can not be read.
    package static func parameters(of call: Call) -> GoValues? {
        var all = GoValues()
        if call.request.method == "POST" {
            guard case .fields(let form) = FormBody(call.request) else { return nil }
            all = form
        }
        let query = call.query
        for name in query.names {
            for value in query.all(name) { all.add(name, value) }
        }
        return all
    }
}
