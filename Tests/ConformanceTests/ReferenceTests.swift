import GoText
import Testing

@testable import Conformance

/// The same answers as the player that made the recordings.
@Suite struct ReferenceTests {
    let reference: JSONObject

    init() throws {
        reference = try #require(try Fixtures.json(ReferenceCases.text).objectValue)
    }

    private func cases(_ name: String) throws -> [JSONValue] {
        try #require(reference[name]?.arrayValue)
    }

    private func pairs(_ name: String) throws -> [(String, JSONValue)] {
        try cases(name).map { value in
            let pair = try #require(value.arrayValue)
            return (try #require(pair[0].stringValue), pair[1])
        }
    }

    @Test func normalises() throws {
        for value in try cases("normalise") {
            let members = try #require(value.objectValue)
            let saved = try #require(members["saved"]?.arrayValue).map { pair in
                let texts = try #require(pair.arrayValue).compactMap(\.stringValue)
                return SavedText(name: texts[0], text: texts[1])
            }
            let normal = Normaliser(saved: saved).normalised(try #require(members["value"]))
            #expect(normal == members["normal"])
        }
    }

    @Test func findsDifferences() throws {
        for value in try cases("differences") {
            let members = try #require(value.objectValue)
            var comparison = Comparison(step: "s", sentAt: Double(PlainText.of(try #require(members["at"]))) ?? 0)
            comparison.compare(try #require(members["recorded"]), try #require(members["got"]))
            let rows = comparison.differences.map { difference in
                JSONValue.array([
                    .string(difference.path), difference.recorded ?? "(absent)", difference.got ?? "(absent)",
                ])
            }
            #expect(.array(rows) == members["rows"])
        }
    }

    @Test func fitsPatterns() throws {
        let values = try cases("values")
        for (name, pattern) in try #require(reference["patterns"]?.objectValue) {
            let fits = values.map { value in
                var comparison = Comparison(step: "s", sentAt: 1_000.25)
                comparison.compare(pattern, value)
                return comparison.differences.isEmpty ? "1" : "0"
            }
            #expect(.string(fits.joined()) == reference["fits"]?.objectValue?[name], "\(name)")
        }
    }

    @Test func splitsURLs() throws {
        for (text, parts) in try pairs("urls") {
            #expect(Comparing.areEqual(SplitURL(text).json, parts), "\(text)")
        }
    }

    @Test func readsPages() throws {
        for (text, page) in try pairs("pages") {
            #expect(Comparing.areEqual(HTMLPage(text).json, page), "\(text)")
        }
    }

    @Test func writesForms() throws {
        for value in try cases("forms") {
            let pair = try #require(value.arrayValue)
            #expect(.string(FormFields.encode(pair[0])) == pair[1])
        }
    }
}
