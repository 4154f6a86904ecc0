import GoText
import JOSE

/// Why a body is no client, in Go's words.
struct ClientDecodingError: Error, CustomStringConvertible {
    let description: String
}

extension ClientBody {
    /// Reads the first JSON value of a body, as Go's `json.Decoder` fills Hydra's client.
    ///
    /// A wrong type does not stop the decoding, the first one is told at its end; what can not be read within a time, a
    /// lifespan, a key or `skip_logout_consent` stops at once.
    init(decoding bytes: [UInt8]) throws(ClientDecodingError) {
        let value: JSONValue
        do { value = try JSONValue.decodeFirst(bytes) } catch { throw ClientDecodingError(description: "\(error)") }
        try self.init(json: value)
    }

    /// Reads a client from JSON.
    init(json: JSONValue) throws(ClientDecodingError) {
        var decoder = GoStructDecoder(structName: "Client", typeName: "client.Client")
        for (field, value) in decoder.members(of: json, fields: Self.fields) {
            try decode(value, field, &decoder)
        }
        do { try decoder.finish() } catch { throw ClientDecodingError(description: error.message) }
    }

    private static let fields =
        [
            "client_id", "client_name", "client_secret", "redirect_uris", "grant_types", "response_types", "scope",
            "audience", "owner", "policy_uri", "allowed_cors_origins", "tos_uri", "client_uri", "logo_uri", "contacts",
            "client_secret_expires_at", "subject_type", "sector_identifier_uri", "jwks_uri", "jwks",
            "token_endpoint_auth_method", "token_endpoint_auth_signing_alg", "request_uris",
            "request_object_signing_alg", "userinfo_signed_response_alg", "created_at", "updated_at",
            "frontchannel_logout_uri", "frontchannel_logout_session_required", "post_logout_redirect_uris",
            "backchannel_logout_uri", "backchannel_logout_session_required", "metadata", "registration_access_token",
            "registration_client_uri", "access_token_strategy", "skip_consent", "skip_logout_consent",
        ] + ClientLifespans.Name.allCases.map(\.rawValue)

    private mutating func decode(
        _ value: JSONValue, _ field: String, _ decoder: inout GoStructDecoder
    ) throws(ClientDecodingError) {
        switch field {
        case "client_secret_expires_at":
            _ = decoder.integer(value, field)
        case "skip_consent":
            if let flag = decoder.bool(value, field) { client.skipConsent = flag }
        case "frontchannel_logout_session_required":
            if let flag = decoder.bool(value, field) { client.frontchannelLogoutSessionRequired = flag }
        case "backchannel_logout_session_required":
            if let flag = decoder.bool(value, field) { client.backchannelLogoutSessionRequired = flag }
        case "skip_logout_consent":
            client.skipLogoutConsent = try Self.optionalFlag(value)
        case "created_at":
            if let time = try Self.time(value) { createdAt = time }
        case "updated_at":
            _ = try Self.time(value)
        case "metadata":
            metadata = value
        case "jwks":
            client.jwks = try Self.keys(value, field, &decoder)
        default:
            if let name = ClientLifespans.Name(rawValue: field) {
                client.lifespans[name] = try ClientLifespans.duration(value, path: "Client", "Lifespans.\(field)")
            } else if !decodeList(value, field, &decoder) {
                decodeText(value, field, &decoder)
            }
        }
    }

    private mutating func decodeText(_ value: JSONValue, _ field: String, _ decoder: inout GoStructDecoder) {
        guard let text = decoder.string(value, field) else { return }
        switch field {
        case "client_id": client.id = text
        case "client_name": client.name = text
        case "client_secret": secret = text
        case "scope": client.scope = text
        case "owner": client.owner = text
        case "policy_uri": client.policyURI = text
        case "tos_uri": client.tosURI = text
        case "client_uri": client.clientURI = text
        case "logo_uri": client.logoURI = text
        case "subject_type": client.subjectType = text
        case "sector_identifier_uri": client.sectorIdentifierURI = text
        case "jwks_uri": client.jwksURI = text
        case "token_endpoint_auth_method": client.tokenEndpointAuthMethod = text
        case "token_endpoint_auth_signing_alg": client.tokenEndpointAuthSigningAlg = text
        case "request_object_signing_alg": client.requestObjectSigningAlg = text
        case "userinfo_signed_response_alg": client.userinfoSignedResponseAlg = text
        case "frontchannel_logout_uri": client.frontchannelLogoutURI = text
        case "backchannel_logout_uri": client.backchannelLogoutURI = text
        case "access_token_strategy": accessTokenStrategy = text
        // The two registration members are the server's own.
        default: break
        }
    }

