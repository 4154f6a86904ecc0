import GoText
import Testing

@testable import MiniHydra

@Suite("JSON Patch as Hydra carries it out")
struct ClientsJSONPatchTests {
    private static let document = #"{"name":"n","list":["a","b"],"empty":[],"inner":{"x":1,"gone":null},"a/b~":0}"#

    private func apply(_ patch: String) -> String? {
        guard let document = try? JSONValue.decodeWhole(Array(Self.document.utf8)) else { return nil }
        return (try? JSONPatch(Array(patch.utf8)).apply(to: document))?.encodeString()
    }

    @Test(arguments: [
        ("[]", #""name":"n""#),
        ("null", #""name":"n""#),
        (#"[{"op":"replace","path":"/name","value":"m"}]"#, #""name":"m""#),
        (#"[{"op":"replace","path":"/absent","value":1}]"#, #""absent":1"#),
        (#"[{"op":"replace","path":"/name","value":null}]"#, #""name":null"#),
        (#"[{"op":"add","path":"/list/-","value":"c"}]"#, #"["a","b","c"]"#),
        (#"[{"op":"add","path":"/list/0","value":"c"}]"#, #"["c","a","b"]"#),
        (#"[{"op":"add","path":"/list/2","value":"c"}]"#, #"["a","b","c"]"#),
        (#"[{"op":"add","path":"/list/-1","value":"c"}]"#, #"["a","b","c"]"#),
        (#"[{"op":"replace","path":"/list/-1","value":"c"}]"#, #"["a","c"]"#),
        (#"[{"op":"replace","path":"/list/+1","value":"c"}]"#, #"["a","c"]"#),
        (#"[{"op":"remove","path":"/list/-2"}]"#, #""list":["b"]"#),
        (#"[{"op":"add","path":"/inner/y","value":2}]"#, #"{"x":1,"gone":null,"y":2}"#),
        (#"[{"op":"remove","path":"/inner/gone"}]"#, #"{"x":1}"#),
        (#"[{"op":"add","path":"/inner/gone/z","value":2}]"#, #""gone":{"z":2}"#),
        (#"[{"op":"add","path":"/new/deep/-","value":2}]"#, #""new":{"deep":[2]}"#),
        (#"[{"op":"add","path":"/new/2","value":2}]"#, #""new":[null,null,2]"#),
        (#"[{"op":"replace","path":"/a~1b~0","value":1}]"#, #""a/b~":1"#),
        (#"[{"op":"replace","path":"","value":{"z":1}}]"#, #"{"z":1}"#),
        (#"[{"op":"add","path":"/id/x","value":1}]"#, #""id":{"x":1}"#),
        (
            #"[{"op":"add","path":"/q","value":1},{"op":"remove","path":"/q"},{"op":"add","path":"/r","value":1}]"#,
            #""r":1"#
        ),
    ])
    func success(patch: String, part: String) {
        let made = apply(patch)
        #expect(made?.contains(part) == true, "\(made ?? "refused")")
    }

    @Test(arguments: [
        "", "{", "[{", #"{"op":"add"}"#, "[] x", "[null]", "[1]", "true",
        #"[{"op":"test","path":"/name","value":"n"}]"#, #"[{"op":"copy","from":"/name","path":"/x"}]"#,
        #"[{"op":"move","from":"/name","path":"/x"}]"#, #"[{"op":"Add","path":"/name","value":1}]"#,
        #"[{"path":"/name","value":1}]"#, #"[{"op":"add","value":1}]"#, #"[{"op":"add","path":"/name"}]"#,
        #"[{"op":"add","path":"name","value":1}]"#, #"[{"op":"add","path":7,"value":1}]"#,
        #"[{"op":"add","path":"/ID","value":1}]"#, #"[{"op":"remove","path":"/id"}]"#,
        #"[{"op":"remove","path":"/absent"}]"#, #"[{"op":"remove","path":""}]"#, #"[{"op":"remove","path":"/list/-"}]"#,
        #"[{"op":"remove","path":"/list/2"}]"#, #"[{"op":"replace","path":"/list/2","value":1}]"#,
        #"[{"op":"replace","path":"/list/-","value":1}]"#, #"[{"op":"add","path":"/list/3","value":1}]"#,
        #"[{"op":"add","path":"/list/-4","value":1}]"#, #"[{"op":"add","path":"/list/x","value":1}]"#,
        #"[{"op":"add","path":"/name/x","value":1}]"#, #"[{"op":"replace","path":"/new/0","value":1}]"#,
        #"[{"op":"add","path":"/new/-2","value":1}]"#, #"[{"op":"replace","path":"","value":"x"}]"#,
        #"[{"op":"add","path":"/new/99999999999","value":1}]"#,
    ])
    func failure(patch: String) { #expect(apply(patch) == nil) }

    @Test func a_failure_leaves_nothing_done() {
        #expect(apply(#"[{"op":"add","path":"/x","value":1},{"op":"remove","path":"/y"}]"#) == nil)
    }

    /// A client that is deeper than what is read of JSON could never be read again.
    @Test func whatWouldBeTooDeepIsRefused() async throws {
        let value = String(repeating: #"{"b":"#, count: 6_000) + "1" + String(repeating: "}", count: 6_000)
        let path = "/metadata" + String(repeating: "/b", count: 6_000)
        let endless = String(repeating: "/b", count: 200_000)
        try await TestServer.run { server in
            try await server.createClient()
            func patch(_ kind: String, _ path: String, _ value: String) async throws -> Int {
                let body = #"[{"op":"\#(kind)","path":"\#(path)","value":\#(value)}]"#
                return try await server.send("PATCH", .adminPort, "/admin/clients/app", body: Array(body.utf8)).status
            }
            #expect(try await patch("add", "/metadata", value) == 200)
            #expect(try await patch("add", path, value) == 500)
            for kind in ["add", "replace", "remove"] {
                #expect(try await patch(kind, endless, "1") == 500)
            }
            #expect(try await server.get(.adminPort, "/admin/clients/app").status == 200)
        }
    }
}
