import GoText
import Testing

struct GoBase64Tests {
    private func offset(_ text: String, padded: Bool) -> Int? {
        do {
            _ = try GoBase64.decodeURL(text, padded: padded)
            return nil
        } catch {
            #expect("\(error)" == "illegal base64 data at input byte \(error.offset)")
            return error.offset
        }
    }

    @Test(arguments: [
        ("garbage", 4), ("1", 0), ("not-a-token", 8), ("ab", 0), ("abc", 0), ("abcdab", 4), ("!", 0), ("ab!c", 2),
        ("ab+c", 2), ("=", 0), ("a===", 1), ("ab=", 3), ("ab=c", 2), ("ab==c", 4), ("abc=d", 4), ("abcd=", 4),
        ("abc\n", 1), ("ab\n==\nx", 6), ("é", 0),
    ])
    func tellsWherePadded(text: String, place: Int) {
        #expect(offset(text, padded: true) == place)
    }

    @Test(arguments: [("a", 0), ("abcda", 4), ("ab=", 2), ("ab==", 2), ("a b", 1), ("abcde\n", 5)])
    func tellsWhereUnpadded(text: String, place: Int) {
        #expect(offset(text, padded: false) == place)
    }

    @Test(arguments: [
        ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
        ("Zm9vYmFy", "foobar"),
    ])
    func readsAndWrites(text: String, bytes: String) throws {
        #expect(GoBase64.encodeStandard(bytes.bytes) == text)
        #expect(try GoBase64.decodeStandard(text) == bytes.bytes)
        let unpadded = text.replacing("=", with: "")
        #expect(GoBase64.encodeURL(bytes.bytes, padded: false) == unpadded)
        #expect(try GoBase64.decodeURL(unpadded, padded: false) == bytes.bytes)
        #expect(GoBase64.encodeStandard(bytes.bytes, padded: false) == unpadded)
        #expect(GoBase64.encodeURL(bytes.bytes, padded: true) == text)
    }

    @Test func skipsLineEnds() throws {
        #expect(try GoBase64.decodeStandard("Zm\r\n9v\nYg=\n=\r\n") == "foob".bytes)
        #expect(try GoBase64.decodeStandard("Z\ng", padded: false) == "f".bytes)
    }

    @Test func hasTwoAlphabets() throws {
        #expect(GoBase64.encodeStandard([0xFB, 0xFF]) == "+/8=")
        #expect(GoBase64.encodeURL([0xFB, 0xFF], padded: false) == "-_8")
        #expect(try GoBase64.decodeURL("-_8", padded: false) == [0xFB, 0xFF])
        #expect(throws: GoBase64Error(offset: 0)) { try GoBase64.decodeStandard("-_8=") }
    }

    @Test(arguments: 0..<5)
    func readsWhatItWrites(seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        for count in 0..<200 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for padded in [true, false] {
                #expect(try GoBase64.decodeURL(GoBase64.encodeURL(bytes, padded: padded), padded: padded) == bytes)
                let text = GoBase64.encodeStandard(bytes, padded: padded)
                #expect(try GoBase64.decodeStandard(text, padded: padded) == bytes)
            }
            _ = try? GoBase64.decodeURL(String(decoding: bytes, as: UTF8.self), padded: true)
        }
    }
}
