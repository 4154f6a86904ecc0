import MiniHydra

/// `minihydra-server` without a command: a server for trying things out.
enum TryCommand {
    /// What is set where neither a file nor the environment says otherwise.
    static let settings = """
        dsn: memory
        dev: true
        log: {level: error}
        serve: {public: {host: localhost}, admin: {host: localhost}}
        secrets: {system: [a-secret-for-trying-things-out]}
        strategies: {access_token: jwt}
        oidc: {dynamic_client_registration: {enabled: true}}
        """

    static func run(_ arguments: ServeArguments) -> Int32 {
        let usage = CommandPath(program: Program.name)
        do {
            let base = try ConfigurationFile(text: Array(settings.utf8), format: .yaml, name: "the built-in settings")
            let configuration = try Configuration.load(
                base: [base], files: arguments.files, environment: Program.environment,
                flags: Configuration.Flags(isDevelopment: arguments.isDevelopment))
            var options = ServeCommand.options(arguments)
            options.issuerFollowsPort = !configuration.urls.hasGivenIssuer
            return ServeCommand.start(configuration, options, usageOf: usage) { server in
                Program.complain(
                    welcome(
                        publicURL: server.publicURL, adminURL: server.adminURL, configuration: configuration,
                        profile: arguments.profile))
            }
        } catch {
            return ServeCommand.refuse(error, usageOf: usage)
        }
    }

    /// What the server is, its two URLs, and a command that gets a token.
    static func welcome(
        publicURL: String, adminURL: String, configuration: Configuration, profile: Profile
    ) -> String {
        var traits = ["state in memory"]
        if configuration.dataSource != .memory { traits = [] }
        if configuration.isDevelopment { traits.insert("development mode", at: 0) }
        if configuration.oidc.allowsRegistration { traits.append("open client registration") }
        traits.append("\(configuration.strategies.accessToken == .jwt ? "JWT" : "opaque") access tokens")
        if profile != .hydra { traits.append("profile \(profile.rawValue)") }
        return """
            MiniHydra \(VersionCommand.own), a stand-in for Ory Hydra \(HealthEndpoints.hydraVersion)
            For trying things out: \(traits.joined(separator: ", ")).

              public  \(publicURL)
              admin   \(adminURL)

            \(profile == .hydra ? "Get a token" : "Register a client"):

              \(example(publicURL: publicURL, adminURL: adminURL, profile: profile))


            """
    }

    private static func example(publicURL: String, adminURL: String, profile: Profile) -> String {
        let json = "-H 'Content-Type: application/json'"
        let client = #""grant_types":["client_credentials"],"token_endpoint_auth_method":"client_secret_post""#
        if profile == .openchami {
            return "curl -s \(publicURL)/oauth2/register \(json) -d '{\"client_name\":\"demo\",\"scope\":\"read\","
                + "\"redirect_uris\":[\"http://localhost:5555/callback\"],\"response_types\":[\"token\"],\(client)}'"
        }
        return "curl -s -o /dev/null \(adminURL)/admin/clients \(json)"
            + " -d '{\"client_id\":\"demo\",\"client_secret\":\"demo-secret\",\(client)}'; curl -s \(publicURL)/oauth2/token"
            + " -d grant_type=client_credentials -d client_id=demo -d client_secret=demo-secret"
    }
}
