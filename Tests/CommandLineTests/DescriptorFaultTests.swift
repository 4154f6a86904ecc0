import Foundation
import Testing

/// Very many connections, and no descriptors or threads left.
@Suite(.serialized, .blocking) struct DescriptorFaultTests {
    private static let environment = [
        "DSN": "memory", "SECRETS_SYSTEM": "a-system-secret-of-tests", "LOG_LEVEL": "error",
    ]

    private static let idleConnections = 10_000

    /// Waits, for at most 10 s, until something is so.
    private static func eventually(_ condition: () -> Bool) async throws -> Bool {
        for _ in 0..<500 {
            if condition() { return true }
            try await Task.sleep(for: .milliseconds(20))
        }
        return condition()
    }

    /// In a process of its own: Foundation starts no other programs from one that has so many descriptors.
    @Test(.enabled(if: MachineLimits.mostDescriptors >= DescriptorFaultTests.idleConnections + 1_000))
    func tenThousandConnectionsThatSendNothing() async {
        await #expect(processExitsWith: .success) {
            // With the limit that a login shell has; the program raises it itself.
            let server = try RunningServer(
                ["serve", "all", "--dev"], environment: DescriptorFaultTests.environment,
                wrapper: MachineLimits.limited("-Sn 1024"))
            let figures = ProcessFigures(processID: server.processID)
            try #require(try server.connectToAdmin().createClient("app")?.status == 201)
            let hydra = try server.connectToPublic()
            try #require(hydra.token("app")?.status == 200)
            try #require(MachineLimits.raiseDescriptors(to: DescriptorFaultTests.idleConnections + 1_000))
            let descriptors = figures.descriptors
            var memory: [Int] = []
            for _ in 0..<2 {
                var idle: [RawConnection] = []
                while idle.count < DescriptorFaultTests.idleConnections {
                    idle.append(try server.connectToPublic())
                    if idle.count % 500 == 0 { try #require(hydra.token("app")?.status == 200) }
                }
                try await #require(
                    DescriptorFaultTests.eventually { figures.descriptors >= DescriptorFaultTests.idleConnections })
                try #require(try server.connectToPublic().token("app")?.status == 200)
                try #require(hydra.token("app")?.status == 200)
                memory.append(figures.memory)
                idle = []
                try await #require(DescriptorFaultTests.eventually { figures.descriptors <= descriptors + 5 })
                try #require(hydra.token("app")?.status == 200)
            }
            try #require(memory[0] < 100_000, "\(memory) KiB")
            // What the first ten thousand needed is used again.
            try #require(memory[1] < memory[0] + 5_000, "\(memory) KiB")
            try #require(server.terminate() == 0)
        }
    }

    @Test func noDescriptorsLeft() async throws {
        let folder = try TemporaryFolder()
        var environment = Self.environment
        environment["DSN"] = "sqlite://\(folder.path)/hydra.sqlite"
        environment["OIDC_SUBJECT_IDENTIFIERS_SUPPORTED_TYPES"] = "public,pairwise"
        environment["OIDC_SUBJECT_IDENTIFIERS_PAIRWISE_SALT"] = "a-salt-of-tests"
        let server = try RunningServer(
            ["serve", "all", "--dev", "--threads", "2"], environment: environment,
            wrapper: MachineLimits.limited("-n 48"))
        let figures = ProcessFigures(processID: server.processID)
        let admin = try server.connectToAdmin()
        let hydra = try server.connectToPublic()
        #expect(admin.createClient("app")?.status == 201)
        #expect(hydra.token("app")?.status == 200)
        let remote = admin.send(
            "POST", "/admin/clients",
            json: """
                {"client_id":"remote","grant_types":["client_credentials"],"jwks_uri":"http://127.0.0.1:1/jwks.json",\
                "token_endpoint_auth_method":"private_key_jwt"}
                """)
        #expect(remote?.status == 201)

        let patient = try server.connectToAdmin()
        #expect(patient.get("/health/alive")?.status == 200)

        // More than there is room for; those that find room keep it after their answer.
        var waiting: [RawConnection] = []
        for _ in 0..<100 {
            let connection = try server.connectToPublic()
            connection.send("GET /health/alive HTTP/1.1\r\nHost: localhost\r\n\r\n")
            waiting.append(connection)
        }
        #expect(try await Self.eventually { figures.descriptors >= 48 })

        let before = figures.time
        try await Task.sleep(for: .milliseconds(500))
        #expect(figures.time - before < 25, "hundredths of a second of 50")

        // Those that are connected are served, with the database and without.
        #expect(hydra.token("app")?.status == 200)
        #expect(admin.createClient("another")?.status == 201)
        #expect(admin.get("/admin/clients?page_size=5")?.status == 200)
        let token = try #require(hydra.token("app")?.json["access_token"] as? String)
        #expect(admin.post("/admin/oauth2/introspect", form: "token=\(token)")?.json["active"] as? Bool == true)
        #expect(figures.descriptors >= 48)
        // Requests that need a descriptor themselves get an error, and no more; one of them is tried again after a pause.
        let body = #"{"subject_type":"pairwise","sector_identifier_uri":"https://127.0.0.1:1/list"}"#
        patient.send(
            "POST /admin/clients HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
        let refused = try #require(hydra.post("/oauth2/token", form: Self.assertion(audience: server.publicURL)))
        #expect(refused.status >= 400)
        #expect(refused.json["error"] != nil)
        #expect(admin.delete("/admin/oauth2/tokens?client_id=app")?.status == 204)
        #expect(patient.receive()?.status == 400)
        #expect(figures.descriptors >= 48)

        waiting.removeFirst(90)
        #expect(try server.connectToPublic().token("app")?.status == 200)
        #expect(waiting.allSatisfy { $0.receive()?.status == 200 })
        waiting = []
        #expect(try server.connectToAdmin().get("/admin/clients/another")?.status == 200)
        #expect(server.terminate() == 0)
    }

    /// A request with an assertion whose signature can only be checked with keys from elsewhere.
    private static func assertion(audience: String) -> String {
        func part(_ text: String) -> String {
            Data(text.utf8).base64EncodedString().replacingOccurrences(of: "=", with: "")
                .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
        }
        let claims = #"{"iss":"remote","sub":"remote","aud":"\#(audience)/oauth2/token","jti":"j","exp":4102444800}"#
        return "grant_type=client_credentials"
            + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
            + "&client_assertion=\(part(#"{"alg":"RS256"}"#)).\(part(claims)).AAAA"
    }

    @Test(arguments: [10, 12, 14]) func tooFewDescriptorsToStart(_ count: Int) throws {
        let (code, errors) = try RunningServer.failure(
            ["serve", "all", "--dev", "--threads", "2", "--public-port", "0", "--admin-port", "0"],
            environment: Self.environment, wrapper: MachineLimits.limited("-n \(count)"))
        #expect(code == 1)
        #expect(errors.contains("too few descriptors or threads: see ulimit -n"))
        #expect(errors.contains("too many open files"))
    }

    @Test(.enabled(if: MachineLimits.canCountThreads), arguments: [1, 2, 3])
    func tooFewThreadsToStart(_ count: Int) throws {
        let (code, errors) = try RunningServer.failure(
            ["serve", "all", "--dev", "--threads", "4", "--public-port", "0", "--admin-port", "0"],
            environment: Self.environment, wrapper: MachineLimits.counted(threads: count))
        #expect(code == 1)
        #expect(errors.contains("Error: pthread_create: resource temporarily unavailable"))
        #expect(errors.contains("see ulimit -n and ulimit -u"))
    }
}
