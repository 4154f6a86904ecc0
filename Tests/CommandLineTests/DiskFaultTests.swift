import Foundation
import Testing

/// Disks that are full and files that can not be written: what was answered is kept, and nothing needs a restart.
@Suite(.serialized, .blocking) struct DiskFaultTests {
    private static func environment(_ dsn: String) -> [String: String] {
        ["DSN": dsn, "SECRETS_SYSTEM": "a-system-secret-of-tests", "LOG_LEVEL": "error"]
    }

    private static let arguments = ["serve", "all", "--dev"]

    /// Writes until nothing more is taken. Returns the ids of the clients that were answered 201.
    private func fill(_ server: RunningServer, _ name: String, upTo count: Int) throws -> (ids: [String], full: Bool) {
        let admin = try server.connectToAdmin()
        let metadata = String(repeating: "m", count: 16_000)
        var ids: [String] = []
        for index in 0..<count {
            let answer = try #require(admin.createClient("\(name)-\(index)", metadata: metadata))
            guard answer.status == 201 else {
                #expect(answer.status == 500)
                #expect(answer.json["error_description"] as? String == "The error is unrecognizable")
                return (ids, true)
            }
            ids.append("\(name)-\(index)")
        }
        return (ids, false)
    }

    private func expectAll(_ ids: [String], at server: RunningServer) throws {
        let admin = try server.connectToAdmin()
        let missing = ids.filter { admin.get("/admin/clients/\($0)")?.status != 200 }
        #expect(missing.isEmpty)
    }

