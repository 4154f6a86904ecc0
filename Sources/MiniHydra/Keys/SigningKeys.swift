import GoText
import HTTP
import JOSE
import Synchronization

/// The server's own key sets: `hydra.openid.id-token` and `hydra.jwt.access-token`, made when they are first needed.
///
/// The newest private key of a set signs, and it alone verifies.
package final class SigningKeys: Sendable {
    /// Where a server gets a key for a set that has none.
    package enum Source: Sendable {
        /// The published test keys: there at once, the same everywhere, and worth nothing as secrets.
        case published
        /// RSA keys of 4096 bits as Hydra makes them, in the background from the start on.
        case fresh
    }

    package enum SetName: String, Sendable, CaseIterable {
        case idToken = "hydra.openid.id-token"
        case accessToken = "hydra.jwt.access-token"
    }

    private struct Entry {
        var keys: [JWK]
        /// nil for sets whose newest key can not sign.
        var signer: Signer?
        var verifier: Verifier?
    }

    /// Sets as they were read, and how often one of them has changed since.
    private struct Kept {
        var entries: [String: Entry] = [:]
        var changes = 0
        /// `Store.versionByOthers()` at the last look.
        var version: Int64 = 0
    }

    private let store: Store
    private let source: Source
    private let loops: EventLoopGroup
    private let random: any RandomSource
    private let kept = Mutex(Kept())
    /// Sets that have had their published key: a deleted set is made anew with another.
    private let published = Mutex<Set<String>>([])
    private let generations = Mutex<[String: Task<JWK, any Error>]>([:])

    package init(store: Store, source: Source, loops: EventLoopGroup, random: any RandomSource) {
        self.store = store
        self.source = source
        self.loops = loops
        self.random = random
    }

    /// Begins in the background with what the first token will need, so that it waits less.
    ///
    /// - Parameter signsSoon: whether access tokens are JWTs. The first signature of a process takes longer than those
    ///   behind it, so one is made and thrown away; the set itself is still made when it is needed.
    package func prepare(signsSoon: Bool) {
        switch source {
        case .fresh:
            for name in SetName.allCases where (try? stored(name.rawValue))?.isEmpty ?? true {
                _ = generation(for: name.rawValue)
            }
        case .published where signsSoon:
            Task { [loops] in
                try await loops.onBackgroundThread { try Signer(PublishedTestKeys.accessToken()).warmUp() }
            }
        case .published: break
        }
    }

    /// What signs tokens of this kind.
    package func signer(_ name: SetName) async throws -> Signer {
        guard let signer = try await entry(name.rawValue).signer else { throw OAuthError.unrecognizable }
        return signer
    }

    /// Whether the newest key of the set has signed this token. EdDSA keys sign, but Hydra can not verify with them.
    package func verifies(_ token: CompactJWS, set name: SetName) async throws -> Bool {
        let entry = try await entry(name.rawValue)
        guard let verifier = entry.verifier, let algorithm = SignatureAlgorithm(rawValue: token.algorithm),
            algorithm != .EdDSA
        else { return false }
        return verifier.verify(token, algorithm: algorithm)
    }

    /// The keys of a set, newest first; a set that does not exist is made.
    package func keys(ofSet name: String) async throws -> [JWK] {
        try await entry(name).keys
    }

    /// A set has changed: what is kept of it is read anew when it is next needed.
    package func forget(_ name: String) {
        kept.withLock {
            $0.entries.removeValue(forKey: name)
            $0.changes += 1
        }
    }

    private func entry(_ name: String) async throws -> Entry {
        let version = try store.versionByOthers()
        let (found, changes) = kept.withLock { kept in
            if kept.version != version {
                kept.version = version
                kept.entries = [:]
                kept.changes += 1
            }
            return (kept.entries[name], kept.changes)
        }
        if let found { return found }
        var keys = try stored(name)
        if keys.isEmpty { keys = try keep(try publishedKey(of: name), in: name) }
        if keys.isEmpty {
            keys = try keep(try await generation(for: name).value, in: name)
            _ = generations.withLock { $0.removeValue(forKey: name) }
        }
        let newest = keys.first(where: \.isPrivate)
        let entry = Entry(
            keys: keys, signer: newest.flatMap { try? Signer($0, header: ["typ": "JWT"]) },
            verifier: newest.flatMap { try? Verifier($0.publicPart) })
        // What was read before a change is not kept behind it.
        kept.withLock { if $0.changes == changes { $0.entries[name] = entry } }
        return entry
    }

    private func stored(_ name: String) throws -> [JWK] {
        try store.read { (database) throws(StoreError) in try database.keys(ofSet: name) }
    }

    private func publishedKey(of name: String) throws -> JWK? {
        guard source == .published, let set = SetName(rawValue: name), !published.withLock({ $0.contains(name) }) else {
            return nil
        }
        return try set == .idToken ? PublishedTestKeys.idToken() : PublishedTestKeys.accessToken()
    }

    /// Makes a set of one key, unless another request has made it meanwhile. Returns the keys that are there now.
    private func keep(_ key: JWK?, in name: String) throws -> [JWK] {
        let keys = try store.transaction { (database) throws(StoreError) in
            let found = try database.keys(ofSet: name)
            guard found.isEmpty, let key else { return found }
            try database.insertKey(key, set: name)
            return [key]
        }
        // Not before it is committed: a full disk must not cost the set its published key.
        if key != nil, source == .published { published.withLock { _ = $0.insert(name) } }
        return keys
    }

    /// The making of a key for a set, begun once whoever asks.
    private func generation(for name: String) -> Task<JWK, any Error> {
        generations.withLock { running in
            if let task = running[name] { return task }
            let kid = random.uuid()
            let task = Task<JWK, any Error> { [loops] in
                try await loops.onBackgroundThread {
                    try JWK.generate(.RS256, rsaBits: 4096, kid: kid, use: "sig")
                }
            }
            running[name] = task
            return task
        }
    }
}
