import GoText
import HTTP

/// How a client proves who it is at the token and revocation endpoints, RFC 6749 section 2.3.
package enum ClientAuthentication {
    /// The client that a request names, once it has proved to be it.
    ///
    /// - Parameter keepsRefusedAssertion: whether the `jti` of an assertion with a wrong audience is used up.
    /// - Throws: ``OAuthError``; `invalid_request` where there are no credentials, `invalid_client` where they are wrong.
    package static func authenticate(
        _ request: Request, _ form: GoValues, _ hydra: Hydra, keepsRefusedAssertion: Bool = true
    ) async throws -> Client {
        let assertionType = form.get("client_assertion_type")
        if assertionType == ClientAssertion.type {
            return try await ClientAssertion.authenticate(form, hydra, keepsRefused: keepsRefusedAssertion)
        }
        if !assertionType.isEmpty {
            throw OAuthError.invalidRequest.hint("Unknown client_assertion_type '\(assertionType)'.")
        }
        let credentials = try credentials(request, form)
        guard let client = try hydra.client(id: credentials.id) else {
            throw OAuthError.invalidClient.debug("Unable to locate the resource")
        }
        // The method is complained about before the secret is looked at.
        let method = client.tokenEndpointAuthMethod
        if !form.get("client_id").isEmpty && !form.get("client_secret").isEmpty && method != "client_secret_post" {
            throw wrongMethod(registered: method, used: "client_secret_post")
        }
        if credentials.isBasic && !credentials.secret.isEmpty && method != "client_secret_basic" {
            throw wrongMethod(registered: method, used: "client_secret_basic")
        }
        if client.isPublic { return client }
        guard client.secret.matches(credentials.secret) else {
            throw OAuthError.invalidClient.debug("passwords do not match")
        }
        return client
    }

    private struct Credentials {
        var id: String
        var secret: String
        var isBasic: Bool
    }

    /// The Basic header where it can be read, else the body. Any other Authorization header is ignored.
    private static func credentials(_ request: Request, _ form: GoValues) throws(OAuthError) -> Credentials {
        if let basic = BasicCredentials(request.header("Authorization")) {
            guard let id = try? GoEscape.queryUnescape(basic.user) else { throw undecodable("id") }
            guard let secret = try? GoEscape.queryUnescape(basic.password) else { throw undecodable("secret") }
            return Credentials(id: id, secret: secret, isBasic: true)
        }
        guard !form.get("client_id").isEmpty else {
            throw .invalidRequest.hint(
                "Client credentials missing or malformed in both HTTP Authorization header and HTTP POST body.")
        }
        return Credentials(id: form.get("client_id"), secret: form.get("client_secret"), isBasic: false)
    }

    private static func undecodable(_ part: String) -> OAuthError {
        .invalidRequest.hint(
            "The client \(part) in the HTTP authorization header could not be decoded from "
                + "'application/x-www-form-urlencoded'.")
    }

    private static func wrongMethod(registered: String, used: String) -> OAuthError {
        .invalidClient.hint(
            "The OAuth 2.0 Client supports client authentication method '\(registered)', but method '\(used)' was "
                + "requested. You must configure the OAuth 2.0 client's 'token_endpoint_auth_method' value to accept "
                + "'\(used)'.")
    }
}

/// User and password of a Basic header, RFC 7617.
package struct BasicCredentials: Sendable {
    package var user: String
    package var password: String

    /// nil where the header is no Basic header, no base64, or has no colon.
    package init?(_ header: String?) {
        guard let header, header.count >= 6, header.prefix(6).lowercased() == "basic ",
            let bytes = try? GoBase64.decodeStandard(String(header.dropFirst(6)), padded: true),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        user = String(decoding: bytes[..<colon], as: UTF8.self)
        password = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
    }
}

extension Hydra {
    /// The client of this id, or nil.
    package func client(id: String) throws(StoreError) -> Client? {
        try store.write { (database) throws(StoreError) in try database.keptClient(id: id) }
    }
}
