import GoText

extension Client {
    /// The names under which members are kept: short, since every token request reads a client.
    private enum Stored: String {
        case redirectURIs = "ru"
        case grantTypes = "gt"
        case responseTypes = "rt"
        case scope = "sc"
        case audience = "au"
        case policyURI = "pu"
        case allowedCORSOrigins = "co"
        case tosURI = "tu"
        case clientURI = "cu"
        case logoURI = "lu"
        case contacts = "ct"
        case subjectType = "st"
        case sectorIdentifierURI = "si"
        case jwks = "ks"
        case jwksURI = "ku"
        case tokenEndpointAuthMethod = "am"
        case tokenEndpointAuthSigningAlg = "aa"
        case requestURIs = "rq"
        case requestObjectSigningAlg = "ra"
        case userinfoSignedResponseAlg = "ua"
        case updatedAt = "up"
        case frontchannelLogoutURI = "fu"
        case frontchannelLogoutSessionRequired = "fs"
        case postLogoutRedirectURIs = "pl"
        case backchannelLogoutURI = "bu"
        case backchannelLogoutSessionRequired = "bs"
        case metadata = "md"
        case skipConsent = "sk"
        case skipLogoutConsent = "sl"
        case accessTokenStrategy = "as"
        case lifespans = "li"
    }

    private static let texts: [(Stored, WritableKeyPath<Client, String> & Sendable, usual: String)] = [
        (.scope, \.scope, ""), (.policyURI, \.policyURI, ""), (.tosURI, \.tosURI, ""), (.clientURI, \.clientURI, ""),
        (.logoURI, \.logoURI, ""), (.subjectType, \.subjectType, "public"),
        (.sectorIdentifierURI, \.sectorIdentifierURI, ""), (.jwksURI, \.jwksURI, ""),
        (.tokenEndpointAuthMethod, \.tokenEndpointAuthMethod, "client_secret_basic"),
        (.tokenEndpointAuthSigningAlg, \.tokenEndpointAuthSigningAlg, ""),
        (.requestObjectSigningAlg, \.requestObjectSigningAlg, ""),
        (.userinfoSignedResponseAlg, \.userinfoSignedResponseAlg, "none"),
        (.frontchannelLogoutURI, \.frontchannelLogoutURI, ""), (.backchannelLogoutURI, \.backchannelLogoutURI, ""),
    ]

    private static let lists: [(Stored, WritableKeyPath<Client, [String]> & Sendable)] = [
        (.redirectURIs, \.redirectURIs), (.grantTypes, \.grantTypes), (.responseTypes, \.responseTypes),
        (.audience, \.audience), (.allowedCORSOrigins, \.allowedCORSOrigins), (.contacts, \.contacts),
        (.requestURIs, \.requestURIs), (.postLogoutRedirectURIs, \.postLogoutRedirectURIs),
    ]

    /// The members that have no column of their own, as compact JSON without what is usual.
    var stored: [UInt8] {
        var members: JSONObject = [:]
        for (name, path, usual) in Self.texts where self[keyPath: path] != usual {
            members[name.rawValue] = .string(self[keyPath: path])
        }
        for (name, path) in Self.lists where !self[keyPath: path].isEmpty {
            members[name.rawValue] = .array(self[keyPath: path].map(JSONValue.string))
        }
        if let jwks { members[Stored.jwks.rawValue] = jwks }
        members[Stored.updatedAt.rawValue] = .array([
            .number(String(updatedAt.seconds)), .integer(Int(updatedAt.nanoseconds)),
        ])
        if frontchannelLogoutSessionRequired { members[Stored.frontchannelLogoutSessionRequired.rawValue] = true }
        if backchannelLogoutSessionRequired { members[Stored.backchannelLogoutSessionRequired.rawValue] = true }
        if metadata != .object([:]) { members[Stored.metadata.rawValue] = metadata }
        if skipConsent { members[Stored.skipConsent.rawValue] = true }
        if let skipLogoutConsent { members[Stored.skipLogoutConsent.rawValue] = .bool(skipLogoutConsent) }
        if let accessTokenStrategy {
            members[Stored.accessTokenStrategy.rawValue] = .string(accessTokenStrategy.rawValue)
        }
        if !lifespans.isEmpty {
            var durations: JSONObject = [:]
            for name in ClientLifespans.Name.allCases {
                durations[name.rawValue] = lifespans[name].map { .number(String($0.nanoseconds)) }
            }
            members[Stored.lifespans.rawValue] = .object(durations)
        }
        return JSONValue.object(members).encode(escapingHTML: false)
    }

