import Testing

@testable import MiniHydra

@Suite struct RouteTableTests {
    private let table = RouteTable(Routes.adminPort)

    private func parameters(_ method: String, _ path: String) -> [String: String]? {
        guard case .route(_, let parameters) = table.match(method: method, path: path) else { return nil }
        return parameters
    }

    @Test func partsOfThePathAreDecodedOneByOne() {
        #expect(parameters("GET", "/admin/clients/a%2Fb") == ["id": "a/b"])
        #expect(parameters("GET", "/admin/clients/a+b%20c") == ["id": "a+b c"])
        #expect(parameters("GET", "/admin/clients/a/b") == nil)
        #expect(parameters("GET", "/admin/clients/") == nil)
    }

    @Test func aGETRouteAnswersHEAD() {
        #expect(parameters("HEAD", "/admin/version") == [:])
        #expect(parameters("HEAD", "/admin/oauth2/introspect") == nil)
    }

    @Test func otherMethodsAreTold() {
        guard case .otherMethods(let methods) = table.match(method: "TRACE", path: "/admin/clients/x") else {
            Issue.record("a known path was not found")
            return
        }
        #expect(methods == ["DELETE", "GET", "HEAD", "PATCH", "PUT"])
    }

    @Test func everyRouteFindsItself() {
        for (routes, name) in [(Routes.publicPort, "public"), (Routes.adminPort, "admin")] {
            let table = RouteTable(routes)
            for route in routes {
                guard case .route(let found, _) = table.match(method: route.method, path: route.path) else {
                    Issue.record("\(name): \(route.method) \(route.path) is not found")
                    continue
                }
                #expect(found.path == route.path)
            }
        }
    }
}

@Suite struct AcceptHeaderTests {
    @Test(arguments: [
        ("text/html;q=0.5, application/json", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"), ("*/*", "text/html"),
        ("image/png", "text/html"), ("", "text/html"), ("text/plain", "text/plain"),
        ("application/*", "application/json"),
        ("application/json;q=0", "text/html"), ("APPLICATION/JSON", "application/json"),
    ])
    func theBestMatchWins(_ header: String, _ best: String) {
        #expect(AcceptHeader([header]).best(of: ["text/html", "text/plain", "application/json"]) == best)
    }
}

@Suite struct PipelineTests {
    private let page = 1168

    @Test func thePublicPortKnowsNo405() async throws {
        try await TestServer.run { server in
            for (method, path) in [("GET", "/oauth2/token"), ("GET", "/nowhere"), ("PATCH", "/oauth2/register/x")] {
                let answer = try await server.send(method, .publicPort, path)
                #expect(answer.status == 404)
                #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
                #expect(answer.response.body.count == page)
            }
            let json = try await server.get(.publicPort, "/nowhere", headers: [("Accept", "application/json")])
            #expect(json.json["error"]?.objectValue?["message"]?.stringValue == "Not Found")
        }
    }

    @Test func theAdminPortAnswersInPlainText() async throws {
        try await TestServer.run { server in
            let unknown = try await server.get(.adminPort, "/administration")
            #expect(unknown.status == 404)
            #expect(unknown.text == "404 page not found\n")
            #expect(unknown.header("X-Content-Type-Options") == "nosniff")
            let wrong = try await server.send("DELETE", .adminPort, "/version")
            #expect(wrong.status == 405)
            #expect(wrong.header("Allow") == "GET, HEAD")
            #expect(wrong.header("Cache-Control") == nil)
            #expect(try await server.get(.adminPort, "/").response.body.count == page)
        }
    }

    @Test(arguments: ["/clients", "/admin/clients", "/clients/", "//clients", "/x/../clients"])
    func theAdminPrefixMayBeLeftOut(_ path: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.get(.adminPort, path)
            #expect(answer.status == 200)
            #expect(answer.header("Cache-Control") == "private, no-cache, no-store, must-revalidate")
        }
    }

    @Test(arguments: [
        ("/", "/"), ("/?a=b", "/?a=b"), ("//health/alive", "/health/alive"), ("/health//alive", "/health/alive"),
    ])
    func pathsOnThePublicPortAreCleanedByRedirect(_ path: String, _ location: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.get(.publicPort, path)
            #expect(answer.status == 307)
            #expect(answer.header("Location") == location)
            #expect(answer.text == "<a href=\"\(location)\">Temporary Redirect</a>.\n\n")
        }
    }

    @Test func headHasStatusAndTypeAlone() async throws {
        try await TestServer.run { server in
            let answer = try await server.send("HEAD", .publicPort, "/health/ready")
            #expect(answer.status == 200)
            #expect(answer.response.body.isEmpty)
            #expect(answer.header("Content-Type") == "application/json; charset=utf-8")
            #expect(answer.header("Cache-Control") == nil)
        }
    }

    @Test func withoutASystemSecretTheServerStartsAndAnswers500() async throws {
        try await TestServer.run("secrets: {system: []}") { server in
            #expect(try await server.get(.publicPort, "/health/ready").status == 200)
            #expect(try await server.get(.adminPort, "/clients").status == 200)
            let answer = try await server.send("POST", .adminPort, "/clients", json: [:])
            #expect(answer.status == 500)
            #expect(answer.error == "error")
            #expect(answer.description == "The error is unrecognizable")
        }
    }
}

@Suite struct FallbackPagesTests {
    @Test(arguments: FallbackPages.settings.map(\.path))
    func theyTellWhatIsNotSet(_ path: String) async throws {
        try await TestServer.run { server in
            let answer = try await server.get(.publicPort, path + "?error=a&error_description=%3Cb%3E")
            let key = FallbackPages.settings.first { $0.path == path }?.key ?? ""
            #expect(answer.status == (key == "urls.error" ? 500 : 200))
            #expect(answer.text.contains(key))
            #expect(answer.text.contains("error_description: &lt;b&gt;"))
        }
    }

    @Test func theLoginLandsThereWithoutAURL() async throws {
        try await TestServer.run { server in
            try await server.createClient(["redirect_uris": ["http://localhost:5555/callback"]])
            let answer = try await server.get(
                .publicPort, "/oauth2/auth?client_id=app&response_type=code&state=12345678")
            let location = try #require(answer.header("Location"))
            #expect(location.hasPrefix(server.server.publicURL + "/oauth2/fallbacks/login?login_challenge="))
        }
    }
}

@Suite struct EscapedSlashTests {
    /// Only where `/admin` is written out is an escaped slash part of an id.
    @Test func anEscapedSlashNeedsThePrefix() async throws {
        try await TestServer.run { server in
            try await server.createClient(["client_id": "a/b"])
            #expect(try await server.get(.adminPort, "/admin/clients/a%2Fb").status == 200)
            #expect(try await server.get(.adminPort, "/clients/a%2Fb").status == 404)
            #expect(try await server.get(.adminPort, "/clients/a%2fb").status == 404)
        }
    }
}
