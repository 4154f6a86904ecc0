import Foundation
import Testing

@testable import MiniHydra

/// What ends a start, in Hydra's words.
@Suite struct ConfigurationRefusalTests {
    private func refusal(
        of text: String, _ environment: [String: String] = [:], json: Bool = false
    ) -> ConfigurationError? {
        #expect(throws: ConfigurationError.self) {
            try Configuration.load(text: text, format: json ? .json : .yaml, environment: environment)
        }
        do {
            _ = try Configuration.load(text: text, format: json ? .json : .yaml, environment: environment)
            return nil
        } catch {
            return error
        }
    }

    private let heading = "The configuration contains values or keys which are invalid:\n"

    @Test func wrongEnumeration() throws {
        let error = try #require(refusal(of: "{dsn: memory, serve: {cookies: {same_site_mode: lax}}}"))
        #expect(
            error.report == """

                The configuration contains values or keys which are invalid:
                serve.cookies.same_site_mode: lax
                                              ^-- value must be one of "Strict", "Lax", "None"


                """)
        #expect(
            error.description
                == "I[#/serve/cookies/same_site_mode] "
                + "S[#/properties/serve/properties/cookies/properties/same_site_mode/enum] "
                + #"value must be one of "Strict", "Lax", "None""#)
        #expect(error.key == "serve.cookies.same_site_mode")
        #expect(error.source == "the given text")
        #expect(error.advice == #"one of "Strict", "Lax", "None""#)
    }

    @Test func unknownKeyIsToldOfItsParent() throws {
        let error = try #require(refusal(of: "{dsn: memory, urls: {nope: x, consent: 'http://a'}}"))
        let block = "urls: map[consent:http://a nope:x]\n      ^-- additionalProperties \"nope\" not allowed\n"
        #expect(error.report.contains(block))
        #expect(
            error.description
                == #"I[#/urls] S[#/properties/urls/additionalProperties] additionalProperties "nope" not allowed"#)
        #expect(error.key == "urls.nope")
        #expect(error.advice?.hasPrefix("one of the keys self, login") == true)
    }

    @Test func defaultsShowInTheParent() throws {
        let error = try #require(refusal(of: "{dsn: memory, strategies: {nope: x}}"))
        let value = "map[access_token:opaque jwt:map[scope_claim:list] nope:x scope:wildcard]"
        #expect(error.report.contains("strategies: \(value)\n"))
    }

    @Test func severalUnknownKeys() throws {
        let error = try #require(refusal(of: "{dsn: memory, urls: {a: 1, b: {c: 2}}}"))
        #expect(error.report.contains("urls: map[a:1 b:map[c:2]]\n"))
        #expect(error.description.hasSuffix(#"additionalProperties "a", "b" not allowed"#))
    }

    @Test func unknownKeyAtTheTop() throws {
        let error = try #require(refusal(of: "{dsn: memory, zzz: 1}"))
        #expect(error.report == "\n\(heading)(root)\n^-- additionalProperties \"zzz\" not allowed\n\n")
        #expect(error.description == #"I[#] S[#/additionalProperties] additionalProperties "zzz" not allowed"#)
        #expect(error.key == "zzz")
    }

    @Test(arguments: [
        ("{urls: {login: 5}}", "urls.login: 5", "expected string, but got number"),
        ("{serve: {public: {port: x}}}", "serve.public.port: x", "expected integer, but got string"),
        ("{serve: {public: {port: 1.5}}}", "serve.public.port: 1.5", "expected integer, but got number"),
        ("{dev: 'true'}", "dev: true", "expected boolean, but got string"),
        ("{secrets: {system: abc}}", "secrets.system: abc", "expected array, but got string"),
        ("{secrets: ~}", "secrets: <nil>", "expected object, but got null"),
        ("{secrets: {system: [short]}}", "secrets.system.0: short", "length must be >= 16, but got 5"),
        ("{serve: {admin: {port: 0}}}", "serve.admin.port: 0", "must be >= 1 but found 0"),
        ("{serve: {admin: {port: 70000}}}", "serve.admin.port: 70000", "must be <= 65535 but found 70000"),
        ("{version: '1.2'}", "version: 1.2", "does not match pattern "),
        ("{urls: {self: {issuer: '::bad'}}}", "urls.self.issuer: ::bad", #""::bad" is not valid "uri""#),
        ("{log: {level: warning}}", "log.level: warning", "value must be one of "),
        ("{strategies: {access_token: JWT}}", "strategies.access_token: JWT", #"value must be one of "opaque", "jwt""#),
        ("{oauth2: {hashers: {bcrypt: {cost: 3}}}}", "oauth2.hashers.bcrypt.cost: 3", "must be >= 4 but found 3"),
        ("{ttl: {vc_nonce: 1h}}", "ttl: map[", #"additionalProperties "vc_nonce" not allowed"#),
    ])
    func reasons(text: String, value: String, reason: String) throws {
        let error = try #require(refusal(of: "{dsn: memory, " + text.dropFirst()))
        #expect(error.report.hasPrefix("\n\(heading)\(value)"))
        let line = try #require(error.report.split(separator: "\n").first { $0.contains("^-- ") })
        #expect(line.drop { $0 == " " }.hasPrefix("^-- \(reason)"))
        #expect(error.description.contains("] \(reason)"))
        #expect(error.logMessage == "Unable to instantiate configuration.")
    }

    @Test func durationsAreToldInSteps() throws {
        let error = try #require(refusal(of: "{dsn: memory, ttl: {access_token: 1d}}"))
        let steps = [
            "allOf failed", ##"doesn't validate with "#/definitions/duration""##,
            #"does not match pattern "^(\\d+(ns|us|ms|s|m|h))+$""#,
        ]
        let indent = String(repeating: " ", count: 18)
        let blocks = steps.map { "\(heading)ttl.access_token: 1d\n\(indent)^-- \($0)\n\n" }
        #expect(error.report == "\n" + blocks.joined())
        let lines = error.description.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0] == "I[#/ttl/access_token] S[#/properties/ttl/properties/access_token/allOf/0] allOf failed")
        #expect(lines[1].hasPrefix("  I[#/ttl/access_token]"))
        #expect(lines[2].hasPrefix("    I[#/ttl/access_token] S[#/definitions/duration/pattern] does not match"))
        #expect(error.advice?.contains("1h30m") == true)
    }

    @Test(arguments: ["1h30m", "5s", "0s", "100ms", "1us2ns"]) func durations(text: String) throws {
        _ = try Configuration.load(text: "{dsn: memory, dev: true, ttl: {access_token: \(text)}}")
    }

    @Test(arguments: ["1.5h", "-1h", "h", "1", "''", "1h "]) func notDurations(text: String) {
        #expect(refusal(of: "{dsn: memory, dev: true, ttl: {access_token: '\(text)'}}") != nil)
    }

    @Test func severalProblemsHaveABlockEach() throws {
        let error = try #require(refusal(of: "{dsn: memory, log: {level: x, format: y}, zzz: 1}"))
        #expect(error.report.components(separatedBy: heading).count == 6)
        #expect(error.report.hasPrefix("\n\(heading)\(heading)log: map["))
        #expect(error.report.contains("^-- validation failed\n"))
        let heads = "I[#] S[#] validation failed\n  I[#/log] S[#/properties/log] validation failed\n"
        #expect(error.description.hasPrefix(heads))
        #expect(error.description.contains("\n    I[#/log/level] S[#/properties/log/properties/level/enum] value must"))
    }

    @Test func hooks() throws {
        func report(_ hook: String) -> String {
            refusal(of: "{dsn: memory, oauth2: {token_hook: \(hook)}}")?.report ?? ""
        }
        #expect(report("'::bad'").contains(#"^-- "::bad" is not valid "uri""#))
        let wrongType = "{url: 'http://a', auth: {type: basic, config: {name: a, value: b}}}"
        #expect(report(wrongType).contains(#"^-- value must be "api_key""#))
        let noName = "{url: 'http://a', auth: {type: api_key, config: {value: b}}}"
        #expect(report(noName).contains("oauth2.token_hook.auth.config.name: <nil>\n"))
        #expect(report("{url: 'http://a', more: 1}").contains(#"^-- additionalProperties "more" not allowed"#))
        #expect(report("5").contains("oauth2.token_hook: 5\n"))
    }

    @Test func pairwiseNeedsASalt() throws {
        let error = try #require(
            refusal(of: "{dsn: memory, oidc: {subject_identifiers: {supported_types: [pairwise]}}}"))
        #expect(
            error.report.contains(
                "oidc.subject_identifiers.pairwise: <nil>\n                                   ^-- "
                    + "one or more required properties are missing\n"))
        let short = "{dsn: memory, oidc: {subject_identifiers: {supported_types: [pairwise], pairwise: {salt: short}}}}"
        #expect(refusal(of: short)?.key == "oidc.subject_identifiers.pairwise.salt")
        let jwt = short.dropLast() + ", strategies: {access_token: jwt}}"
        #expect(throws: Never.self) { try Configuration.load(text: String(jwt)) }
    }

    @Test func dataSourceMustBeGiven() throws {
        let error = try #require(refusal(of: "{dev: true}"))
        #expect(error.description == "dsn must be set")
        #expect(error.severity == .fatal)
        #expect(refusal(of: "{dsn: 'mongodb://a'}")?.description == "unsupported DSN type")
        #expect(refusal(of: "{dsn: 'mongodb://a'}")?.logMessage == "Unable to create service registry.")
    }

    @Test func issuerMustBeSecureOutsideDevelopment() throws {
        let error = try #require(refusal(of: "{dsn: memory, urls: {self: {issuer: 'http://localhost:4444'}}}"))
        #expect(error.description == "issuer URL scheme must be HTTPS unless development mode is enabled")
        #expect(
            error.logMessage
                == "Scheme from configuration key `urls.self.issuer` must be `https` when `dev` is `false`. Got scheme in "
                + "value `http://localhost:4444` is `http`. To find out more, use `hydra help serve`.")
        #expect(!error.logsDescription)
    }

    @Test func hintNamesThePlace() throws {
        let error = try #require(refusal(of: "{dsn: memory}", ["LOG_LEVEL": "warning"]))
        #expect(error.source == "environment variable LOG_LEVEL")
        #expect(
            error.hint?.hasPrefix("The setting log.level (environment variable LOG_LEVEL): allowed is one of ") == true)
    }

    @Test func files() throws {
        let directory = try TemporaryDirectory()
        func description(_ path: String) -> String? {
            do {
                _ = try Configuration.load(files: [path])
                return nil
            } catch { return error.description }
        }
        #expect(description("/nowhere/x.yml") == "open /nowhere/x.yml: no such file or directory")
        #expect(description(try directory.write("a.conf", "dsn: memory")) == "unknown config file extension: .conf")
        #expect(description(try directory.write("a", "dsn: memory")) == "unknown config file extension: ")
        #expect(description("a.toml")?.contains(".toml is not supported here") == true)
        #expect(
            description(try directory.write("b.yml", "urls: [a, b")) == "yaml: line 1: did not find expected ',' or ']'"
        )
        #expect(description(try directory.write("c.json", #"{"dsn": "#)) == "unexpected end of JSON input")
        #expect(description(try directory.write("d.yaml", "[a]"))?.contains("cannot unmarshal !!seq") == true)
        #expect(description(try directory.write("e.json", "[1]"))?.contains("cannot unmarshal array") == true)
        #expect(description(try directory.write("f.yml", "")) == "dsn must be set")
    }
}
