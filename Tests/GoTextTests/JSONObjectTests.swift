import GoText
import Testing

struct JSONObjectTests {
    @Test func keepsTheOrder() {
        var object: JSONObject = ["b": 1, "a": 2, "c": 3]
        object["a"] = 5
        object["d"] = 6
        #expect(object.keys == ["b", "a", "c", "d"])
        #expect(object.values == [1, 5, 3, 6])
        object["a"] = nil
        #expect(object.keys == ["b", "c", "d"])
        object["a"] = .null
        #expect(object.keys == ["b", "c", "d", "a"])
        #expect(object["a"] == .null)
        #expect(object["x"] == nil)
        #expect(object.contains("a"))
        #expect(object.count == 4)
        #expect(object.map(\.key) == object.keys)
        #expect(object.remove("b") == 1)
        #expect(object.remove("b") == nil)
        #expect(object["n", default: 7] == 7)
    }

    @Test func theLastOfANameCounts() throws {
        let text = "{\"a\":1,\"b\":2,\"a\":3,\"\\u0061\":4,\"c\":5}"
        #expect(try JSONValue.decodeWhole(text.bytes).encodeString() == "{\"a\":4,\"b\":2,\"c\":5}")
        #expect(JSONObject([("a", 1), ("a", 2)]) == ["a": 2])
    }

    @Test func equalsInAnyOrder() {
        let left: JSONObject = ["a": 1, "b": ["c": 2, "d": 3]]
        let right: JSONObject = ["b": ["d": 3, "c": 2], "a": 1]
        #expect(left == right)
        #expect(left.hashValue == right.hashValue)
        #expect(left != ["a": 1, "b": 2])
        #expect(left != ["a": 1, "e": ["c": 2, "d": 3]])
        #expect(left != ["a": 1])
    }

    /// Go compares names by their bytes.
    @Test func tellsEquivalentNamesApart() throws {
        let object = try JSONValue.decodeWhole("{\"\u{E9}\":1,\"e\u{301}\":2}".bytes).objectValue
        #expect(object?.count == 2)
        #expect(object?["e\u{301}"] == 2)
    }

    @Test(arguments: [63, 64, 65, 66, 100, 5_000])
    func looksUpInLargeOnes(count: Int) throws {
        var text = "{"
        for index in 0..<count { text += "\"key-\(index)\":\(index)," }
        text += "\"key-1\":-1,\"key-\(count - 1)\":-2}"
        var object = try #require(try JSONValue.decodeWhole(text.bytes).objectValue)
        #expect(object.count == count)
        #expect(object["key-1"] == -1)
        #expect(object["key-\(count - 1)"] == -2)
        #expect(object["key-2"] == 2)
        #expect(object["key"] == nil)
        object["key-0"] = nil
        #expect(object["key-2"] == 2)
        object["key-\(count - 1)"] = nil
        #expect(object["key-\(count - 1)"] == nil)
        #expect(object["key-\(count - 2)"] == .integer(count - 2))
        object["new"] = 1
        #expect(object.keys.last == "new")
        #expect(object.count == count - 1)
        var other = JSONObject()
        for member in Array(object).reversed() { other[member.key] = member.value }
        #expect(other == object)
    }
}