    /// Returns false when `field` is no list.
    private mutating func decodeList(
        _ value: JSONValue, _ field: String, _ decoder: inout GoStructDecoder
    ) -> Bool {
        switch field {
        case "redirect_uris": client.redirectURIs = list(value, field, &decoder)
        case "grant_types": client.grantTypes = list(value, field, &decoder)
        case "response_types": client.responseTypes = list(value, field, &decoder)
        case "audience": client.audience = list(value, field, &decoder)
        case "allowed_cors_origins": client.allowedCORSOrigins = list(value, field, &decoder)
        case "contacts": client.contacts = list(value, field, &decoder)
        case "request_uris": client.requestURIs = list(value, field, &decoder)
        case "post_logout_redirect_uris": client.postLogoutRedirectURIs = list(value, field, &decoder)
        default: return false
        }
        return true
    }

    private mutating func list(_ value: JSONValue, _ field: String, _ decoder: inout GoStructDecoder) -> [String] {
        guard let texts = decoder.strings(value, field, type: "sqlxx.StringSliceJSONFormat") else {
            nullLists.insert(field)
            return []
        }
        nullLists.remove(field)
        return texts
    }

    private static func optionalFlag(_ value: JSONValue) throws(ClientDecodingError) -> Bool? {
        if case .null = value { return nil }
        if let flag = value.boolValue { return flag }
        var decoder = GoStructDecoder(structName: "", typeName: "bool")
        decoder.mismatch(kindOf: value, field: "", type: "bool")
        throw ClientDecodingError(description: decoder.firstError?.message ?? "")
    }

    private static func time(_ value: JSONValue) throws(ClientDecodingError) -> GoTime? {
        do { return try GoTime.decode(value) } catch { throw ClientDecodingError(description: error.message) }
    }

    /// The key set as go-jose writes it; `{}` counts as none.
    private static func keys(
        _ value: JSONValue, _ field: String, _ decoder: inout GoStructDecoder
    ) throws(ClientDecodingError) -> JSONValue? {
        if case .null = value { return nil }
        guard value.objectValue != nil else {
            decoder.mismatch(kindOf: value, field: field, type: "x.JoseJSONWebKeySet")
            return nil
        }
        var inner = GoStructDecoder(structName: "JoseJSONWebKeySet", typeName: "x.JoseJSONWebKeySet")
        var set: JSONValue?
        for (_, keys) in inner.members(of: value, fields: ["keys"]) {
            set = .object(["keys": .null])
            if case .null = keys { continue }
            guard let list = keys.arrayValue else {
                inner.mismatch(kindOf: keys, field: "jwks.JSONWebKeySet.keys", type: "[]jose.JSONWebKey")
                continue
            }
            var read: [JSONValue] = []
            for key in list { read.append(try Self.key(key)) }
            set = .object(["keys": .array(read)])
        }
        if decoder.firstError == nil, let error = inner.firstError { decoder.firstError = error }
        return set
    }

    private static func key(_ value: JSONValue) throws(ClientDecodingError) -> JSONValue {
        do { return try JWK(json: value).json } catch { throw ClientDecodingError(description: "\(error)") }
    }
}

extension ClientLifespans {
    /// Reads the body of `PUT /clients/{id}/lifespans`; what it does not name is not set.
    init(decoding bytes: [UInt8]) throws(ClientDecodingError) {
        self.init()
        let value: JSONValue
        do { value = try JSONValue.decodeFirst(bytes) } catch { throw ClientDecodingError(description: "\(error)") }
        var decoder = GoStructDecoder(structName: "Lifespans", typeName: "client.Lifespans")
        for (field, value) in decoder.members(of: value, fields: Name.allCases.map(\.rawValue)) {
            guard let name = Name(rawValue: field) else { continue }
            self[name] = try Self.duration(value, path: "Lifespans", field)
        }
        do { try decoder.finish() } catch { throw ClientDecodingError(description: error.message) }
    }

    /// One lifespan; null is none.
    static func duration(
        _ value: JSONValue, path structName: String, _ field: String
    ) throws(ClientDecodingError) -> GoDuration? {
        if case .null = value { return nil }
        guard let text = value.stringValue else {
            var decoder = GoStructDecoder(structName: structName, typeName: "")
            // Within a lifespan Go tells the kind alone, whatever the number.
            decoder.mismatch(kindOf: value, field: field, type: "string")
            throw ClientDecodingError(description: decoder.firstError?.message ?? "")
        }
        do { return try GoDuration.parse(text) } catch { throw ClientDecodingError(description: "\(error)") }
    }
}
