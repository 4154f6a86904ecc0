import GoText
import Testing

struct GoValuesTests {
    @Test func reads() {
        let (values, hasErrors) = GoValues.parseQuery("b=1&a=x+y%21&b=2&c&d=&=e&&f=g=h")
        #expect(!hasErrors)
        #expect(values.names == ["b", "a", "c", "d", "", "f"])
        #expect(values.first("b") == "1")
        #expect(values.all("b") == ["1", "2"])
        #expect(values.get("a") == "x y!")
        #expect(values.has("c"))
        #expect(values.get("c").isEmpty)
        #expect(values.first("x") == nil)
        #expect(values.get("x").isEmpty)
        #expect(values.get("") == "e")
        #expect(values.get("f") == "g=h")
        #expect(values.encoded() == "=e&a=x+y%21&b=1&b=2&c=&d=&f=g%3Dh")
    }

    @Test(arguments: [("a=%zz&b=1", "b=1"), ("%zz=a&b=1", "b=1"), ("a=1;b=2&c=3", "c=3"), (";", ""), ("a=%", "")])
    func losesBrokenFields(text: String, rest: String) {
        let (values, hasErrors) = GoValues.parseQuery(text.bytes)
        #expect(hasErrors)
        #expect(values.encoded() == rest)
    }

    @Test func repairsBytes() {
        #expect(GoValues.parseQuery("a=%ff".bytes).0.get("a") == "\u{FFFD}")
        #expect(GoValues.parseQuery([0x61, 0x3D, 0xFF]).0.get("a") == "\u{FFFD}")
    }

    @Test func takesTenThousandFields() {
        let text = Array(repeating: "a=b", count: 10_000).joined(separator: "&")
        #expect(GoValues.parseQuery(text).0.all("a").count == 10_000)
        let (values, hasErrors) = GoValues.parseQuery(text + "&a=b")
        #expect(values.isEmpty)
        #expect(hasErrors)
    }

    @Test func changes() {
        var values = GoValues()
        #expect(values.isEmpty)
        values.add("a", "1")
        values.add("b", "2")
        values.add("a", "3")
        values.set("a", "4")
        values.set("c", "5")
        #expect(values.names == ["a", "b", "c"])
        #expect(values.all("a") == ["4"])
        values.remove("b")
        #expect(values.encoded() == "a=4&c=5")
        #expect(values == GoValues([("a", "4"), ("c", "5")]))
    }
}
