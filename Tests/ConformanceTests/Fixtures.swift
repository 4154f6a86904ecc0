import Foundation
import GoText

@testable import Conformance

/// The recordings of this repository.
enum Fixtures {
    static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Recordings").path()

    static func json(_ text: String) throws -> JSONValue {
        try JSONValue.decodeWhole(Array(text.utf8))
    }

    static func reply(_ text: String, headers: [(String, String)] = [], status: Int = 200) -> Reply {
        Reply(status: status, headers: headers.map { (name: $0.0, value: $0.1) }, text: text, sentAt: 0)
    }

    static func scenario(_ yaml: String) throws -> Scenario {
        try Scenario(try GoYAML.parse(Array(yaml.utf8)), place: "test")
    }
}
