import Testing

@testable import MiniHydra

@Suite struct ScopesTests {
    @Test(arguments: [
        ("users.read", "users.*", true), ("users.a.b", "users.*", true), ("users.*", "users.*", true),
        ("users", "users.*", false), ("users.", "users.*", false), ("plain.sub", "plain", false),
        ("a.b.c", "a.*.c", true), ("a.b.d", "a.*.c", false), ("a.b.c.d", "a.*.c", false), ("x", "*", true),
        ("x.y", "*", true), ("read", "read", true), ("Read", "read", false),
    ])
    func wildcardsMatchParts(_ scope: String, _ registered: String, _ allowed: Bool) {
        #expect(Configuration.Strategies.Scope.wildcard.allows(scope, by: [registered]) == allowed)
    }

    @Test func exactKnowsNoWildcards() {
        #expect(Configuration.Strategies.Scope.exact.allows("users.*", by: ["users.*"]))
        #expect(!Configuration.Strategies.Scope.exact.allows("users.read", by: ["users.*"]))
    }

    @Test func emptyAndRepeatedScopesAreDropped() {
        #expect(ScopeRequest.scopes(" b  a b ") == ["b", "a"])
        #expect(ScopeRequest.scopes("").isEmpty)
    }
}

@Suite struct AudiencesTests {
    private func isGranted(_ values: [String], _ registered: [String]) -> Bool {
        (try? AudienceRequest.granted(values, by: registered)) != nil
    }

    @Test(arguments: [
        ("https://a/v1", true), ("https://a/v1/", true), ("https://a/v1/users", true), ("https://a/v12", false),
        ("http://a/v1", false), ("https://b/v1", false), ("https://a", false),
    ])
    func pathsBelowARegisteredOneAreAllowed(_ audience: String, _ allowed: Bool) {
        #expect(isGranted([audience], ["https://a/v1"]) == allowed)
        #expect(isGranted([audience], ["https://a/v1/"]) == allowed)
    }

    @Test func oneValueIsSplitSeveralAreNot() throws {
        #expect(try AudienceRequest.granted(["x y"], by: ["x", "y"]) == ["x", "y"])
        #expect(try AudienceRequest.granted(["x", "y"], by: ["x", "y"]) == ["x", "y"])
        #expect(!isGranted(["x", "x y"], ["x", "y"]))
    }

    @Test func whatIsNoURLIsTold() {
        #expect {
            try AudienceRequest.granted(["https://a:port/"], by: ["https://a/"])
        } throws: { ($0 as? OAuthError)?.hint == "Unable to parse requested audience 'https://a:port/'." }
    }
}
