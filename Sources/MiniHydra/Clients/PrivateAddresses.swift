import GoText
import HTTP

/// `clients.http.disallow_private_ip_ranges`: what clients may not make the server ask.
enum PrivateAddresses {
    /// The ranges that the URLs of a client may not lead to when it is registered, in the order in which they are told.
    static let registrationRanges = [
        "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fd47:1ed0:805d:59f0::/64", "fc00::/7",
        "::1/128",
    ].compactMap(IPRange.init)

    /// The ranges that no request may go to: all that are of no use in the public internet (IANA's special registries).
    private static let requestRanges =
        registrationRanges
        + [
            "0.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/128",
            "64:ff9b::/96", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fe80::/10", "ff00::/8",
        ].compactMap(IPRange.init)

    /// The first private address that a URL, a host or an address leads to, and its range.
    static func find(
        at place: String, _ resolve: @Sendable (String) async -> [IPAddress]
    ) async -> (IPAddress, IPRange)? {
        var addresses: [IPAddress] = []
        if let address = IPAddress(place) {
            addresses = [address]
        } else {
            // A URL is no host, a bare word is both.
            if !place.utf8.contains(where: { [UInt8(ascii: "/"), UInt8(ascii: ":")].contains($0) }) {
                addresses = await resolve(place)
            }
            if let host = (try? GoURL.parse(place))?.hostname, !host.isEmpty { addresses += await resolve(host) }
        }
        for range in registrationRanges {
            if let address = addresses.first(where: range.contains) { return (address, range) }
        }
        return nil
    }

    /// Whether a request to this address is refused; what is no address is refused too.
    static func refuses(_ address: String) -> Bool {
        guard let address = IPAddress(address) else { return true }
        return requestRanges.contains { $0.contains(address) }
    }

    /// Whether `clients.http.private_ip_exception_urls` lets a URL through; query and fragment do not count.
    static func isException(_ url: String, _ patterns: [String]) -> Bool {
        guard !patterns.isEmpty, var parsed = try? GoURL.parse(url) else { return false }
        parsed.rawQuery = ""
        parsed.forceQuery = false
        parsed.fragment = ""
        let text = parsed.string
        return patterns.contains { URLPattern($0).matches(text) }
    }
}

extension Hydra {
    /// A GET that is sent because a client has named `url`: redirects are followed, forbidden addresses refused.
    package func requestForClient(_ url: String) -> ClientRequest {
        var request = ClientRequest(method: "GET", url: url)
        request.maximumRedirects = 10
        request.refusesAddress = refusedAddresses(for: url)
        return request
    }

    /// What the HTTP client has to refuse to connect to when it asks `url` for a client; nil: nothing.
    private func refusedAddresses(for url: String) -> (@Sendable (String) -> Bool)? {
        let rules = configuration.clientRequests
        guard rules.refusesPrivateAddresses, !PrivateAddresses.isException(url, rules.privateAddressExceptions) else {
            return nil
        }
        return { PrivateAddresses.refuses($0) }
    }
}
