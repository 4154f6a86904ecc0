import GoText

/// What an answer shows of a client beside its plain members.
package struct ClientView: Sendable {
    /// The lists that are answered as null; all others that are empty as `[]`.
    package var nullLists: Set<String> = []
    /// `client_secret`; nil: not shown.
    package var secret: String?
    /// `registration_access_token`; nil: not shown.
    package var registrationToken: String?
    /// `registration_client_uri`; nil: not shown.
    package var registrationURI: String?
    /// `created_at`, where it is another than the kept one.
    package var createdAt: GoTime?
    package var showsMetadata = true

    package init() {}
}

extension Client {
    /// The client as Hydra writes it; by default as a GET of the admin API shows it.
    package func json(showing view: ClientView = ClientView()) -> JSONValue {
        var members: JSONObject = ["client_id": .string(id), "client_name": .string(name)]
        members["client_secret"] = view.secret.map(JSONValue.string)
        for (name, list) in [
            ("redirect_uris", redirectURIs), ("grant_types", grantTypes), ("response_types", responseTypes),
        ] {
            members[name] = view.list(list, name)
        }
        members["scope"] = .string(scope)
        members["audience"] = view.list(audience, "audience")
        members["owner"] = .string(owner)
        members["policy_uri"] = .string(policyURI)
        members["allowed_cors_origins"] = view.list(allowedCORSOrigins, "allowed_cors_origins")
        members["tos_uri"] = .string(tosURI)
        members["client_uri"] = .string(clientURI)
        members["logo_uri"] = .string(logoURI)
        members["contacts"] = view.list(contacts, "contacts")
        members["client_secret_expires_at"] = .integer(0)
        members["subject_type"] = .string(subjectType)
        members.setUnlessEmpty("sector_identifier_uri", sectorIdentifierURI)
        members.setUnlessEmpty("jwks_uri", jwksURI)
        members["jwks"] = jwks ?? .object([:])
        members["token_endpoint_auth_method"] = .string(tokenEndpointAuthMethod)
        members.setUnlessEmpty("token_endpoint_auth_signing_alg", tokenEndpointAuthSigningAlg)
        members.setUnlessEmpty("request_uris", requestURIs)
        members.setUnlessEmpty("request_object_signing_alg", requestObjectSigningAlg)
        members["userinfo_signed_response_alg"] = .string(userinfoSignedResponseAlg)
        members["created_at"] = .string((view.createdAt ?? createdAt).rfc3339Nano)
        members["updated_at"] = .string(updatedAt.rfc3339Nano)
        members.setUnlessEmpty("frontchannel_logout_uri", frontchannelLogoutURI)
        members.setUnlessFalse("frontchannel_logout_session_required", frontchannelLogoutSessionRequired)
        members.setUnlessEmpty("post_logout_redirect_uris", postLogoutRedirectURIs)
        members.setUnlessEmpty("backchannel_logout_uri", backchannelLogoutURI)
        members.setUnlessFalse("backchannel_logout_session_required", backchannelLogoutSessionRequired)
        if view.showsMetadata { members["metadata"] = metadata }
        members["registration_access_token"] = view.registrationToken.map(JSONValue.string)
        members["registration_client_uri"] = view.registrationURI.map(JSONValue.string)
        members.setUnlessEmpty("access_token_strategy", accessTokenStrategy?.rawValue ?? "")
        members["skip_consent"] = .bool(skipConsent)
        members["skip_logout_consent"] = skipLogoutConsent.map(JSONValue.bool) ?? .null
        for name in ClientLifespans.Name.allCases {
            members[name.rawValue] = lifespans[name].map { .string($0.string) } ?? .null
        }
        return .object(members)
    }
}

extension ClientView {
    fileprivate func list(_ texts: [String], _ name: String) -> JSONValue {
        texts.isEmpty && nullLists.contains(name) ? .null : .array(texts.map(JSONValue.string))
    }
}

extension JSONObject {
    fileprivate mutating func setUnlessEmpty(_ name: String, _ text: String) {
        if !text.isEmpty { self[name] = .string(text) }
    }

    fileprivate mutating func setUnlessEmpty(_ name: String, _ texts: [String]) {
        if !texts.isEmpty { self[name] = .array(texts.map(JSONValue.string)) }
    }

    fileprivate mutating func setUnlessFalse(_ name: String, _ flag: Bool) {
        if flag { self[name] = true }
    }
}
