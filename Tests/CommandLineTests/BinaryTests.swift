import Foundation
import Testing

/// The built program, run as users run it.
@Suite struct BinaryTests {
    private struct Output {
        var status: Int32
        var text: String
        var errors: String
    }

    private func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Output {
        let process = Process()
        process.executableURL = RunningServer.program
        process.arguments = arguments
        process.environment = environment
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.start()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let complaints = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Output(status: process.terminationStatus, text: text, errors: complaints)
    }

    @Test func help() throws {
        let output = try run(["--help"])
        #expect(output.status == 0)
        #expect(output.text.contains("Available Commands:"))
        #expect(output.errors.isEmpty)
    }

    @Test func version() throws {
        let output = try run(["version"])
        #expect(output.status == 0)
        #expect(output.text.hasPrefix("Version:    v26.2.0\n"))
    }

    @Test func unknownFlag() throws {
        let output = try run(["serve", "all", "--x"])
        #expect(output.status == 1)
        #expect(output.text.isEmpty)
        #expect(output.errors.hasPrefix("Error: unknown flag: --x\nUsage:\n"))
    }

    @Test func unknownCommand() throws {
        let output = try run(["xyzzy"])
        #expect(output.status == 1)
        #expect(output.errors.contains("Run 'minihydra-server --help' for usage."))
    }

    @Test func noDataSource() throws {
        let output = try run(["serve", "all", "--dev"])
        #expect(output.status == 1)
        #expect(output.text.hasPrefix("Thank you for using Ory Hydra v26.2.0!\n\n"))
        #expect(output.errors.contains("level=fatal msg=dsn must be set audience=application"))
        #expect(!output.errors.contains("Error:"))
    }

    @Test func brokenConfiguration() throws {
        let output = try run(["serve", "all"], ["DSN": "memory", "LOG_LEVEL": "loud"])
        #expect(output.status == 1)
        #expect(output.errors.contains("\nlog.level: loud\n           ^-- value must be one of \"panic\""))
        #expect(output.errors.contains("\nError: I[#/log/level] S[#/properties/log/properties/level/enum] value must"))
    }

    @Test func missingFile() throws {
        let output = try run(["serve", "-c", "/nowhere/x.yml", "all"])
        #expect(output.status == 1)
        #expect(output.errors.contains("\nError: open /nowhere/x.yml: no such file or directory\n"))
    }

    @Test func nobodyAnswers() throws {
        #expect(try run(["health", "--endpoint", "http://127.0.0.1:9"]).status == 1)
    }

    @Test(arguments: [SIGTERM, SIGINT]) func endsOnASignal(number: Int32) throws {
        let process = Process()
        process.executableURL = RunningServer.program
        process.arguments = ["--public-port", "0", "--admin-port", "0"]
        process.environment = [:]
        let errors = Pipe()
        process.standardError = errors
        try process.start()
        var greeting = ""
        while !greeting.contains("Get a token") {
            let data = errors.fileHandleForReading.availableData
            if data.isEmpty { break }
            greeting += String(decoding: data, as: UTF8.self)
        }
        #expect(greeting.contains("stand-in for Ory Hydra v26.2.0"))
        kill(process.processIdentifier, number)
        process.waitUntilExit()
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0)
    }
}
