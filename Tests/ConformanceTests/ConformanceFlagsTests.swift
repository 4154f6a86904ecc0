import Testing

@testable import Conformance

@Suite struct ConformanceFlagsTests {
    private func flags(_ arguments: String...) throws(ConformanceFlags.Failure) -> ConformanceFlags {
        try ConformanceFlags(arguments, command: "minihydra-server conformance")
    }

    @Test func everyFlag() throws {
        let flags = try flags(
            "--start", "serve {config}", "--only", "token.*", "meta.*", "--report=r.json", "--recordings", "R",
            "--quiet",
            "--most", "2", "--log", "l", "--only", "a,b", "--public", "http://h:1", "--admin=http://h:2")
        #expect(flags.options.startCommand == "serve {config}")
        #expect(flags.options.patterns.map(\.text) == ["token.*", "meta.*", "a", "b"])
        #expect(flags.options.reportPath == "r.json" && flags.options.directory == "R" && flags.options.isQuiet)
        #expect(flags.options.shownDifferences == 2 && flags.options.logPath == "l")
        #expect(flags.options.publicURL == "http://h:1" && flags.options.adminURL == "http://h:2")
        #expect(!flags.wantsHelp)
    }

    @Test func defaults() throws {
        let flags = try flags("--help")
        #expect(flags.wantsHelp)
        #expect(flags.options.directory == "Tests/Recordings" && flags.options.patterns.isEmpty)
        #expect(flags.options.startCommand == nil && flags.options.publicURL == "http://localhost:4444")
    }

    @Test(arguments: [
        (["--x"], "unknown flag: --x"), (["--x=1"], "unknown flag: --x"),
        (["-xy"], "unknown shorthand flag: 'x' in -xy"),
        (["--start"], "flag needs an argument: --start"),
        (["more"], "unknown command \"more\" for \"minihydra-server conformance\""),
        (
            ["--most", "many"],
            "invalid argument \"many\" for \"--most\" flag: strconv.ParseInt: parsing \"many\": invalid syntax"
        ),
    ])
    func complaints(arguments: [String], message: String) {
        let problem = #expect(throws: ConformanceFlags.Failure.self) {
            try ConformanceFlags(arguments, command: "minihydra-server conformance")
        }
        #expect(problem?.description == message)
    }
}
