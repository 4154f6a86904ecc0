import GoText
import Testing

@testable import Conformance

/// Equality without regard to the order of members.
enum Comparing {
    static func areEqual(_ first: JSONValue, _ second: JSONValue) -> Bool {
        PlainText.json(first, sortsMembers: true) == PlainText.json(second, sortsMembers: true)
    }
}

@Suite struct ComparingTests {
    private func fits(_ pattern: String, _ value: String, sentAt: Double = 1_000) throws -> Bool {
        let pattern = try #require(try Fixtures.json(pattern).objectValue.flatMap(ValuePattern.init))
        return pattern.fits(try Fixtures.json(value), sentAt: sentAt)
    }

    @Test(arguments: [
        (#"{"$any": 1}"#, #"{"x": 1}"#, true), (#"{"$any": 1}"#, "null", true),
        (#"{"$set": ["a", "b"]}"#, #"["b", "a"]"#, true), (#"{"$set": ["a", "b"]}"#, #"["a"]"#, false),
        (#"{"$set": ["a"]}"#, #""a""#, false), (#"{"$epoch": 3600}"#, "4600", true),
        (#"{"$epoch": 3600}"#, "4605", true),
        (#"{"$epoch": 3600}"#, "4606", false), (#"{"$epoch": 3600}"#, "4600.5", true),
        (#"{"$epoch": 0}"#, #""1000""#, false), (#"{"$epoch": 0}"#, "true", false), (#"{"$about": 599}"#, "604", true),
        (#"{"$about": 599}"#, "593", false), (#"{"$about": 599}"#, #""599""#, false),
        (#"{"$about": "599"}"#, #""600""#, true),
        (#"{"$about": "599"}"#, "600", false), (#"{"$about": 599}"#, "599.5", false), (#"{"$number": 1}"#, "2.5", true),
        (#"{"$number": 1}"#, #""2""#, false), (#"{"$number": 1}"#, "true", false),
        (#"{"$time": 0}"#, #""1970-01-01T00:16:41Z""#, true),
        (#"{"$time": 0}"#, #""1970-01-01T02:16:38.123456+02:00""#, true),
        (#"{"$time": 0}"#, #""1969-12-31T22:16:40-02:00""#, true),
        (#"{"$time": 0}"#, #""1970-01-01T00:16:46Z""#, false),
        (#"{"$time": 0, "whole": true}"#, #""1970-01-01T00:16:40Z""#, true),
        (#"{"$time": 0, "whole": true}"#, #""1970-01-01T00:16:40.5Z""#, false),
        (#"{"$time": 0}"#, #""1970-01-01 00:16:40Z""#, false), (#"{"$time": 0}"#, "1000", false),
        (#"{"$uuid": "x"}"#, #""02e30ecc-1009-4a9a-801a-78c9b311d1bb""#, true),
        (#"{"$uuid": "x"}"#, #""02E30ECC-1009-4a9a-801a-78c9b311d1bb""#, false),
        (#"{"$uuid": "x"}"#, #""02e30ecc-1009-4a9a-801a-78c9b311d1b""#, false),
        (#"{"$jwt": true}"#, #""eyJh.eyJz.c_-2""#, true),
        (#"{"$jwt": true}"#, #""eyJh.eyJz.""#, true), (#"{"$jwt": true}"#, #""ory_at_a.b.c""#, false),
        (#"{"$jwt": true}"#, #""eyJh.eyJz""#, false), (#"{"$jwt": true}"#, #""ey.a.b""#, false),
        (#"{"$string": "ory_at_x", "prefix": "ory_at_", "characters": "unreserved"}"#, #""ory_at_Ab-9.~_=""#, true),
        (#"{"$string": "ory_at_x", "prefix": "ory_at_", "characters": "unreserved"}"#, #""ory_rt_Ab""#, false),
        (#"{"$string": "ory_at_x", "prefix": "ory_at_", "characters": "unreserved"}"#, #""ory_at_""#, false),
        (#"{"$string": "ory_at_x", "prefix": "ory_at_", "characters": "unreserved"}"#, #""ory_at_a b""#, false),
        (#"{"$string": "1", "prefix": "", "characters": "digits"}"#, #""123""#, true),
        (#"{"$string": "1", "prefix": "", "characters": "digits"}"#, #""12a""#, false),
        (#"{"$string": "a", "prefix": "", "characters": "hex"}"#, #""123""#, true),
        (#"{"$string": "a", "prefix": "", "characters": "visible"}"#, #""a/b""#, true),
        (#"{"$string": "a", "prefix": "", "characters": "visible"}"#, #""a b""#, false),
        (#"{"$string": "a", "prefix": "", "characters": "text"}"#, #""a ü""#, true),
        (#"{"$string": "a", "prefix": ""}"#, "1", false),
        (#"{"$unknown": 1}"#, #""a""#, false),
    ])
    func patterns(pattern: String, value: String, isFit: Bool) throws {
        #expect(try fits(pattern, value) == isFit)
    }

    @Test func savedNamesAreNoPatterns() throws {
        #expect(ValuePattern(["${_csrf_dev_+murmur3 of id}": "x"]) == nil)
        #expect(ValuePattern(["name": "$x"]) == nil)
    }

    @Test(arguments: [
        (#"{"a": 1, "b": [1, {"c": "x"}]}"#, #"{"b": [1, {"c": "x"}], "a": 1}"#, []),
        (#"{"a": 1}"#, #"{"b": 1}"#, ["/a", "/b"]), (#"{"a": [1, 2]}"#, #"{"a": [1]}"#, ["/a"]),
        (#"{"a": [1, {"b": 2}]}"#, #"{"a": [2, {"b": "2"}]}"#, ["/a/0", "/a/1/b"]), ("2", "2.0", [""]),
        ("2.50", "2.5", []),
        ("1", "true", [""]), ("null", #""""#, [""]), ("{}", "[]", [""]), (#"{"a": null}"#, "{}", ["/a"]),
        ("007", "7", []),
        (#"{"a": {"$about": 5}}"#, #"{"a": 20}"#, ["/a"]), (#"{"a": {"$about": 5}}"#, #"{"a": 6}"#, []),
        (#""a""#, #""b""#, [""]),
    ])
    func differences(recorded: String, got: String, paths: [String]) throws {
        var comparison = Comparison(step: "s", sentAt: 0)
        let recorded = recorded == "007" ? JSONValue.number("007") : try Fixtures.json(recorded)
        comparison.compare(recorded, try Fixtures.json(got))
        #expect(comparison.differences.map(\.path) == paths)
    }

    @Test func stepsAreMatchedByName() throws {
        let recording = try Recording(
            Array(
                #"""
                {"steps": [{"step": "a", "status": 200}, {"step": "a", "status": 201}, {"step": "b", "unplayable": "x"},
                           {"step": "c", "unplayable": "x"}, {"step": "d", "status": 200}, {"unstable": "x"}]}
                """#.utf8), name: "test")
        #expect(recording.stepCount == 5)
        let outcome = recording.outcome(of: [
            StepResult(step: "extra", sentAt: 0, content: ["status": 500]),
            StepResult(step: "a", sentAt: 0, content: ["status": 200]),
            StepResult(step: "a", sentAt: 0, content: ["status": 202]),
            StepResult(step: "b", sentAt: 0, content: ["unplayable": "something else"]),
            StepResult(step: "c", sentAt: 0, content: ["status": 200]),
        ])
        #expect(outcome.stepCount == 5 && outcome.fittingStepCount == 2 && !outcome.passed)
        #expect(
            outcome.differences.map { "\($0.step)\($0.path)" } == [
                "a/status", "c/status", "c/unplayable", "d/status", "d/unplayable",
            ])
        #expect(outcome.differences.first?.recorded == 201)
        #expect(outcome.differences.first?.got == 202)
    }
}
