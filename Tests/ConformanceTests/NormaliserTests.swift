import GoText
import Testing

@testable import Conformance

@Suite struct NormaliserTests {
    private func normalised(_ saved: [(String, String)], _ value: JSONValue) -> JSONValue {
        Normaliser(saved: saved.map { SavedText(name: $0.0, text: $0.1) }).normalised(value)
    }

    @Test func savedTextsBecomeNames() {
        let saved = [
            ("run", "abcdefgh"), ("id", "app-1234"), ("long", "app-1234-more"), ("redirect", "http://h/?a=b c"),
        ]
        #expect(normalised(saved, "x app-1234-more app-1234 abcdefgh") == "x ${long} ${id} ${run}")
        #expect(normalised(saved, "to=http%3A%2F%2Fh%2F%3Fa%3Db%20c") == "to=${redirect}")
        #expect(normalised(saved, "to=http%3A%2F%2Fh%2F%3Fa%3Db+c") == "to=${redirect}")
        #expect(normalised(saved, ["app-1234": ["app-1234", 1, nil, true]]) == ["${id}": ["${id}", 1, nil, true]])
    }

    @Test func theLaterNameOfATextCounts() {
        #expect(normalised([("first", "same text"), ("second", "same text")], "same text") == "${second}")
    }

    @Test func cookieNamesEndWithAHashOfTheClient() {
        let id = "02e30ecc-1009-4a9a-801a-78c9b311d1bb"
        let hash = Murmur3.hash32(Array(id.utf8))
        let cookie: JSONValue = .object(["ory_hydra_login_csrf_dev_" + String(hash): ""])
        #expect(normalised([("id", id)], cookie) == ["ory_hydra_login${_csrf_dev_+murmur3 of id}": ""])
        #expect(normalised([("id", "no uuid")], cookie) == cookie)
    }

    @Test(
        arguments: [
            ("", 0), ("app", 2_039_377_815), ("hello", 613_153_351), ("hello, world", 345_750_399),
            ("The quick brown fox jumps over the lazy dog", 776_992_547),
        ] as [(String, UInt32)])
    func murmur3(text: String, hash: UInt32) {
        #expect(Murmur3.hash32(Array(text.utf8)) == hash)
    }

    @Test(arguments: [
        ("2026-11-26T01:02:03Z", "2026-11-26T01:02:03Z"),
        ("2026-11-26T01:02:03.5+01:00", "2026-11-26T01:02:03.5+01:00"),
        ("at 2026-11-26T01:02:03Z.", "at {RFC 3339 time}."), ("(2026-11-26 01:02:03.456 +0000 UTC)", "({Go time})"),
        ("2026-11-26 01:02:03 -0700 UTC", "{Go time}"), ("2026-11-26 01:02:03", "2026-11-26 01:02:03"),
        ("12026-11-26T01:02:03Z", "1{RFC 3339 time}"),
        ("2026-11-26T01:02:03.Z and more", "2026-11-26T01:02:03.Z and more"),
    ])
    func timesInTexts(text: String, normal: String) {
        #expect(normalised([], .string(text)) == .string(normal))
    }

    @Test func wordsAreTakenApartAsAShellDoes() throws {
        #expect(
            try CommandWords.split(#"a  "b c" 'd "e' f\ g "" "h\"i\j""#) == ["a", "b c", "d \"e", "f g", "", "h\"i\\j"])
        #expect(throws: SuiteError.self) { try CommandWords.split("a 'b") }
    }

    @Test func hookPortsAreMappedBothWays() {
        let ports = PortMap(publicPort: 1, adminPort: 2, hookPort: 33_333)
        #expect(
            ports.hooksForServer("http://localhost:5556/a localhost%3A5556%2F localhost:55560 localhost:4444")
                == "http://localhost:33333/a localhost%3A33333%2F localhost:55560 localhost:4444")
        #expect(ports.hooksAsRecorded("localhost:33333 localhost:333334") == "localhost:5556 localhost:333334")
        #expect(ports.endpoint(host: "localhost", port: 4445) == PortMap.Endpoint(port: 2))
        #expect(ports.endpoint(host: "localhost", port: 3000) == PortMap.Endpoint(host: "localhost", port: 3000))
    }

    @Test func cookiesAreKeptAndForgotten() {
        var jar = CookieJar()
        #expect(jar.header == nil)
        for header in [
            "a=1=2; Path=/", " b=; HttpOnly", "a=3", "c=x; Max-Age=0", "b=y; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
        ] {
            jar.take(Cookie(header))
        }
        #expect(jar.header == "a=3")
        let cookie = Cookie("n=v; Path=/; Max-Age=30; Expires=Mon, 01 Jan 2035 00:00:00 GMT; HttpOnly; SameSite=Lax")
        #expect(
            Comparing.areEqual(cookie.json, ["path": "/", "max-age": "30", "httponly": "", "samesite": "Lax"]))
    }
}
