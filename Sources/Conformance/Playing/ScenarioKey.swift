import GoText
import JOSE

/// A key pair of a `key` step.
struct ScenarioKey: Sendable {
    let algorithm: String
    private let jwk: JWK
    private let hasKeyID: Bool

    /// Makes a fresh one; blocks for as long as that takes.
    /// - Parameter spec: `alg`, `kid`, `use` and `size` (of RSA keys, in bits), all optional.
    init(_ spec: JSONObject) throws(Unplayable) {
        let name = spec["alg"]?.stringValue ?? "RS256"
        guard let algorithm = SignatureAlgorithm(rawValue: name) else { throw Unplayable("no algorithm \(name)") }
        self.algorithm = name
        let keyID = spec["kid"].map(PlainText.of)
        do {
            jwk = try JWK.generate(
                algorithm, rsaBits: spec["size"]?.intValue ?? 2048, kid: keyID ?? "",
                use: spec["use"]?.stringValue ?? "sig")
        } catch {
            throw Unplayable("no key: \(error)")
        }
        hasKeyID = keyID != nil
    }

    /// With the private members.
    var privateJSON: JSONObject { members(of: jwk) }

    /// Without them; a symmetric key has nothing else.
    var publicJSON: JSONObject { members(of: jwk.isSymmetric ? jwk : jwk.publicPart) }

    /// A compact JWS. Header fields that are null are left out; the algorithm `none` gives no signature.
    func sign(header: JSONObject, claims: JSONValue, algorithm: String?) throws(Unplayable) -> String {
        var complete: JSONObject = ["alg": .string(algorithm ?? self.algorithm), "typ": "JWT"]
        for (name, value) in header { complete[name] = value }
        for name in complete.keys where complete[name] == .null { complete[name] = nil }
        let name = complete["alg"]?.stringValue ?? ""
        if name == "none" { return "\(Self.encoded(.object(complete))).\(Self.encoded(claims))." }
        guard let algorithm = SignatureAlgorithm(rawValue: name) else { throw Unplayable("no algorithm \(name)") }
        // Only the header that the scenario wrote names the key.
        var key = jwk
        key.kid = ""
        do {
            let signer = try Signer(key, algorithm: algorithm, header: complete)
            return String(decoding: try signer.sign(payload: Array(PlainText.json(claims).utf8)), as: UTF8.self)
        } catch {
            throw Unplayable("not signed: \(error)")
        }
    }

    private func members(of key: JWK) -> JSONObject {
        var members = key.json.objectValue ?? [:]
        if !hasKeyID { members["kid"] = nil }
        return members
    }

    private static func encoded(_ value: JSONValue) -> String {
        GoBase64.encodeURL(Array(PlainText.json(value).utf8), padded: false)
    }
}
