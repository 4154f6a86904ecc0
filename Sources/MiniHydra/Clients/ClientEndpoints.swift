import GoText
import HTTP

/// `/admin/clients` and what is below it.
package enum ClientEndpoints {
    /// An id as Hydra writes it into URLs: escaped, and the escapes escaped again.
    static func escapedTwice(_ id: String) -> String {
        GoEscape.pathEscape(id).split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%25")
    }

    /// Reads a body, and words what is wrong with it.
    static func body(of call: Call) throws(AdminError) -> ClientBody {
        do { return try ClientBody(decoding: call.request.body) } catch {
            throw .badRequest("Unable to decode the request body: \(error)")
        }
    }
}

extension SecretDigest {
    /// bcrypt takes no secret beyond this many bytes.
    private static let bcryptLimit = 72

    /// The digest of a client's new secret.
    ///
    /// - Throws: the error that Hydra's hasher gives, where bcrypt is configured and the secret is too long for it.
    static func make(_ secret: String, _ hydra: Hydra) throws(AdminError) -> SecretDigest {
        if hydra.configuration.oauth2.hasher == .bcrypt && secret.utf8.count > bcryptLimit { throw .unrecognizable }
        return SecretDigest(of: secret, random: hydra.random)
    }
}
