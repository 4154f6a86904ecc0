import GoText
import JOSE
import Testing

@testable import MiniHydra

@Suite("Page tokens")
struct ClientsPageTokensTests {
    private let tokens = PageTokens(secrets: ["new", "old"])
    private let random = SeededRandomSource(seed: 1)
    private let now = GoTime(seconds: 1_700_000_000, nanoseconds: 0)

    private func failure(_ token: String, now: GoTime? = nil) -> PageTokens.Failure? {
        do { _ = try tokens.decode(token, now: now ?? self.now) } catch { return error }
        return nil
    }

    @Test(arguments: ["", "a", "büro/ü", "long-\(String(repeating: "x", count: 300))"])
    func round_trip(id: String) throws {
        let token = try tokens.encode(lastID: id, now: now, random: random)
        #expect(try tokens.decode(token, now: now) == id)
        #expect(try token != tokens.encode(lastID: id, now: now, random: random))
    }

    @Test func the_first_page_has_tokens_of_136_characters() throws {
        #expect(try tokens.encode(lastID: "", now: now, random: random).utf8.count == 136)
        #expect(try tokens.encode(lastID: "a", now: now, random: random).utf8.count > 136)
    }

    @Test func they_hold_for_an_hour() throws {
        let token = try tokens.encode(lastID: "a", now: now, random: random)
        #expect(try tokens.decode(token, now: now.adding(.minutes(60))) == "a")
        #expect(failure(token, now: now.adding(.seconds(3601))) == .unreadable("decrypt token: %!w(<nil>)"))
    }

    @Test func older_secrets_still_decrypt() throws {
        let old = try PageTokens(secrets: ["old"]).encode(lastID: "a", now: now, random: random)
        #expect(try tokens.decode(old, now: now) == "a")
        let foreign = try PageTokens(secrets: ["other"]).encode(lastID: "a", now: now, random: random)
        #expect(failure(foreign) == .unreadable("decrypt token: %!w(<nil>)"))
    }

    @Test func what_is_no_token() {
        #expect(failure("garbage") == .unreadable("decode token: illegal base64 data at input byte 4"))
        #expect(failure("***") == .unreadable("decode token: illegal base64 data at input byte 0"))
        #expect(failure("a%") == .unreadable(#"invalid URL escape "%""#))
        #expect(failure(String(repeating: "A", count: 80)) == .unreadable("decrypt token: %!w(<nil>)"))
        #expect(failure("AAAA") == .tooShort)
    }
}