    /// Takes over what ``stored`` kept. Returns false for bytes that are nothing of the kind.
    mutating func restore(from bytes: [UInt8]) -> Bool {
        guard let members = (try? JSONValue.decodeWhole(bytes))?.objectValue else { return false }
        subjectType = "public"
        tokenEndpointAuthMethod = "client_secret_basic"
        userinfoSignedResponseAlg = "none"
        for (key, value) in members {
            guard let name = Stored(rawValue: key) else { continue }
            restore(name, value)
        }
        return true
    }

    private mutating func restore(_ name: Stored, _ value: JSONValue) {
        switch name {
        case .redirectURIs: redirectURIs = value.texts
        case .grantTypes: grantTypes = value.texts
        case .responseTypes: responseTypes = value.texts
        case .scope: scope = value.stringValue ?? ""
        case .audience: audience = value.texts
        case .policyURI: policyURI = value.stringValue ?? ""
        case .allowedCORSOrigins: allowedCORSOrigins = value.texts
        case .tosURI: tosURI = value.stringValue ?? ""
        case .clientURI: clientURI = value.stringValue ?? ""
        case .logoURI: logoURI = value.stringValue ?? ""
        case .contacts: contacts = value.texts
        case .subjectType: subjectType = value.stringValue ?? ""
        case .sectorIdentifierURI: sectorIdentifierURI = value.stringValue ?? ""
        case .jwks: jwks = value
        case .jwksURI: jwksURI = value.stringValue ?? ""
        case .tokenEndpointAuthMethod: tokenEndpointAuthMethod = value.stringValue ?? ""
        case .tokenEndpointAuthSigningAlg: tokenEndpointAuthSigningAlg = value.stringValue ?? ""
        case .requestURIs: requestURIs = value.texts
        case .requestObjectSigningAlg: requestObjectSigningAlg = value.stringValue ?? ""
        case .userinfoSignedResponseAlg: userinfoSignedResponseAlg = value.stringValue ?? ""
        case .updatedAt: updatedAt = value.time
        case .frontchannelLogoutURI: frontchannelLogoutURI = value.stringValue ?? ""
        case .frontchannelLogoutSessionRequired: frontchannelLogoutSessionRequired = value.boolValue ?? false
        case .postLogoutRedirectURIs: postLogoutRedirectURIs = value.texts
        case .backchannelLogoutURI: backchannelLogoutURI = value.stringValue ?? ""
        case .backchannelLogoutSessionRequired: backchannelLogoutSessionRequired = value.boolValue ?? false
        case .metadata: metadata = value
        case .skipConsent: skipConsent = value.boolValue ?? false
        case .skipLogoutConsent: skipLogoutConsent = value.boolValue
        case .accessTokenStrategy: accessTokenStrategy = value.stringValue.flatMap(AccessTokenStrategy.init)
        case .lifespans: restoreLifespans(value)
        }
    }

    private mutating func restoreLifespans(_ value: JSONValue) {
        guard let durations = value.objectValue else { return }
        for (key, duration) in durations {
            guard let name = ClientLifespans.Name(rawValue: key), case .number(let text) = duration,
                let nanoseconds = Int64(text)
            else { continue }
            lifespans[name] = GoDuration(nanoseconds: nanoseconds)
        }
    }
}

extension JSONValue {
    fileprivate var texts: [String] { arrayValue?.compactMap(\.stringValue) ?? [] }

    fileprivate var time: GoTime {
        guard let parts = arrayValue, parts.count == 2, case .number(let text) = parts[0], let seconds = Int64(text)
        else { return .never }
        return GoTime(seconds: seconds, nanoseconds: Int32(parts[1].intValue ?? 0))
    }
}
