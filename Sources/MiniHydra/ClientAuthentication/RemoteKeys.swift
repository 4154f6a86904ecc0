import GoText
import HTTP
import JOSE
import Synchronization

/// Key sets that were fetched for clients with a `jwks_uri`, kept for an hour.
package final class RemoteKeys: Sendable {
    private struct Entry {
        var keys: JWKSet
        var fetchedAt: GoTime
    }

    private static let lifespan = GoDuration.hours(1)
    private static let maximumEntries = 1000
    private let entries = Mutex<[String: Entry]>([:])

    package init() {}

    /// The keys at an address.
    ///
    /// - Parameter mayUseKept: whether keys that were fetched within the last hour will do.
    /// - Throws: `server_error` where the address gives no keys.
    package func keys(at url: String, _ hydra: Hydra, mayUseKept: Bool) async throws(OAuthError) -> JWKSet {
        let now = hydra.clock.now()
        if mayUseKept, let kept = entries.withLock({ $0[url] }), kept.fetchedAt.adding(Self.lifespan) > now {
            return kept.keys
        }
        let keys = try await fetch(url, hydra)
        entries.withLock {
            if $0.count >= Self.maximumEntries { $0.removeAll() }
            $0[url] = Entry(keys: keys, fetchedAt: now)
        }
        return keys
    }

    private func fetch(_ url: String, _ hydra: Hydra) async throws(OAuthError) -> JWKSet {
        let response: ClientResponse
        do {
            response = try await hydra.loops.client.send(hydra.requestForClient(url))
        } catch {
            throw .serverError.hint(
                "Unable to fetch JSON Web Keys from location '\(url)'. Check for typos or other network issues."
            ).debug("\(error)")
        }
        guard (200..<400).contains(response.status) else {
            throw .serverError.hint(
                "Expected successful status code in range of 200 - 399 from location '\(url)' but received code "
                    + "\(response.status).")
        }
        do {
            return try JWKSet(json: JSONValue.decodeFirst(response.body))
        } catch {
            throw .serverError.hint(
                "Unable to decode JSON Web Keys from location '\(url)'. Please check for typos and if the URL returns "
                    + "valid JSON.")
        }
    }
}
