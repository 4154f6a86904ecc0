import Foundation
import Testing

/// The built program, serving on free ports until it is stopped.
final class RunningServer: Sendable {
    let publicURL: String
    let adminURL: String
    private let process: Process

    /// Beside the bundle of the tests.
    static var program: URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("minihydra-server")
    }

    /// The root of the project.
    static var project: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// Starts the program and waits for the line with its URLs.
    /// - Parameter wrapper: a command that starts the program in its own place.
    init(_ arguments: [String], environment: [String: String] = [:], wrapper: [String] = []) throws {
        let process = Self.process(
            arguments + ["--public-port", "0", "--admin-port", "0"], environment: environment, wrapper: wrapper)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.start()
        self.process = process
        var text = ""
        var urls: [String] = []
        while urls.count < 2 {
            let data = output.fileHandleForReading.availableData
            try #require(!data.isEmpty, "the server ended: \(text)")
            text += String(decoding: data, as: UTF8.self)
            urls = ["Public URL:", "Admin URL:"].compactMap { name in
                text.split(separator: "\n").first { $0.hasPrefix(name) }
                    .flatMap { $0.split(separator: " ").last.map(String.init) }
            }
        }
        (publicURL, adminURL) = (urls[0], urls[1])
    }

    private static func process(
        _ arguments: [String], environment: [String: String], wrapper: [String]
    ) -> Process {
        let process = Process()
        let command = wrapper + [program.path] + arguments
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.environment = environment
        return process
    }

    /// The exit code and what stderr has of a start that fails.
    static func failure(
        _ arguments: [String], environment: [String: String] = [:], wrapper: [String] = []
    ) throws -> (code: Int32, errors: String) {
        let process = process(arguments, environment: environment, wrapper: wrapper)
        let errors = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.start()
        // One that starts nevertheless must not hold the test.
        let processID = process.processIdentifier
        let watch = DispatchWorkItem { Foundation.kill(processID, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + 20, execute: watch)
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        watch.cancel()
        return (process.terminationStatus, text)
    }

    /// A test that fails half-way leaves no server behind.
    deinit {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    var processID: Int32 { process.processIdentifier }

    func connectToPublic() throws -> RawConnection { try RawConnection(url: publicURL) }

    func connectToAdmin() throws -> RawConnection { try RawConnection(url: adminURL) }

    func kill() {
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Ends the server as an operator does. Returns its exit code.
    @discardableResult
    func terminate() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }

    /// Runs curl. Returns what it printed; nil where it failed.
    static func curl(_ arguments: [String]) throws -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["curl", "-sS", "--max-time", "20"] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.start()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
    }
}
