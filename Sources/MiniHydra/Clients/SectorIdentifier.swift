import GoText
import HTTP

/// The list of redirect URIs at a `sector_identifier_uri`, OpenID Connect Registration 1.0 section 5.
enum SectorIdentifier {
    /// How long is waited before the second and the third try.
    private static let pauses: [Duration] = [.seconds(1), .seconds(2)]

    /// Fetches the list; nil where three tries do not give one.
    static func redirectURIs(at url: String, _ hydra: Hydra) async -> [String]? {
        let request = hydra.requestForClient(url)
        for pause in pauses.map(Optional.some) + [nil] {
            if let response = try? await hydra.loops.client.send(request), !isWorthAnotherTry(response.status) {
                return list(in: response.body)
            }
            if let pause { await hydra.loops.pause(for: pause) }
        }
        return nil
    }

    private static func isWorthAnotherTry(_ status: Int) -> Bool {
        status == 429 || status == 0 || (status >= 500 && status != 501)
    }

    private static func list(in body: [UInt8]) -> [String]? {
        guard let elements = (try? JSONValue.decodeFirst(body))?.arrayValue else { return nil }
        let texts = elements.compactMap { $0 == .null ? "" : $0.stringValue }
        return texts.count == elements.count ? texts : nil
    }
}
