import GoText
import Testing

@Suite struct GoUUIDTests {
    private static let text = "0123abcd-4567-89ab-cdef-0123456789ab"

    @Test(arguments: [
        text, "0123ABCD-4567-89ab-cdef-0123456789AB", "0123abcd456789abcdef0123456789ab", "{\(text)}",
        "{0123abcd456789abcdef0123456789ab}", "urn:uuid:\(text)", "urn:uuid:0123abcd456789abcdef0123456789ab",
    ])
    func everySpelling(text: String) throws {
        #expect(try GoUUID.parse(text) == Self.text)
    }

    @Test(arguments: [
        ("", "uuid: incorrect UUID length 0 in string \"\""),
        ("not-a-uuid", "uuid: incorrect UUID length 10 in string \"not-a-uuid\""),
        (
            "0123abcd+4567-89ab-cdef-0123456789ab",
            "uuid: incorrect UUID format in string \"0123abcd+4567-89ab-cdef-0123456789ab\""
        ),
        (
            "(0123abcd456789abcdef0123456789ab)",
            "uuid: incorrect UUID format in string \"(0123abcd456789abcdef0123456789ab)\""
        ),
        ("x123abcd-4567-89ab-cdef-0123456789ab", "uuid: invalid UUID format"),
    ])
    func refusals(text: String, message: String) {
        #expect(throws: GoUUIDError(message: message)) { try GoUUID.parse(text) }
    }
}
