import MiniHydra
import Testing

@testable import minihydra_server

/// The reading of command lines.
@Suite struct ArgumentsTests {
    private static func serve(
        _ ports: ServeArguments.Ports = .all, files: [String] = [], dev: Bool? = nil, profile: Profile = .hydra,
        publicPort: Int? = nil, adminPort: Int? = nil, threads: Int? = nil, freshKeys: Bool = false
    ) -> ServeArguments {
        ServeArguments(
            ports: ports, files: files, isDevelopment: dev, profile: profile, publicPort: publicPort,
            adminPort: adminPort, threads: threads, freshKeys: freshKeys)
    }

    static let good: [(String, Command)] = [
        ("", .tryOut(serve())),
        ("--public-port 0 --profile openchami", .tryOut(serve(profile: .openchami, publicPort: 0))),
        ("serve all", .serve(serve())),
        ("serve public", .serve(serve(.public))),
        ("serve admin", .serve(serve(.admin))),
        ("serve all --dev", .serve(serve(dev: true))),
        ("serve --dev all", .serve(serve(dev: true))),
        ("--dev serve all", .serve(serve(dev: true))),
        ("serve all --dev=false --sqa-opt-out", .serve(serve(dev: false))),
        ("serve -c a.yml all --dev", .serve(serve(files: ["a.yml"], dev: true))),
        ("serve all -ca.yml", .serve(serve(files: ["a.yml"]))),
        ("serve all -c=a.yml", .serve(serve(files: ["a.yml"]))),
        ("-c a.yml serve all", .serve(serve(files: ["a.yml"]))),
        ("serve all --config a.yml,b.yml -c c.json", .serve(serve(files: ["a.yml", "b.yml", "c.json"]))),
        ("serve all --config=all", .serve(serve(files: ["all"]))),
        ("serve all --public-port 1 --admin-port=2", .serve(serve(publicPort: 1, adminPort: 2))),
        ("serve all --threads 3 --fresh-keys", .serve(serve(threads: 3, freshKeys: true))),
        ("serve all --profile hydra", .serve(serve())),
        ("serve all more words", .serve(serve())),
        ("version", .version),
        ("health", .health(endpoint: nil)),
        ("health --endpoint http://a:1", .health(endpoint: "http://a:1")),
        ("conformance", .conformance([])),
        ("conformance --only a -h", .conformance(["--only", "a", "-h"])),
    ]

    @Test(arguments: good) func understood(line: String, command: Command) throws {
        #expect(try Arguments.parse(words(line), program: "minihydra-server") == command)
    }

    private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

    @Test(arguments: [
        "--help", "-h", "help", "serve", "serve --help", "serve all --help", "serve all -h", "help serve",
        "help serve all", "version --help", "health -h", "serve nope", "serve --dev",
    ])
    func help(line: String) throws {
        guard case .help(let text) = try Arguments.parse(words(line), program: "hydra") else {
            Issue.record("no help for \(line)")
            return
        }
        #expect(text.contains("Usage:\n  hydra "))
    }

    @Test func asHydraNoCommandMeansHelp() throws {
        guard case .help = try Arguments.parse([], program: "hydra") else {
            Issue.record("no help")
            return
        }
    }

    @Test func usageOfASubcommand() {
        let path = CommandPath(program: "hydra").child("serve")?.child("all")
        let head = "Usage:\n  hydra serve all [flags]\n\nFlags:\n  -h, --help   help for all\n\nGlobal Flags:\n"
        #expect(path?.usage.hasPrefix(head) == true)
        #expect(path?.usage.contains("\n  -c, --config strings ") == true)
        #expect(path?.usage.contains("\n      --dev  ") == true)
    }

