import Foundation

/// What the tests of faults need of the machine they run on.
enum MachineLimits {
    /// Whether a program can be put on a file system of its own.
    static let canMount = succeeds(unshared + ["mount -t tmpfs -o size=1m none /mnt"])

    /// Whether a program can be run as a user whom the modes of files bind, though the tests run as root.
    static let canDropPrivileges = succeeds(unprivileged + ["/bin/true"])

    /// Whether the program can be run under a number of its own, for which threads are counted.
    static let canCountThreads = succeeds(counted(threads: 5) + [RunningServer.program.path, "version"])

    /// A shell with its own mounts; what it runs comes as a further argument.
    private static let unshared = ["/usr/bin/unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-ec"]
    static let unprivileged = ["/usr/bin/unshare", "--user", "--map-user=1000"]

    /// Starts a program with a small file system at a folder.
    /// - Parameter then: what the shell does before it makes way for the program.
    static func mounting(_ size: String, at folder: String, then: String = ":") -> [String] {
        unshared + ["mount -t tmpfs -o size=\(size) none '\(folder)'; \(then); exec \"$0\" \"$@\""]
    }

    /// Starts a program with limits of its own.
    static func limited(_ option: String) -> [String] { ["/bin/sh", "-ec", "ulimit \(option); exec \"$0\" \"$@\""] }

    static func counted(threads: Int) -> [String] {
        // The system counts by user: each number has its own.
        ["/usr/bin/setpriv", "--reuid=\(54_321 + threads)", "--clear-groups", "/usr/bin/prlimit", "--nproc=\(threads)"]
    }

    /// How many descriptors this process may have at the most.
    static let mostDescriptors = {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int(clamping: limit.rlim_max)
    }()

    /// Raises the number of descriptors that this process may have. False where that is not allowed.
    static func raiseDescriptors(to count: Int) -> Bool {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = max(limit.rlim_cur, rlim_t(count))
        return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0
    }

    private static func succeeds(_ command: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: command[0])
        process.arguments = Array(command.dropFirst())
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.start()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}

/// A folder that goes away with its test.
final class TemporaryFolder: Sendable {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("minihydra-\(UUID().uuidString)").path

    init() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        chmod(path, 0o755)
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The bytes of all files in it.
    func contents() throws -> [String: Data] {
        var result: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            result[name] = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
        }
        return result
    }
}

/// What the system tells of a running process.
struct ProcessFigures {
    let processID: Int32

    var descriptors: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(processID)/fd"))?.count ?? 0
    }

    /// Resident memory in KiB.
    var memory: Int {
        let status = (try? String(contentsOfFile: "/proc/\(processID)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.split(whereSeparator: { !$0.isNumber }).joined()) } ?? 0
    }

    /// User and system time in hundredths of a second.
    var time: Int {
        let status = (try? String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8)) ?? ""
        let fields = status[(status.lastIndex(of: ")") ?? status.startIndex)...].split(separator: " ")
        return fields.count > 13 ? (Int(fields[12]) ?? 0) + (Int(fields[13]) ?? 0) : 0
    }
}
