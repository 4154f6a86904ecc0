/// The flags of the command that plays recordings against a server.
package struct ConformanceFlags: Sendable {
    /// A flag that cannot be read; the description is in cobra's words.
    package struct Failure: Error, Sendable, CustomStringConvertible {
        package let description: String
    }

    /// What to play, against what.
    package private(set) var options = ConformanceRun.Options()
    /// Whether only the help is asked for.
    package private(set) var wantsHelp = false

    /// Reads the arguments behind the command's name.
    /// - Parameter command: the whole name, for messages.
    package init(_ arguments: [String], command: String) throws(Failure) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "-h", "--help": wantsHelp = true
            case "--quiet": options.isQuiet = true
            case _ where argument.hasPrefix("--"): try take(argument, &rest)
            case _ where argument.hasPrefix("-") && argument.count > 1:
                let name = argument.dropFirst().prefix(1)
                throw Failure(description: "unknown shorthand flag: '\(name)' in \(argument)")
            default: throw Failure(description: "unknown command \"\(argument)\" for \"\(command)\"")
            }
        }
    }

    private mutating func take(_ argument: String, _ rest: inout ArraySlice<String>) throws(Failure) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let flag = parts[0]
        guard Self.flagsWithValue.contains(flag) else { throw Failure(description: "unknown flag: \(flag)") }
        guard let value = parts.count > 1 ? parts[1] : rest.popFirst() else {
            throw Failure(description: "flag needs an argument: \(flag)")
        }
        switch flag {
        case "--admin": options.adminURL = value
        case "--log": options.logPath = value
        case "--public": options.publicURL = value
        case "--recordings": options.directory = value
        case "--report": options.reportPath = value
        case "--start": options.startCommand = value
        case "--most":
            guard let most = Int(value) else {
                throw Failure(
                    description: "invalid argument \"\(value)\" for \"--most\" flag: "
                        + "strconv.ParseInt: parsing \"\(value)\": invalid syntax")
            }
            options.shownDifferences = most
        default:
            // As many patterns as follow, up to the next flag.
            let names = [value] + rest.prefix { !$0.hasPrefix("-") }
            rest = rest.dropFirst(names.count - 1)
            options.patterns += names.flatMap { $0.split(separator: ",") }.map { NamePattern(String($0)) }
        }
    }

    private static let flagsWithValue: Set<String> = [
        "--admin", "--log", "--most", "--only", "--public", "--recordings", "--report", "--start",
    ]
}
