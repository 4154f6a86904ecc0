import Testing

@testable import Conformance

@Suite struct KnownGapsTests {
    @Test func linesAreNamesAndReasons() {
        let gaps = KnownGaps(
            text: """
                # a comment
                login.accept.twice    no login requests yet
                \tdevice.*  no device grant yet # later

                plain
                """)
        #expect(gaps.entries.map(\.pattern.text) == ["login.accept.twice", "device.*", "plain"])
        #expect(gaps.entries.map(\.reason) == ["no login requests yet", "no device grant yet", ""])
        #expect(gaps.reason(for: "device.flow.basic") == "no device grant yet")
        #expect(gaps.reason(for: "plain")?.isEmpty == true)
        #expect(gaps.reason(for: "login.accept") == nil)
    }

    @Test func theListNamesScenariosAndReasons() throws {
        let suite = try RecordedSuite(directory: Fixtures.directory)
        let gaps = KnownGaps(directory: Fixtures.directory)
        #expect(gaps.unused(in: suite.scenarios) == [])
        #expect(gaps.entries.allSatisfy { $0.pattern.isLiteral && !$0.reason.isEmpty })
        #expect(Set(gaps.entries.map(\.pattern)).count == gaps.entries.count)
    }

    @Test func aMissingListIsEmpty() {
        #expect(KnownGaps(directory: "/nowhere").entries.isEmpty)
    }

    @Test(arguments: [
        ("token.*", "token.request.empty", true), ("token.*", "tokens", false), ("*", "", true), ("", "", true),
        ("*.post", "token.client_auth.post", true), ("*.post", "token.post.more", false), ("a*b*c", "a-b-b-c", true),
        ("a?c", "abc", true), ("a?c", "ac", false), ("abc", "abcd", false),
    ])
    func patterns(pattern: String, name: String, isMatch: Bool) {
        #expect(NamePattern(pattern).matches(name) == isMatch)
    }
}
