import GoText
import JOSE

/// An access token as it is kept: what was granted, to whom, for how long.
package struct AccessToken: Sendable {
    package var clientID: String
    /// The client itself for client credentials, a user otherwise.
    package var subject: String
    package var scopes: [String]
    package var audience: [String]
    package var issuedAt: GoTime
    package var expiresAt: GoTime
    package var strategy: AccessTokenStrategy
    /// What the session adds to the token (`ext`); nil where there is none.
    package var extra: JSONObject?

    /// The compact form in the store; client and expiry stand in columns of their own.
    package var stored: [UInt8] {
        var object: JSONObject = [
            "i": .integer(Int(issuedAt.seconds)), "j": .bool(strategy == .jwt),
        ]
        if subject != clientID { object["s"] = .string(subject) }
        if !scopes.isEmpty { object["p"] = .array(scopes.map(JSONValue.string)) }
        if !audience.isEmpty { object["a"] = .array(audience.map(JSONValue.string)) }
        if let extra, !extra.isEmpty { object["x"] = .object(extra) }
        return JSONValue.object(object).encode(escapingHTML: false)
    }

    /// Reads the stored form; nil where the bytes are none.
    package init?(stored: [UInt8], clientID: String, expiresAt: Int64) {
        guard let object = (try? JSONValue.decodeWhole(stored))?.objectValue, let issued = object["i"]?.intValue else {
            return nil
        }
        let texts = { (name: String) in object[name]?.arrayValue?.compactMap(\.stringValue) ?? [] }
        self.init(
            clientID: clientID, subject: object["s"]?.stringValue ?? clientID, scopes: texts("p"), audience: texts("a"),
            issuedAt: GoTime(seconds: Int64(issued)), expiresAt: GoTime(seconds: expiresAt),
            strategy: object["j"]?.boolValue == true ? .jwt : .opaque, extra: object["x"]?.objectValue)
    }

    package init(
        clientID: String, subject: String, scopes: [String], audience: [String], issuedAt: GoTime, expiresAt: GoTime,
        strategy: AccessTokenStrategy, extra: JSONObject?
    ) {
        self.clientID = clientID
        self.subject = subject
        self.scopes = scopes
        self.audience = audience
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.strategy = strategy
        self.extra = extra
    }
}
