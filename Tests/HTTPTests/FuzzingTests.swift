import Testing

@testable import HTTP

/// Random requests: nothing crashes, and the size of the pieces changes nothing.
struct FuzzingTests {
    private static let words = [
        "GET", "POST", " ", " ", "/", "*", "http://", "a", "HTTP/1.1", "HTTP/1.0", "\r\n", "\r\n", "\r\n", "\n", "\r",
        "Host", ":", ": ", "Content-Length", "Transfer-Encoding", "chunked", "5", "0", "1\r\na\r\n", "0\r\n\r\n", ";",
        "Expect", "100-continue", "Connection", "close", ",", "\t", "%", "%41", "?", "@", "[", "]", "\0", "é",
        "9223372036854775807", "ffffffffffffffff", "GET / HTTP/1.1\r\nHost: a\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
    ].map { Array($0.utf8) }

    @Test(arguments: 0..<4)
    func randomRequests(_ seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<5_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...24, using: &random) {
                if Int.random(in: 0..<12, using: &random) == 0 {
                    bytes.append(.random(in: 0...255, using: &random))
                } else {
                    bytes += Self.words.randomElement(using: &random) ?? []
                }
            }
            let whole = RequestParserFuzzing.parse(bytes)
            let pieces = RequestParserFuzzing.parse(bytes, pieceSize: Int.random(in: 1...7, using: &random))
            #expect(whole == pieces, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
            if case .complete(_, _, _, let used) = whole { #expect(used <= bytes.count) }
        }
    }

    @Test func damagedRequests() {
        let request = Array(
            """
            POST /a/b%20c?d=e HTTP/1.1\r\nHost: localhost:4444\r\nContent-Type: text/plain\r\n\
            Transfer-Encoding: chunked\r\nX: a\r\n b\r\n\r\n5\r\nhello\r\n0\r\nT: u\r\n\r\n
            """.utf8)
        var random = SeededGenerator(seed: 9)
        for _ in 0..<20_000 {
            var bytes = request
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = .random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(.random(in: 0...255, using: &random), at: place)
                }
            }
            #expect(RequestParserFuzzing.parse(bytes) == RequestParserFuzzing.parse(bytes, pieceSize: 1))
        }
    }
}
