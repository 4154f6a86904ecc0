import Testing

@testable import MiniHydra

@Suite("Addresses that clients may not lead to")
struct ClientsAddressesTests {
    private func find(_ place: String) async -> String? {
        let found = await PrivateAddresses.find(at: place) { host in
            host == "localhost" ? ["127.0.0.1"].compactMap(IPAddress.init) : [IPAddress(host)].compactMap { $0 }
        }
        return found.map { "\($0.0) in \($0.1)" }
    }

    @Test(arguments: [
        ("http://127.255.0.1/x", "127.255.0.1 in 127.0.0.0/8"), ("http://10.0.0.1:8/", "10.0.0.1 in 10.0.0.0/8"),
        ("http://172.31.255.255", "172.31.255.255 in 172.16.0.0/12"), ("192.168.0.1", "192.168.0.1 in 192.168.0.0/16"),
        ("http://[::ffff:127.0.0.1]/", "127.0.0.1 in 127.0.0.0/8"), ("http://[::1]/", "::1 in ::1/128"),
        ("http://[fd47:1ed0:805d:59f0::1]/", "fd47:1ed0:805d:59f0::1 in fd47:1ed0:805d:59f0::/64"),
        ("http://[fd00::1]/", "fd00::1 in fc00::/7"), ("localhost", "127.0.0.1 in 127.0.0.0/8"),
    ])
    func private_ones(place: String, found: String) async { #expect(await find(place) == found) }

    @Test(arguments: ["http://172.32.0.1/", "http://11.0.0.1/", "http://[2600::1]/", "http://unknown/", "", "::"])
    func others(place: String) async { #expect(await find(place) == nil) }

    @Test func requests_are_kept_from_all_special_ranges() {
        for address in ["127.0.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "fe80::1", "::", "no address"] {
            #expect(PrivateAddresses.refuses(address))
        }
        for address in ["8.8.8.8", "2600::1"] { #expect(!PrivateAddresses.refuses(address)) }
    }

    @Test(arguments: [
        ("http://127.0.0.1/**", "http://127.0.0.1/a/b?x=1#y", true),
        ("http://127.0.0.1/*", "http://127.0.0.1/a/b", false),
        ("http://*.local/", "http://a.local/", true), ("http://*.local/", "http://a.b.local/", false),
        ("http://host?/", "http://host1/", true), ("http://host[1-3]/", "http://host4/", false),
        ("http://host[!1-3]/", "http://host4/", true), ("http://{a,b*}.c/", "http://bcd.c/", true),
        ("http://{a,b}.c/", "http://d.c/", false), (#"http://a/\*"#, "http://a/x", false),
    ])
    func exceptions(pattern: String, url: String, passes: Bool) {
        #expect(PrivateAddresses.isException(url, [pattern]) == passes)
    }
}
