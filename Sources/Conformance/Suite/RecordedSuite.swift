import GoText

/// The scenarios, configurations and recordings below one directory.
package struct RecordedSuite: Sendable {
    /// The directory with `configs`, `macros`, `scenarios` and `recordings`.
    package let directory: String
    /// Every scenario, in the order of the files.
    package let scenarios: [Scenario]
    let macros: [String: Macro]

    /// Reads scenarios and macros; recordings and configurations are read when asked for.
    package init(directory: String) throws(SuiteError) {
        for part in ["configs", "macros", "scenarios", "recordings"]
        where !FileSystem.isDirectory("\(directory)/\(part)") {
            throw SuiteError("no recordings there: \(directory)/\(part) is not a directory")
        }
        self.directory = directory
        scenarios = try Self.readScenarios("\(directory)/scenarios")
        macros = try Self.readMacros("\(directory)/macros")
    }

    /// The scenario of that name.
    package func scenario(named name: String) -> Scenario? {
        scenarios.first { $0.name == name }
    }

    /// What real Hydra answered to a scenario; nil when it was never recorded.
    package func recording(of scenario: Scenario) throws(SuiteError) -> Recording? {
        guard let bytes = try? FileSystem.contents(of: "\(directory)/recordings/\(scenario.name).json") else {
            return nil
        }
        return try Recording(bytes, name: scenario.name)
    }

    /// The server's configuration file for a scenario.
    package func configurationPath(for scenario: Scenario) -> String {
        "\(directory)/configs/\(scenario.configuration).yml"
    }

    /// The text of that configuration, with the hook server's real port in place of 5556.
    /// The server's own ports stay 4444 and 4445: whoever starts it says where it listens.
    package func configurationText(for scenario: Scenario, ports: PortMap) throws(SuiteError) -> String {
        let bytes = try FileSystem.contents(of: configurationPath(for: scenario))
        return String(decoding: ports.hooksForServer(bytes), as: UTF8.self)
    }

    private static func readScenarios(_ directory: String) throws(SuiteError) -> [Scenario] {
        var scenarios: [Scenario] = []
        var names: Set<String> = []
        for path in try FileSystem.files(below: directory, endingIn: ".yml") {
            for document in try documents(path) where document != .null {
                let scenario = try Scenario(document, place: path)
                guard names.insert(scenario.name).inserted else {
                    throw SuiteError("\(path): scenario \(scenario.name) stands twice")
                }
                scenarios.append(scenario)
            }
        }
        return scenarios
    }

    private static func readMacros(_ directory: String) throws(SuiteError) -> [String: Macro] {
        var macros: [String: Macro] = [:]
        for path in try FileSystem.files(below: directory, endingIn: ".yml") {
            let name = path.dropFirst(directory.count + 1).dropLast(4)
            for document in try documents(path) where document != .null {
                macros[String(name)] = try Macro(document, place: path)
            }
        }
        return macros
    }

    private static func documents(_ path: String) throws(SuiteError) -> [JSONValue] {
        let bytes = try FileSystem.contents(of: path)
        do {
            return try GoYAML.documents(bytes)
        } catch {
            throw SuiteError("\(path): \(error)")
        }
    }
}
