import Foundation
import GoText
import MiniHydra
import Testing

@testable import minihydra_server

/// What the Dockerfile and the examples that start the image promise; `make check-image` runs it.
@Suite struct ImageTests {
    private struct Instruction {
        var name: String
        var arguments: [String]
        var text: String { arguments.joined(separator: " ") }
    }

    private func text(of path: String) throws -> String {
        try String(contentsOf: RunningServer.project.appendingPathComponent(path), encoding: .utf8)
    }

    private func yaml(_ path: String) throws -> JSONValue { try GoYAML.parse(Array(text(of: path).utf8)) }

    /// The instructions of the Dockerfile, stage by stage.
    private func stages() throws -> [[Instruction]] {
        let instructions = try text(of: "docker/Dockerfile").replacingOccurrences(of: "\\\n", with: " ")
            .split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { line in
                let words = line.split(separator: " ").map(String.init)
                return Instruction(name: words[0], arguments: Array(words.dropFirst()))
            }
        return instructions.reduce(into: []) { stages, instruction in
            if instruction.name == "FROM" { stages.append([]) }
            if !stages.isEmpty { stages[stages.count - 1].append(instruction) }
        }
    }

    private func stage(_ name: String) throws -> [Instruction] {
        try #require(try stages().first { $0[0].arguments.last == name }, "there is no stage \(name)")
    }

    @Test func bothImagesAreStartedAsHydras() throws {
        let contract = try stage("contract")
        func value(_ name: String) -> String? { contract.first { $0.name == name }?.text }
        #expect(value("USER") == "65532:65532")
        #expect(value("EXPOSE") == "4444 4445")
        #expect(value("ENTRYPOINT") == #"["hydra"]"#)
        #expect(value("CMD") == #"["serve", "all"]"#)
        #expect(value("HEALTHCHECK")?.hasSuffix(#" CMD ["hydra", "health"]"#) == true)
        let command = try Arguments.parse(["serve", "all"], program: "hydra")
        #expect(command == .serve(ServeArguments()))
        #expect(try Arguments.parse(["health"], program: "hydra") == .health(endpoint: nil))
    }

    @Test func whatIsBuiltWithoutATargetHasAShell() throws {
        #expect(try stages().last?[0].text == "contract AS default")
        for name in ["default", "distroless"] {
            let stage = try stage(name)
            #expect(stage[0].arguments.first == "contract")
            #expect(stage.contains { $0.name == "COPY" && $0.text == "--from=roots /roots/\(name) /" })
            // Nothing here may change what the stages have in common.
            #expect(stage.dropFirst().allSatisfy { $0.name == "COPY" })
            let steps = try self.stage("roots").map(\.text).joined()
            #expect(steps.contains("docker/assemble-root.sh \(name) .build/release/minihydra-server /roots/\(name)"))
        }
    }

    @Test func whatIsCopiedIsThere() throws {
        let ignored = try text(of: ".dockerignore").split(separator: "\n").map(String.init)
        #expect(ignored.contains("*"))
        let copies = try stages().joined().filter { $0.name == "COPY" && !$0.text.contains("--from=") }
        #expect(!copies.isEmpty)
        for file in copies.flatMap({ $0.arguments.dropLast() }) {
            #expect(FileManager.default.fileExists(atPath: RunningServer.project.appendingPathComponent(file).path))
            let top = try #require(file.split(separator: "/").first)
            #expect(ignored.contains("!\(top)"), "\(file) is not in the context")
        }
    }

    @Test func theBuildHasItsPackages() throws {
        let script = try text(of: "scripts/dependencies.sh")
        let line = try #require(script.split(separator: "\n").first { $0.hasPrefix("packages=(") })
        let packages = line.dropFirst("packages=(".count).dropLast().split(separator: " ")
        let installs = try stage("build").map(\.text).joined()
        #expect(packages.count == 3)
        #expect(packages.allSatisfy { installs.contains(" \($0) ") })
    }

    @Test func theBinaryHasBothNames() throws {
        let script = try text(of: "docker/assemble-root.sh")
        #expect(script.contains(#"strip -o "$root/usr/bin/minihydra-server" "$binary""#))
        #expect(script.contains(#"ln -s minihydra-server "$root/usr/bin/hydra""#))
    }

    @Test(arguments: ["service-container", "binary"]) func workflow(name: String) throws {
        let workflow = try yaml("examples/github-actions/\(name).yml")
        let jobs = try #require(workflow["jobs"]?.objectValue)
        #expect(!jobs.isEmpty)
        for (_, job) in jobs {
            let steps = try #require(job["steps"]?.arrayValue)
            #expect(steps.allSatisfy { ($0["run"] == nil) != ($0["uses"] == nil) })
            for script in steps.compactMap({ $0["run"]?.stringValue }) { #expect(try isBash(script), "\(script)") }
            // A step has a command line, a service nothing but its environment.
            var servers = steps.filter { $0["env"]?["DSN"] != nil }
            servers += [job["services"]?["hydra"]].compactMap { $0 }
            #expect(servers.count == 1)
            for server in servers {
                let isDevelopment = server["run"]?.stringValue?.contains(" serve all --dev ")
                let configuration = try Configuration.load(
                    files: [], environment: variables(server["env"]),
                    flags: Configuration.Flags(isDevelopment: isDevelopment))
                #expect(configuration.isDevelopment)
            }
        }
    }

    private func variables(_ environment: JSONValue?) -> [String: String] {
        var result: [String: String] = [:]
        for (name, value) in environment?.objectValue ?? JSONObject() { result[name] = value.stringValue }
        return result
    }

    private func isBash(_ script: String) throws -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["bash", "-n", "-c", script]
        try process.start()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test func compose() throws {
        let services = try #require(try yaml("examples/docker-compose/compose.yml")["services"])
        let hydra = try #require(services["hydra"])
        let command = try #require(hydra["command"]?.stringValue).split(separator: " ").map(String.init)
        var arguments = ServeArguments()
        arguments.files = ["/etc/config/hydra/hydra.yml"]
        arguments.isDevelopment = true
        #expect(try Arguments.parse(command, program: "hydra") == .serve(arguments))
        #expect(hydra["build"]?["dockerfile"]?.stringValue == "docker/Dockerfile")
        let file = RunningServer.project.appendingPathComponent("examples/docker-compose/hydra.yml").path
        let configuration = try Configuration.load(
            files: [file], environment: variables(hydra["environment"]),
            flags: Configuration.Flags(isDevelopment: true))
        #expect(configuration.dataSource == .file(path: "/data/hydra.sqlite"))
        let script = try #require(services["client"]?["command"]?.arrayValue?.first?.stringValue)
        #expect(try isBash(script))
    }
}

extension JSONValue {
    fileprivate subscript(name: String) -> JSONValue? { objectValue?[name] }
}
