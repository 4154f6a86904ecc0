import Foundation
import Testing

/// Ports that can not be opened: Hydra's words, and before them the setting and what would be right.
@Suite(.serialized, .blocking) struct ListenerFaultTests {
    private static let environment = [
        "DSN": "memory", "SECRETS_SYSTEM": "a-system-secret-of-tests", "LOG_LEVEL": "error",
    ]

    private func expectRefusal(
        _ settings: [String: String], _ arguments: [String] = [], hint: String, words: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let (code, errors) = try RunningServer.failure(
            ["serve", "all", "--dev"] + arguments, environment: Self.environment.merging(settings) { $1 })
        #expect(code == 1, sourceLocation: sourceLocation)
        let lines = errors.split(separator: "\n").map(String.init)
        #expect(lines.first?.hasPrefix(hint) == true, "\(errors)", sourceLocation: sourceLocation)
        #expect(lines.dropFirst().first == "Error: \(words)", sourceLocation: sourceLocation)
        #expect(lines.last == words, sourceLocation: sourceLocation)
    }

    @Test func takenPorts() throws {
        let server = try RunningServer(["serve", "all", "--dev"], environment: Self.environment)
        let port = try #require(server.publicURL.split(separator: ":").last.map(String.init))
        let words = "listen tcp 127.0.0.1:\(port): bind: address already in use"
        let host = ["SERVE_PUBLIC_HOST": "127.0.0.1", "SERVE_ADMIN_HOST": "127.0.0.1"]
        try expectRefusal(
            host.merging(["SERVE_PUBLIC_PORT": port]) { $1 }, ["--admin-port", "0"],
            hint: "The setting serve.public.port is \(port): allowed is a port where no other program listens",
            words: words)
        try expectRefusal(
            host.merging(["SERVE_ADMIN_PORT": port]) { $1 }, ["--public-port", "0"],
            hint: "The setting serve.admin.port is \(port): allowed is a port where no other program listens",
            words: words)
        try expectRefusal(
            host, ["--public-port", "0", "--admin-port", port],
            hint: "The flag --admin-port is \(port): allowed is a port where no other program listens",
            words: words)
        #expect(try server.connectToAdmin().get("/health/ready")?.status == 200)
        #expect(server.terminate() == 0)
    }

    @Test(arguments: ["public", "admin"]) func hostsThatAreNotThisMachine(_ port: String) throws {
        let name = "SERVE_\(port.uppercased())_HOST"
        let arguments = ["--public-port", "0", "--admin-port", "0"]
        try expectRefusal(
            [name: "nohost.invalid"], arguments,
            hint: "The setting serve.\(port).host is nohost.invalid: allowed is a name or an address of this machine",
            words: "listen tcp: lookup nohost.invalid: no such host")
        // RFC 5737: an address that nobody has.
        try expectRefusal(
            [name: "192.0.2.1"], arguments,
            hint: "The setting serve.\(port).host is 192.0.2.1: allowed is an address of this machine",
            words: "listen tcp 192.0.2.1:0: bind: cannot assign requested address")
    }

    @Test func socketFiles() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/hydra.sock"
        let arguments = ["--public-port", "0"]
        try Data("a file".utf8).write(to: URL(fileURLWithPath: path))
        try expectRefusal(
            ["SERVE_ADMIN_HOST": "unix:\(path)"], arguments,
            hint: "The setting serve.admin.host is unix:\(path): allowed is a path where no file is yet",
            words: "listen unix \(path): bind: address already in use")
        #expect(try folder.contents() == ["hydra.sock": Data("a file".utf8)])
        try expectRefusal(
            ["SERVE_ADMIN_HOST": "unix:\(folder.path)/not/hydra.sock"], arguments,
            hint: "The setting serve.admin.host is unix:\(folder.path)/not/hydra.sock: allowed is unix: and a path",
            words: "listen unix \(folder.path)/not/hydra.sock: bind: no such file or directory")
        try expectRefusal(
            ["SERVE_ADMIN_HOST": "unix:\(folder.path)/owned", "SERVE_ADMIN_SOCKET_OWNER": "nobody-of-that-name"],
            arguments, hint: "The setting serve.admin.socket.owner: allowed is the name of a user",
            words: "user: unknown user nobody-of-that-name")
        #expect(try folder.contents().keys.contains("owned") == false)
    }
}
