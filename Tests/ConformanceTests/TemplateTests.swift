import GoText
import Testing

@testable import Conformance

@Suite struct TemplateTests {
    let template = Template(
        names: [
            "id": "app", "number": 7, "list": ["a", 1], "nested": "<${id}>", "loop": "${loop}", "flag": true,
            "object": ["name": "${id}"], "k1.jwk": ["kty": "RSA"],
        ],
        now: 1_000)

    @Test(arguments: [
        (#""${id}""#, #""app""#), (#""${number}""#, "7"), (#""no ${number}!""#, #""no 7!""#),
        (#""${list}""#, #"["a",1]"#), (#""x${list}""#, #""x[\"a\", 1]""#), (#""${nested}""#, #""<app>""#),
        (#""${flag} ${flag}""#, #""True True""#), (#""${object}""#, #"{"name":"app"}"#),
        (#""${k1.jwk}""#, #"{"kty":"RSA"}"#), (#"{"${id}": ["${id}-1", null, 1.50]}"#, #"{"app":["app-1",null,1.50]}"#),
        (#""${now}""#, "1000"), (#""${now+300}""#, "1300"), (#""${now - 60}""#, "940"),
        (#""at ${now}""#, #""at 1000""#),
        (#""$id {id} $${id} ${""#, #""$id {id} $app ${""#), (#""${}""#, #""${}""#),
    ])
    func fills(text: String, filled: String) throws {
        #expect(try template.fill(Fixtures.json(text)) == Fixtures.json(filled))
    }

    @Test func uuidsAreFresh() throws {
        let first = try template.text("${uuid}")
        #expect(TextPattern.isUUID(first))
        #expect(try template.text("${uuid}") != first)
    }

    @Test(arguments: ["${nothing}", "a ${nothing} b", "${loop}", "${nowhere}"])
    func whatHasNoValueIsUnplayable(text: String) {
        #expect(throws: Unplayable.self) { try template.fill(.string(text)) }
    }
}
