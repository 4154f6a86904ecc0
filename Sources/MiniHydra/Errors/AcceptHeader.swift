/// What a client wants to be answered with, RFC 9110 section 12.5.1.
package struct AcceptHeader: Sendable {
    private var preferences: [(type: String, quality: Double)] = []

    package init(_ headers: [String]) {
        for item in headers.joined(separator: ",").split(separator: ",") {
            let parts = item.split(separator: ";").map { String($0).trimmingBlanks().lowercased() }
            guard let type = parts.first, !type.isEmpty else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            preferences.append((type, quality))
        }
    }

    /// The offer that fits best: by quality, then by how exactly it is named, then by its place among the offers.
    ///
    /// The first offer where nothing fits.
    package func best(of offers: [String]) -> String {
        var best = offers.first ?? ""
        var bestRank = (quality: 0.0, exactness: 0)
        for offer in offers {
            for preference in preferences where preference.quality > 0 {
                guard let exactness = Self.exactness(preference.type, offer) else { continue }
                if (preference.quality, exactness) > bestRank {
                    bestRank = (preference.quality, exactness)
                    best = offer
                }
            }
        }
        return best
    }

    private static func exactness(_ wanted: String, _ offer: String) -> Int? {
        if wanted == offer { return 3 }
        if wanted == "*/*" { return 1 }
        return wanted.hasSuffix("/*") && offer.hasPrefix(wanted.dropLast()) ? 2 : nil
    }
}
