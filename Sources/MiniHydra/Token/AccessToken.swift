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
        var bytes: [UInt8] = []
        bytes.reserveCapacity(96)
        bytes.append(contentsOf: "{\"i\":".utf8)
        bytes.append(contentsOf: String(issuedAt.seconds).utf8)
        if strategy == .jwt { bytes.append(contentsOf: ",\"j\":true".utf8) }
        if subject != clientID {
            bytes.append(contentsOf: ",\"s\":".utf8)
            JSONText.append(subject, to: &bytes)
        }
        for (name, values) in [("p", scopes), ("a", audience)] where !values.isEmpty {
            bytes.append(contentsOf: ",\"\(name)\":".utf8)
            JSONValue.array(values.map(JSONValue.string)).append(to: &bytes)
        }
        if let extra, !extra.isEmpty {
            bytes.append(contentsOf: ",\"x\":".utf8)
            JSONValue.object(extra).append(to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
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
