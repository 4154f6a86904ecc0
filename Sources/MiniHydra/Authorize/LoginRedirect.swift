import GoText
import HTTP
import JOSE

/// Sends the browser of a good authorization request to the login application.
enum LoginRedirect {
    static func respond(to request: AuthorizeRequest, _ call: Call, _ hydra: Hydra) async throws -> Response {
        guard let client = request.client else { throw OAuthError.invalidClient }
        let prompts = request.prompts
        // Told before a bad hint.
        if prompts.contains("none") {
            throw OAuthError.loginRequired.hint(
                "Prompt 'none' was requested, but no existing login session was found.")
        }
        let context = try await oidcContext(request, hydra)
        let flow = Flow(
            id: hex(hydra.random.fill(16)), requestURL: requestURL(call, hydra),
            client: client.json(), requestedScope: request.scopes, requestedAudience: request.audience,
            oidcContext: context, sessionID: hydra.random.uuid(), csrf: hex(hydra.random.fill(16)),
            requestedAt: hydra.clock.now())
        let challenge = try hydra.flows.encode(flow.json.encode(), kind: .loginChallenge, random: hydra.random)
        let csrf = try hydra.flows.encode(Array(flow.csrf.utf8), kind: .csrfCookie, random: hydra.random)

        var values = GoValues()
        values.set("login_challenge", challenge)
        let schema = request.parameters.get("identity_schema")
        if !schema.isEmpty { values.set("identity_schema", schema) }
        let urls = hydra.configuration.urls
        let target = prompts.contains("registration") ? urls.registration : urls.login
        var response = Response.found(replacingQuery(of: target, by: values), for: call.request)
        for cookie in Cookie.csrf(
            name: hydra.configuration.cookies.loginCSRFName, value: csrf, clientID: client.id, hydra)
        {
            response.headers.add(name: "Set-Cookie", value: cookie)
        }
        return response
    }

    /// The query of `urls.login` is lost, other than that of the consent, logout and error URLs.
    private static func replacingQuery(of text: String, by values: GoValues) -> String {
        guard var url = try? GoURL.parse(text) else { return text }
        url.rawQuery = values.encoded()
        return url.string
    }

    /// The URL that the login comes back to: it keeps the query of the request, and nothing of a posted form.
    private static func requestURL(_ call: Call, _ hydra: Hydra) -> String {
        let base = hydra.configuration.webfinger.authURL ?? hydra.configuration.urls.publicURL + "/oauth2/auth"
        guard let query = call.request.query, !query.isEmpty else { return base }
        return base + "?" + query
    }

    /// What OpenID Connect parameters say to the login application; empty ones are left out.
    private static func oidcContext(_ request: AuthorizeRequest, _ hydra: Hydra) async throws -> JSONObject {
        var context = JSONObject()
        for name in ["acr_values", "ui_locales"] {
            let words = request.parameters.get(name).words.map(JSONValue.string)
            if !words.isEmpty { context[name] = .array(words) }
        }
        for name in ["display", "login_hint"] {
            let text = request.parameters.get(name)
            if !text.isEmpty { context[name] = .string(text) }
        }
        let hint = request.parameters.get("id_token_hint")
        if !hint.isEmpty {
            context["id_token_hint_claims"] = .object(try await IDTokenHint.claims(of: hint, hydra))
        }
        return context
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
