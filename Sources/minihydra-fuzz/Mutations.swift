/// Small, repeatable random numbers.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Breaks good input in a few places.
enum Mutations {
    private static let interesting: [UInt8] =
        Array(" \t\r\n\0\":,{}[]\\/%;=-+.0eE9uxXaA:\u{7f}".utf8) + [0x80, 0xC3, 0xED, 0xFF]

    static func apply(to text: String, using generator: inout SplitMix64) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 0...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            let byte = interesting.randomElement(using: &generator) ?? 0
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes[place] = byte
            case 1: bytes.insert(byte, at: place)
            case 2: bytes.remove(at: place)
            case 3: bytes.removeSubrange(place...)
            case 4:
                let end = min(bytes.count, place + Int.random(in: 1...16, using: &generator))
                bytes.insert(contentsOf: bytes[place..<end], at: place)
            default: bytes.insert(contentsOf: repeatElement(byte, count: 300), at: place)
            }
        }
        return bytes
    }
}

/// Good input to begin with.
enum Seeds {
    static let requests = [
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "POST /oauth2/token HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\na=b&c",
        "POST /x?y=%20 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;e=1\r\nhello\r\n0\r\nT: 1\r\n\r\n",
        "GET http://a/b HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /c HTTP/1.1\r\nHost: b\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n",
    ]
    static let documents = [
        #"{"client_id":"app","redirect_uris":["http://localhost:5555/callback"],"metadata":{"a":[1,2.5e-3,null,true]}}"#,
        #"{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}],"t":"\u00e9\ud83d\ude00\n","n":-0.0E+10}"#,
        "[[[[[[[[]]]]]]]]", "\"\\ud800\"", " { \"a\" : [ ] , \"A\" : { } } ", "123456789012345678901234567890",
    ]
}

/// `--seconds N` and `--seed N`.
struct FuzzArguments {
    var seconds = 30
    var seed: UInt64 = 1

    init(_ arguments: ArraySlice<String>) {
        var rest = arguments
        while let name = rest.popFirst(), let value = rest.popFirst() {
            if name == "--seconds" { seconds = Int(value) ?? seconds }
            if name == "--seed" { seed = UInt64(value) ?? seed }
        }
    }
}
