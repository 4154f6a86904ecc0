import Foundation
import Testing

/// Several servers on one database file, such as `serve public` beside `serve admin`.
@Suite(.serialized, .blocking) struct SharedFileTests {
    private func start(_ folder: TemporaryFolder) throws -> RunningServer {
        try RunningServer(
            ["serve", "all", "--dev"],
            environment: [
                "DSN": "sqlite://\(folder.path)/hydra.sqlite", "SECRETS_SYSTEM": "a-system-secret-of-tests",
                "LOG_LEVEL": "error", "STRATEGIES_ACCESS_TOKEN": "jwt",
            ])
    }

    /// What one server has answered counts at once for the other, which keeps clients and keys in memory.
    @Test func eachSeesWhatTheOtherDoes() throws {
        let folder = try TemporaryFolder()
        let (one, two) = (try start(folder), try start(folder))
        let admin = try one.connectToAdmin()
        let hydra = try two.connectToPublic()
        #expect(hydra.token("app")?.status == 401)
        #expect(admin.createClient("app")?.status == 201)
        let token = try #require(hydra.token("app")?.json["access_token"] as? String)
        #expect(admin.post("/admin/oauth2/introspect", form: "token=\(token)")?.json["active"] as? Bool == true)

        let changed = RawConnection.client("app", secret: "another-secret")
        #expect(admin.send("PUT", "/admin/clients/app", json: changed)?.status == 200)
        #expect(hydra.token("app")?.status == 401)
        #expect(hydra.token("app", secret: "another-secret")?.status == 200)

        func keys() throws -> [String] {
            let set = try #require(hydra.get("/.well-known/jwks.json")?.json["keys"] as? [[String: Any]])
            return set.compactMap { $0["kid"] as? String }
        }
        let before = try keys()
        let made = admin.send(
            "POST", "/admin/keys/hydra.jwt.access-token", json: #"{"alg":"ES256","kid":"another","use":"sig"}"#)
        #expect(made?.status == 201)
        #expect(try Set(keys()) == Set(before + ["another"]))
        let signed = try #require(
            hydra.token("app", secret: "another-secret")?.json["access_token"] as? String)
        #expect(admin.post("/admin/oauth2/introspect", form: "token=\(signed)")?.json["active"] as? Bool == true)

        #expect(admin.delete("/admin/clients/app")?.status == 204)
        #expect(hydra.token("app", secret: "another-secret")?.status == 401)
        #expect(one.terminate() == 0)
        #expect(two.terminate() == 0)
    }

    @Test func serversThatStartTogetherOnANewFile() async throws {
        let folder = try TemporaryFolder()
        let servers = try await withThrowingTaskGroup(of: RunningServer.self) { group in
            for _ in 0..<6 { group.addTask { try start(folder) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        // All write at the same time.
        let created = try await withThrowingTaskGroup(of: [String].self) { group in
            for (number, server) in servers.enumerated() {
                group.addTask {
                    let admin = try server.connectToAdmin()
                    return (0..<50).map { "client-\(number)-\($0)" }.filter { admin.createClient($0)?.status == 201 }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(created.count == servers.count * 50)
        servers[0].kill()
        let admin = try servers[1].connectToAdmin()
        #expect(created.allSatisfy { admin.get("/admin/clients/\($0)")?.status == 200 })
        for server in servers.dropFirst() { #expect(server.terminate() == 0) }
        #expect(try Set(folder.contents().keys) == ["hydra.sqlite"])
    }
}
