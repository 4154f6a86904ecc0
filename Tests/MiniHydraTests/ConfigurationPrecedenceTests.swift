import Foundation
import Testing

@testable import MiniHydra

/// Defaults, files, flags, environment: what is later wins.
@Suite struct ConfigurationPrecedenceTests {
    private let minimal = "{dsn: memory, dev: true}"

    @Test func defaults() throws {
        let configuration = try Configuration.load(text: minimal)
        #expect(configuration.dataSource == .memory)
        #expect(configuration.publicListener == Configuration.Listener(host: "0.0.0.0", port: 4444))
        #expect(configuration.adminListener.port == 4445)
        #expect(configuration.urls.issuer == "http://0.0.0.0:4444/")
        #expect(!configuration.urls.hasGivenIssuer)
        #expect(configuration.urls.publicURL == "http://0.0.0.0:4444")
        #expect(configuration.urls.login == "http://0.0.0.0:4444/oauth2/fallbacks/login")
        #expect(configuration.cookies.sameSite == Configuration.Cookies.SameSite.none)
        #expect(configuration.cookies.sessionName == "ory_hydra_session")
        #expect(configuration.log.level == .info)
        #expect(configuration.secrets.system.isEmpty)
        #expect(configuration.lifespans == Configuration.Lifespans())
        #expect(configuration.oauth2 == Configuration.OAuth2())
        #expect(configuration.oidc == Configuration.OIDC())
        #expect(configuration.webfinger == Configuration.Webfinger())
        #expect(configuration.deviceAuthorization == Configuration.DeviceAuthorization())
        #expect(configuration.strategies == Configuration.Strategies())
        #expect(configuration.clientRequests == Configuration.ClientRequests())
    }

    @Test func issuerOutsideDevelopmentIsSecure() throws {
        #expect(try Configuration.load(text: "{dsn: memory}").urls.issuer == "https://0.0.0.0:4444/")
        let port = "{dsn: memory, serve: {public: {host: localhost, port: 5555}}}"
        #expect(try Configuration.load(text: port).urls.issuer == "https://localhost:5555/")
    }

    @Test func laterFilesWinAndMapsAreMerged() throws {
        let directory = try TemporaryDirectory()
        let first = try directory.write(
            "a.yml",
            """
            {dsn: memory, dev: true, ttl: {access_token: 5m, id_token: 6m}, webfinger: {jwks: {broadcast_keys: [a, b]}}}
            """)
        let second = try directory.write(
            "b.json", #"{"ttl": {"access_token": "7m"}, "webfinger": {"jwks": {"broadcast_keys": ["c"]}}}"#)
        let configuration = try Configuration.load(files: [first, second])
        #expect(configuration.lifespans.accessToken == .minutes(7))
        #expect(configuration.lifespans.idToken == .minutes(6))
        #expect(configuration.webfinger.broadcastKeys == ["c"])
        let reversed = try Configuration.load(files: [second, first])
        #expect(reversed.lifespans.accessToken == .minutes(5))
        #expect(reversed.webfinger.broadcastKeys == ["a", "b"])
    }

    @Test func flagsWinOverFiles() throws {
        let text = "{dsn: memory, dev: false, urls: {self: {issuer: 'http://a'}}}"
        #expect(try Configuration.load(text: text, flags: .init(isDevelopment: true)).isDevelopment)
        #expect(throws: ConfigurationError.self) { try Configuration.load(text: text) }
    }

    @Test func environmentWinsOverFlags() throws {
        let secure = "{dsn: memory, urls: {self: {issuer: 'https://a'}}}"
        let configuration = try Configuration.load(
            text: secure, environment: ["DEV": "false"], flags: .init(isDevelopment: true))
        #expect(!configuration.isDevelopment)
    }

    @Test func environmentWinsOverFiles() throws {
        let configuration = try Configuration.load(
            text: "{dsn: memory, dev: true, ttl: {access_token: 5m}}",
            environment: ["TTL_ACCESS_TOKEN": "9m", "DSN": "sqlite:///var/lib/db.sqlite?_fk=true&mode=rwc"])
        #expect(configuration.lifespans.accessToken == .minutes(9))
        #expect(configuration.dataSource == .file(path: "/var/lib/db.sqlite"))
    }

    @Test(arguments: [
        ("memory", Configuration.DataSource.memory),
        ("sqlite://:memory:", .memory),
        ("sqlite://file:abc?mode=memory&_fk=true", .memory),
        ("sqlite://db.sqlite?_fk=true", .file(path: "db.sqlite")),
        ("sqlite:///a/b.sqlite", .file(path: "/a/b.sqlite")),
        ("postgres://u:p@db:5432/hydra?sslmode=disable", .external("postgres://u:p@db:5432/hydra?sslmode=disable")),
        ("postgresql://db/hydra", .external("postgresql://db/hydra")),
        ("mysql://user:pw@tcp(host:3306)/db", .external("mysql://user:pw@tcp(host:3306)/db")),
        ("cockroach://root@db/hydra", .external("cockroach://root@db/hydra")),
    ])
    func dataSources(dsn: String, expected: Configuration.DataSource) throws {
        #expect(try Configuration.load(text: "{dev: true}", environment: ["DSN": dsn]).dataSource == expected)
    }

    /// Every configuration that real Hydra was recorded with.
    @Test(arguments: try FileManager.default.contentsOfDirectory(atPath: RecordedConfigurations.directory).sorted())
    func recordedConfigurationsLoad(file: String) throws {
        let path = RecordedConfigurations.directory + "/" + file
        let configuration = try Configuration.load(files: [path], flags: .init(isDevelopment: true))
        #expect(configuration.dataSource == .memory)
        #expect(configuration.secrets.system == ["conformance-system-secret-0123456789"])
    }
}

enum RecordedConfigurations {
    static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Recordings/configs").path
}

/// A directory that is gone after the test.
final class TemporaryDirectory {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("minihydra-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file and returns its path.
    func write(_ name: String, _ text: String) throws -> String {
        let file = url.appendingPathComponent(name)
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }
}
