import GoText
import JOSE

/// The tokens of pages: where a list goes on, encrypted, and good for an hour.
package struct PageTokens: Sendable {
    /// Why a token is refused.
    package enum Failure: Error, Sendable, Hashable {
        /// In Go's words.
        case unreadable(String)
        /// Hydra breaks down over a token that is shorter than its nonce, and hangs up.
        case tooShort
    }

    private static let lifespan = GoDuration.hours(1)
    /// Bytes that Hydra's tokens have at least.
    private static let minimumSize = 24
    /// The first page's tokens are as long as Hydra's: 136 characters.
    private static let headSize = 74
    private static let purpose = Array("page".utf8)

    private let keys: [[UInt8]]

    /// - Parameter secrets: `secrets.pagination`; the first encrypts, all decrypt.
    package init(secrets: [String]) {
        keys = (secrets.isEmpty ? [""] : secrets).map { Digest.sha256(Array($0.utf8)) }
    }

    /// A token for what comes behind `lastID`; the empty id is the first page.
    ///
    /// - Throws: where OpenSSL can not encrypt.
    package func encode(lastID: String, now: GoTime, random: any RandomSource) throws(JOSEError) -> String {
        let end = String(now.adding(Self.lifespan).seconds)
        var head = Array(end.utf8)
        head += [UInt8](repeating: 0, count: max(0, Self.headSize - head.count))
        let sealed = try SealedBox.seal(
            head + Array(lastID.utf8), key: keys[0], additionalData: Self.purpose, random: random)
        return GoBase64.encodeURL(sealed, padded: true)
    }

    /// The id behind which a page begins.
    package func decode(_ token: String, now: GoTime) throws(Failure) -> String {
        let text: String
        do { text = try GoEscape.queryUnescape(token) } catch { throw .unreadable("\(error)") }
        let sealed: [UInt8]
        do { sealed = try GoBase64.decodeURL(text, padded: true) } catch {
            throw .unreadable("decode token: \(error)")
        }
        guard sealed.count >= Self.minimumSize else { throw .tooShort }
        for key in keys {
            guard let plain = SealedBox.open(sealed, key: key, additionalData: Self.purpose),
                plain.count >= Self.headSize
            else { continue }
            let end = String(decoding: plain.prefix { $0 != 0 }, as: UTF8.self)
            guard let seconds = Int64(end), seconds >= now.seconds else { break }
            return String(decoding: plain[Self.headSize...], as: UTF8.self)
        }
        throw .unreadable("decrypt token: %!w(<nil>)")
    }
}