    @Test(arguments: [
        ("--x", "unknown flag: --x"),
        ("serve all --dangerous-force-http", "unknown flag: --dangerous-force-http"),
        ("serve all -x", "unknown shorthand flag: 'x' in -x"),
        ("serve all --config", "flag needs an argument: --config"),
        ("serve all -c", "flag needs an argument: 'c' in -c"),
        (
            "serve all --dev=maybe",
            #"invalid argument "maybe" for "--dev" flag: strconv.ParseBool: parsing "maybe": invalid syntax"#
        ),
        (
            "serve all --threads x",
            #"invalid argument "x" for "--threads" flag: strconv.ParseInt: parsing "x": invalid syntax"#
        ),
        (
            "serve all --public-port 70000",
            #"invalid argument "70000" for "--public-port" flag: must be between 0 and 65535"#
        ),
        ("serve all --threads 0", #"invalid argument "0" for "--threads" flag: must be between 1 and 256"#),
        ("serve all --profile x", #"invalid argument "x" for "--profile" flag: must be hydra or openchami"#),
        ("serve all ---x", "bad flag syntax: ---x"),
        ("version --dev", "unknown flag: --dev"),
        ("--version", "unknown flag: --version"),
    ])
    func refusedWithUsage(line: String, message: String) {
        let failure = #expect(throws: CommandFailure.self) {
            try Arguments.parse(words(line), program: "hydra")
        }
        #expect(failure?.message == message)
        #expect(failure?.text.hasPrefix("Error: \(message)\nUsage:\n") == true)
        #expect(failure?.text.hasSuffix("\n\n\(message)\n\n") == true)
    }

    @Test func unknownCommand() {
        let failure = #expect(throws: CommandFailure.self) { try Arguments.parse(["xyzzy"], program: "hydra") }
        #expect(
            failure?.text == """
                Error: unknown command "xyzzy" for "hydra"
                Run 'hydra --help' for usage.
                unknown command "xyzzy" for "hydra"


                """)
        let near = #expect(throws: CommandFailure.self) { try Arguments.parse(["srve"], program: "hydra") }
        #expect(near?.message == "unknown command \"srve\" for \"hydra\"\n\nDid you mean this?\n\tserve\n")
    }

    @Test(arguments: [
        ("http://127.0.0.1:4445", "127.0.0.1", "4445", ""), ("http://hydra:80/x/", "hydra", "80", "/x"),
        ("http://[::1]:4445/", "::1", "4445", ""), ("http://hydra", "hydra", "80", ""),
    ])
    func endpoints(url: String, host: String, port: String, path: String) throws {
        let endpoint = try #require(HealthCommand.Endpoint(url))
        #expect(endpoint.host == host)
        #expect(endpoint.port == port)
        #expect(endpoint.path == path)
    }

    @Test(arguments: ["https://a", "a:1", "http://", "http://:1", ""]) func noEndpoints(url: String) {
        #expect(HealthCommand.Endpoint(url) == nil)
    }

    @Test(arguments: [
        ([:], "http://127.0.0.1:4445"),
        (["SERVE_ADMIN_PORT": "4545"], "http://127.0.0.1:4545"),
        (["serve_admin_port": "4545", "SERVE_ADMIN_HOST": "0.0.0.0"], "http://127.0.0.1:4545"),
        (["SERVE": #"{"admin":{"port":4545}}"#, "SERVE_ADMIN_HOST": "hydra.test"], "http://hydra.test:4545"),
        (["SERVE_ADMIN_HOST": "::1"], "http://[::1]:4445"),
        (["SERVE_ADMIN_PORT": "4545", "ORY_SDK_URL": "http://a:1"], "http://a:1"),
    ])
    func endpointOfTheEnvironment(variables: [String: String], url: String) {
        #expect(HealthCommand.defaultEndpoint(environment: variables) == url)
    }

    @Test func refusalOfAConfiguration() {
        let path = CommandPath(program: "hydra")
        let error = ConfigurationError("WHY", source: "a.yml", key: "log.level", advice: "b", report: "\nBLOCK\n\n")
        #expect(
            ServeCommand.refusal(error, time: "NOW", usageOf: path)
                == "\nBLOCK\n\nThe setting log.level (a.yml): allowed is b.\n"
                + "time=NOW level=error msg=Unable to instantiate configuration. audience=application "
                + "error=map[message:WHY] service_name=Ory Hydra service_version=v26.2.0\n"
                + "Error: WHY\n\(path.usage)\nWHY\n\n")
        let fatal = ConfigurationError("dsn must be set", severity: .fatal)
        #expect(
            ServeCommand.refusal(fatal, time: "NOW", usageOf: path)
                == "time=NOW level=fatal msg=dsn must be set audience=application service_name=Ory Hydra "
                + "service_version=v26.2.0\n")
    }
}
