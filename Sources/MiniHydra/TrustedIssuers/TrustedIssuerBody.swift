import GoText
import JOSE

/// What `POST /admin/trust/grants/jwt-bearer/issuers` is told.
struct TrustedIssuerBody {
    var issuer = ""
    var subject = ""
    var allowsAnySubject = false
    /// nil where it was not given, which the answer shows as null.
    var scopes: [String]?
    var key: JWK?
    var expiresAt: GoTime?

    /// - Throws: a 400 whose `error` is the word `error`, with the message of Go's decoder.
    init(decoding bytes: [UInt8]) throws(AdminError) {
        do {
            try decode(JSONValue.decodeFirst(bytes))
        } catch {
            throw AdminError(status: 400, error: "error", description: "\(error)")
        }
    }

    private mutating func decode(_ value: JSONValue) throws {
        var decoder = GoStructDecoder(structName: "createGrantRequest", typeName: "trust.createGrantRequest")
        let fields = ["issuer", "subject", "allow_any_subject", "scope", "jwk", "expires_at"]
        for (field, value) in decoder.members(of: value, fields: fields) {
            switch field {
            case "issuer": issuer = decoder.string(value, field) ?? issuer
            case "subject": subject = decoder.string(value, field) ?? subject
            case "allow_any_subject": allowsAnySubject = decoder.bool(value, field) ?? allowsAnySubject
            case "scope": scopes = decoder.strings(value, field, type: "[]string")
            case "jwk": key = try JWK(json: value)
            default: expiresAt = try GoTime.decode(value) ?? expiresAt
            }
        }
        try decoder.finish()
    }

    /// - Throws: 400 `missing_required_parameter` for the first thing that is missing, in Hydra's order.
    func check() throws(AdminError) {
        func missing(_ hint: String) -> AdminError { AdminError(.missingRequiredParameter.hint(hint)) }
        if issuer.isEmpty { throw missing("Field 'issuer' is required.") }
        if subject.isEmpty && !allowsAnySubject {
            throw missing("One of 'subject' or 'allow_any_subject' field must be set.")
        }
        if !subject.isEmpty && allowsAnySubject {
            throw missing("Both 'subject' and 'allow_any_subject' fields cannot be set at the same time.")
        }
        if expiresAt ?? .never == .never { throw missing("Field 'expires_at' is required.") }
        if key?.kid.isEmpty ?? true { throw missing("Field 'jwk' must contain JWK with kid header.") }
    }
}