    /// Reads go on, writes fail in Hydra's words; with room again everything works, and everything that was answered
    /// with success is there, also after a kill.
    private func checkFull(_ server: RunningServer, token: String, free: () throws -> Void) throws {
        let admin = try server.connectToAdmin()
        let hydra = try server.connectToPublic()
        // What was too much left a little room.
        var refused = try #require(hydra.token("app"))
        for _ in 0..<1_000 where refused.status == 200 { refused = try #require(hydra.token("app")) }
        #expect(refused.status == 500)
        #expect(refused.json["error_description"] as? String == "The error is unrecognizable")
        #expect(admin.delete("/admin/clients/app")?.status == 500)
        #expect(admin.get("/admin/clients/app")?.status == 200)
        #expect(admin.post("/admin/oauth2/introspect", form: "token=\(token)")?.json["active"] as? Bool == true)
        #expect(admin.get("/health/ready")?.status == 200)
        #expect(hydra.get("/.well-known/jwks.json")?.status == 200)
        #expect(hydra.token("app", secret: "wrong")?.status == 401)
        try free()
        #expect(admin.createClient("afterwards")?.status == 201)
        #expect(hydra.token("app")?.status == 200)
        #expect(admin.delete("/admin/clients/app")?.status == 204)
        #expect(hydra.token("app")?.status == 401)
    }

    private func firstToken(_ server: RunningServer) throws -> String {
        #expect(try server.connectToAdmin().createClient("app")?.status == 201)
        let hydra = try server.connectToPublic()
        #expect(hydra.get("/.well-known/jwks.json")?.status == 200)
        return try #require(hydra.token("app")?.json["access_token"] as? String)
    }

    @Test(.enabled(if: MachineLimits.canMount)) func aFullDisk() throws {
        let folder = try TemporaryFolder()
        let server = try RunningServer(
            Self.arguments, environment: Self.environment("sqlite://\(folder.path)/hydra.sqlite"),
            wrapper: MachineLimits.mounting("20m", at: folder.path))
        defer { server.kill() }
        let inside = "/proc/\(server.processID)/root\(folder.path)"
        let token = try firstToken(server)
        // So much that the write-ahead log was worked into the file before: on the full disk it must be again, and can not.
        var (ids, isFull) = try fill(server, "early", upTo: 400)
        #expect(!isFull)
        let ballast = try #require(fopen(inside + "/ballast", "w"))
        setvbuf(ballast, nil, _IONBF, 0)
        let block = [UInt8](repeating: 1, count: 4096)
        while fwrite(block, 1, block.count, ballast) == block.count {}
        fclose(ballast)

        let late = try fill(server, "late", upTo: 2000)
        #expect(late.full)
        #expect(!late.ids.isEmpty)
        ids += late.ids
        try checkFull(server, token: token) { #expect(unlink(inside + "/ballast") == 0) }
        let more = try fill(server, "more", upTo: 50)
        #expect(!more.full)
        ids += more.ids + ["afterwards"]
        try expectAll(ids, at: server)

        // What is on the disk now is what a kill would leave.
        let copy = try TemporaryFolder()
        for name in ["hydra.sqlite", "hydra.sqlite-wal"] {
            try FileManager.default.copyItem(atPath: "\(inside)/\(name)", toPath: "\(copy.path)/\(name)")
        }
        let again = try RunningServer(
            Self.arguments, environment: Self.environment("sqlite://\(copy.path)/hydra.sqlite"))
        try expectAll(ids, at: again)
        #expect(try again.connectToAdmin().get("/admin/clients/app")?.status == 404)
        #expect(again.terminate() == 0)
    }

    /// The same where a file may not grow; the signal that the system sends for it must not end the server.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/prlimit")))
    func aLimitOfTheSizeOfFiles() throws {
        let folder = try TemporaryFolder()
        let environment = Self.environment("sqlite://\(folder.path)/hydra.sqlite")
        let server = try RunningServer(
            Self.arguments, environment: environment,
            wrapper: ["/usr/bin/env", "--default-signal=XFSZ"] + MachineLimits.limited("-Sf 2000"))
        let token = try firstToken(server)
        let (ids, isFull) = try fill(server, "client", upTo: 500)
        #expect(isFull)
        #expect(!ids.isEmpty)
        try checkFull(server, token: token) {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/prlimit")
            process.arguments = ["--pid", "\(server.processID)", "--fsize=unlimited:"]
            try process.start()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
        }
        try expectAll(ids + ["afterwards"], at: server)
        server.kill()
        let again = try RunningServer(Self.arguments, environment: environment)
        try expectAll(ids + ["afterwards"], at: again)
        #expect(again.terminate() == 0)
    }

    private func expectRefusal(
        dsn: String, wrapper: [String] = [], says reason: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let (code, errors) = try RunningServer.failure(
            Self.arguments + ["--public-port", "0", "--admin-port", "0"], environment: Self.environment(dsn),
            wrapper: wrapper)
        #expect(code == 1, sourceLocation: sourceLocation)
        #expect(errors.contains("The setting dsn: allowed is memory, or sqlite://"), sourceLocation: sourceLocation)
        let path = dsn.dropFirst("sqlite://".count).prefix { $0 != "?" }
        let line = errors.split(separator: "\n").first { $0.hasPrefix("Error: ") } ?? ""
        #expect(line.hasPrefix("Error: \(path): "), "\(errors)", sourceLocation: sourceLocation)
        #expect(line.contains(reason), "\(line)", sourceLocation: sourceLocation)
    }

    @Test(.enabled(if: MachineLimits.canMount), arguments: ["4k", "24k", "40k"])
    func aNewDatabaseOnAFullDisk(_ size: String) throws {
        let folder = try TemporaryFolder()
        try expectRefusal(
            dsn: "sqlite://\(folder.path)/hydra.sqlite", wrapper: MachineLimits.mounting(size, at: folder.path),
            says: "SQLite: ")
    }

    /// A database file with a client `app`.
    private func database(in folder: TemporaryFolder) throws -> String {
        let path = folder.path + "/hydra.sqlite"
        let server = try RunningServer(Self.arguments, environment: Self.environment("sqlite://\(path)"))
        #expect(try server.connectToAdmin().createClient("app")?.status == 201)
        #expect(server.terminate() == 0)
        return path
    }

    @Test(.enabled(if: MachineLimits.canMount)) func anOldDatabaseOnAFullDisk() throws {
        let made = try TemporaryFolder()
        let file = try database(in: made)
        let folder = try TemporaryFolder()
        try expectRefusal(
            dsn: "sqlite://\(folder.path)/hydra.sqlite",
            wrapper: MachineLimits.mounting(
                "1m", at: folder.path,
                then: "cp '\(file)' '\(folder.path)'; cat /dev/zero > '\(folder.path)/ballast' || true"),
            says: "no space left on device")
    }

    @Test(.enabled(if: MachineLimits.canMount)) func aReadOnlyFileSystem() throws {
        let made = try TemporaryFolder()
        let file = try database(in: made)
        let folder = try TemporaryFolder()
        let wrapper = MachineLimits.mounting(
            "1m", at: folder.path,
            then: "cp '\(file)' '\(folder.path)'; mount -o remount,ro none '\(folder.path)'")
        try expectRefusal(
            dsn: "sqlite://\(folder.path)/hydra.sqlite", wrapper: wrapper, says: "read-only file system")
        try expectRefusal(dsn: "sqlite://\(folder.path)/new.sqlite", wrapper: wrapper, says: "read-only file system")
    }

    @Test(.enabled(if: MachineLimits.canDropPrivileges)) func filesThatCanNotBeWritten() throws {
        let folder = try TemporaryFolder()
        let file = try database(in: folder)
        let before = try folder.contents()
        #expect(Set(before.keys) == ["hydra.sqlite"])
        chmod(file, 0o444)
        try expectRefusal(
            dsn: "sqlite://\(file)", wrapper: MachineLimits.unprivileged,
            says: "the file can not be written: permission denied")
        #expect(try folder.contents() == before)

        chmod(file, 0o644)
        chmod(folder.path, 0o555)
        for name in ["hydra.sqlite", "new.sqlite"] {
            try expectRefusal(
                dsn: "sqlite://\(folder.path)/\(name)?_fk=true", wrapper: MachineLimits.unprivileged,
                says: "no files can be made in the folder \(folder.path): permission denied")
        }
        #expect(try folder.contents() == before)
    }

    @Test func placesWhereNoDatabaseCanBe() throws {
        let folder = try TemporaryFolder()
        try expectRefusal(dsn: "sqlite://\(folder.path)", says: "a folder, not a file")
        try expectRefusal(dsn: "sqlite://\(folder.path)?_fk=true", says: "a folder, not a file")
        try expectRefusal(
            dsn: "sqlite://\(folder.path)/not/hydra.sqlite?_fk=true",
            says: "the folder \(folder.path)/not can not be used: no such file or directory")
        try expectRefusal(dsn: "sqlite:///dev/null", says: "no regular file")
        let text = folder.path + "/notes"
        try "not a database".write(toFile: text, atomically: true, encoding: .utf8)
        try expectRefusal(dsn: "sqlite://\(text)", says: "no SQLite database; it was left as it is")
        try expectRefusal(dsn: "sqlite://\(text)/hydra.sqlite", says: "not a directory")
        #expect(try folder.contents() == ["notes": Data("not a database".utf8)])
    }
}
