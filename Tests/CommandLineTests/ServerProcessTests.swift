import Foundation
import Testing

@Suite(.serialized, .blocking) struct ServerProcessTests {
    private static let environment = ["DSN": "memory", "SECRETS_SYSTEM": "a-system-secret-of-tests"]

    @Test func theThreeStepsOfTheExample() throws {
        let configuration = RunningServer.project.appendingPathComponent("examples/openchami/hydra.yml").path
        let server = try RunningServer(["serve", "all", "--dev", "--profile", "openchami", "-c", configuration])
        let script = Process()
        script.executableURL = RunningServer.project.appendingPathComponent("examples/openchami/three-steps.sh")
        script.environment = [
            "PUBLIC_URL": server.publicURL, "ADMIN_URL": server.adminURL,
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
        ]
        let output = Pipe()
        script.standardOutput = output
        try script.start()
        let token = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        script.waitUntilExit()
        #expect(script.terminationStatus == 0)
        #expect(token.split(separator: ".").count == 3)
        #expect(server.terminate() == 0)
    }

    /// Whatever was answered 201 before the process was killed is there after a restart.
    @Test func whatWasAnsweredSurvivesAKill() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("minihydra-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var environment = Self.environment
        environment["DSN"] = "sqlite://\(folder.path)/hydra.sqlite"
        let server = try RunningServer(["serve", "all", "--dev"], environment: environment)

        // One curl sends all registrations, one after the other, and tells each answer as it comes.
        let count = 1000
        let requests = (0..<count).map { index in
            """
            url = "\(server.adminURL)/admin/clients"
            data = "{\\"client_id\\":\\"client-\(index)\\"}"
            output = "/dev/null"
            write-out = "client-\(index) %{http_code}\\n"
            """
        }
        let list = folder.appendingPathComponent("requests")
        try requests.joined(separator: "\nnext\n").write(to: list, atomically: true, encoding: .utf8)
        let curl = Process()
        curl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        curl.arguments = ["curl", "-sS", "--no-buffer", "-K", list.path]
        let output = Pipe()
        curl.standardOutput = output
        curl.standardError = FileHandle.nullDevice
        try curl.start()
        var answers = Data()
        while answers.filter({ $0 == 0x0A }).count < count / 3 {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            answers += more
        }
        server.kill()
        answers += output.fileHandleForReading.readDataToEndOfFile()
        curl.waitUntilExit()
        let created = String(decoding: answers, as: UTF8.self).split(separator: "\n")
            .filter { $0.hasSuffix(" 201") }.compactMap { $0.split(separator: " ").first }
        #expect(created.count >= count / 3)

        let again = try RunningServer(["serve", "all", "--dev"], environment: environment)
        var kept: Set<Substring> = []
        var url: String? = again.adminURL + "/admin/clients?page_size=500"
        while let next = url {
            let text = try #require(try RunningServer.curl(["-i", next]))
            kept.formUnion(text.split(separator: "\"").filter { $0.hasPrefix("client-") })
            let link = text.split(separator: "\r\n").first { $0.hasPrefix("Link:") } ?? ""
            url = link.split(separator: ",").first { $0.contains("rel=\"next\"") }
                .flatMap { $0.split(separator: "<").last?.split(separator: ">").first }.map { again.adminURL + $0 }
        }
        #expect(created.allSatisfy(kept.contains))
        again.terminate()
    }

    @Test func aTakenPortIsTold() throws {
        let server = try RunningServer(["serve", "all", "--dev"], environment: Self.environment)
        let port = try #require(server.publicURL.split(separator: ":").last.map(String.init))
        let second = Process()
        second.executableURL = RunningServer.program
        second.arguments = ["serve", "public", "--dev", "--public-port", port]
        second.environment = Self.environment
        let errors = Pipe()
        second.standardError = errors
        second.standardOutput = FileHandle.nullDevice
        try second.start()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        second.waitUntilExit()
        #expect(second.terminationStatus == 1)
        #expect(text.contains("Error: listen tcp"))
        #expect(text.contains("bind: address already in use"))
        #expect(server.terminate() == 0)
    }

    @Test func healthByExitCode() throws {
        let server = try RunningServer(["serve", "all", "--dev"], environment: Self.environment)
        func health() throws -> Int32 {
            let process = Process()
            process.executableURL = RunningServer.program
            process.arguments = ["health", "--endpoint", server.adminURL]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.start()
            process.waitUntilExit()
            return process.terminationStatus
        }
        #expect(try health() == 0)
        server.terminate()
        #expect(try health() == 1)
    }
}
