import GoText

/// A short HTTP conversation that can be played against a server.
package struct Scenario: Sendable {
    /// AREA.TOPIC.CASE, unique.
    package let name: String
    /// What it shows.
    package let about: String
    /// The server's configuration: the name of a file below `configs`, without its ending.
    package let configuration: String
    /// What is done, in order.
    package let steps: [Step]

    /// The first word of the name.
    package var area: String {
        String(name.prefix { $0 != "." })
    }

    init(_ document: JSONValue, place: String) throws(SuiteError) {
        guard let name = document.objectValue?["scenario"]?.stringValue else {
            throw SuiteError("\(place): a document without a scenario's name")
        }
        self.name = name
        about = document.objectValue?["about"]?.stringValue ?? ""
        configuration = document.objectValue?["config"]?.stringValue ?? "default"
        steps = try Step.list(document.objectValue?["steps"], place: "\(place): \(name)")
    }
}
