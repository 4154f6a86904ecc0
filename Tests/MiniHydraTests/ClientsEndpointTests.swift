import GoText
import HTTP
import Testing

@testable import MiniHydra

@Suite("The endpoints of clients")
struct ClientsEndpointTests {
    @Test func create_and_get() async throws {
        let bench = try ClientsBench()
        let made = try await bench.create("{}")
        let id = try #require(made["client_id"]?.stringValue)
        #expect(made.status == 201)
        #expect(made.response.headers["Location"] == "/admin/clients/\(id)")
        #expect(made["client_secret"]?.stringValue?.count == 26)
        #expect(made["redirect_uris"] == .null && made["audience"] == [])
        #expect(made["registration_client_uri"] == "http://localhost:4444/oauth2/register")
        #expect(made["registration_access_token"]?.stringValue?.hasPrefix("ory_at_") == true)
        let shown = try await bench.get(id)
        #expect(shown.status == 200)
        #expect(shown["redirect_uris"] == [])
        #expect(shown["created_at"] == made["created_at"] && shown["updated_at"] == made["updated_at"])
        for absent in ["client_secret", "registration_access_token", "registration_client_uri"] {
            #expect(shown[absent] == nil)
        }
        #expect(
            try await bench.get("nobody").json == ["error": "Unable to locate the resource", "error_description": ""])
    }

    @Test func own_ids() async throws {
        let bench = try ClientsBench()
        let made = try await bench.create(#"{"client_id":"a b","client_secret":"123456","redirect_uris":[]}"#)
        #expect(made.response.headers["Location"] == "/admin/clients/a%2520b")
        #expect(made["registration_client_uri"] == "http://localhost:4444/oauth2/register/a%2520b")
        #expect(made["client_secret"] == "123456" && made["redirect_uris"] == [])
        let again = try await bench.create(#"{"client_id":"a b"}"#)
        #expect(again.status == 409 && again.description == "")
        #expect(
            try await bench.create(#"{"token_endpoint_auth_method":"none","client_secret":"123456"}"#)["client_secret"]
                == nil)
    }

    @Test func bcrypt_takes_72_bytes() async throws {
        let bench = try ClientsBench { $0.oauth2.hasher = .bcrypt }
        for (count, status) in [(72, 201), (73, 500)] {
            let secret = String(repeating: "x", count: count)
            #expect(try await bench.create(#"{"client_secret":"\#(secret)"}"#).status == status)
        }
    }

    @Test func replace() async throws {
        let bench = try ClientsBench()
        let made = try await bench.create(
            #"{"client_id":"a","client_secret":"123456","owner":"o","skip_consent":true}"#)
        bench.clock.advance(bySeconds: 60)
        let put = try await bench.call(
            ClientEndpoints.replace, "PUT", id: "a",
            body: #"{"client_id":"b","client_name":"n","created_at":"2001-02-03T04:05:06Z"}"#)
        #expect(put.status == 200 && put["client_id"] == "a")
        #expect(put["created_at"] == "2001-02-03T04:05:06Z")
        #expect(put["owner"] == "" && put["skip_consent"] == false && put["contacts"] == .null)
        #expect(put["client_secret"] == nil && put["registration_access_token"] == nil)
        let shown = try await bench.get("a")
        #expect(shown["created_at"] == made["created_at"] && shown["updated_at"] == put["updated_at"])
        let client = try #require(try bench.hydra.client(id: "a"))
        #expect(client.secret.matches("123456") && client.registrationToken.isEmpty)
        let renewed = try await bench.call(
            ClientEndpoints.replace, "PUT", id: "a", body: #"{"client_secret":"654321"}"#)
        #expect(renewed["client_secret"] == "654321")
        #expect(try bench.hydra.client(id: "a")?.secret.matches("654321") == true)
    }

    @Test func replace_decodes_and_validates_before_it_looks() async throws {
        let bench = try ClientsBench()
        for (body, status) in [("{", 400), (#"{"subject_type":"x"}"#, 400), ("{}", 404)] {
            #expect(try await bench.call(ClientEndpoints.replace, "PUT", id: "a", body: body).status == status)
        }
    }

    @Test func patch() async throws {
        let bench = try ClientsBench()
        _ = try await bench.create(#"{"client_id":"a","client_secret":"123456","contacts":["x"]}"#)
        _ = try await bench.create(#"{"client_id":"b","client_name":"B"}"#)
        let patch = { (text: String, id: String) in
            try await bench.call(ClientEndpoints.patch, "PATCH", id: id, body: text)
        }
        let first = try await patch(#"[{"op":"add","path":"/contacts/-","value":"y"}]"#, "a")
        #expect(first.status == 200 && first["contacts"] == ["x", "y"] && first["redirect_uris"] == [])
        #expect(first["client_secret"] == nil)
        #expect(try bench.hydra.client(id: "a")?.registrationToken == [])
        let secret = try await patch(#"[{"op":"replace","path":"/client_secret","value":"654321"}]"#, "a")
        #expect(secret["client_secret"] == "654321")
        let removed = try await patch(#"[{"op":"remove","path":"/client_secret"}]"#, "a")
        #expect(removed.status == 200 && removed["client_secret"] == nil)
        #expect(try bench.hydra.client(id: "a")?.secret.matches("654321") == true)
        #expect(try await patch(#"[{"op":"replace","path":"/client_secret","value":"12345"}]"#, "a").status == 400)
        #expect(try await patch(#"[{"op":"replace","path":"/contacts","value":7}]"#, "a").status == 500)
        #expect(try await patch("{", "a").status == 500)
        #expect(try await patch("{", "nobody").status == 404)
        let other = try await patch(#"[{"op":"replace","path":"/client_id","value":"b"}]"#, "a")
        #expect(other["client_id"] == "b")
        #expect(try await bench.get("b")["contacts"] == ["x", "y"])
        #expect(try bench.hydra.client(id: "b")?.secret.matches("654321") == false)
        #expect(try await patch(#"[{"op":"replace","path":"/client_id","value":"c"}]"#, "a").status == 404)
        let dated = try await patch(#"[{"op":"replace","path":"/created_at","value":"2001-02-03T04:05:06Z"}]"#, "a")
        #expect(dated["created_at"] == "2001-02-03T04:05:06Z")
        #expect(try await bench.get("a")["created_at"] != dated["created_at"])
    }

    @Test func no_patch_is_lost() async throws {
        let bench = try ClientsBench()
        _ = try await bench.create(#"{"client_id":"a"}"#)
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<50 {
                group.addTask {
                    let body = #"[{"op":"add","path":"/contacts/-","value":"\#(number)"}]"#
                    return try await bench.call(ClientEndpoints.patch, "PATCH", id: "a", body: body).status
                }
            }
            for try await status in group { #expect(status == 200) }
        }
        #expect(try bench.hydra.client(id: "a")?.contacts.count == 50)
    }

    @Test func lifespans() async throws {
        let bench = try ClientsBench()
        _ = try await bench.create(#"{"client_id":"a","owner":"o","implicit_grant_id_token_lifespan":"1h"}"#)
        let set = { (body: String, id: String) in
            try await bench.call(ClientEndpoints.setLifespans, "PUT", id: id, body: body)
        }
        let answer = try await set(#"{"implicit_grant_access_token_lifespan":"90s"}"#, "a")
        #expect(answer["implicit_grant_access_token_lifespan"] == "1m30s")
        #expect(answer["implicit_grant_id_token_lifespan"] == .null && answer["owner"] == "o")
        #expect(try bench.hydra.client(id: "a")?.registrationToken.isEmpty == false)
        #expect(try await set("{", "nobody").status == 404)
        #expect(try await set("{", "a").description == "Unable to decode the request body: unexpected EOF")
    }

    @Test func delete() async throws {
        let bench = try ClientsBench()
        _ = try await bench.create(#"{"client_id":"a"}"#)
        let gone = try await bench.call(ClientEndpoints.delete, "DELETE", id: "a")
        #expect(gone.status == 204 && gone.response.body.isEmpty)
        #expect(try await bench.call(ClientEndpoints.delete, "DELETE", id: "a").status == 404)
    }

    @Test func list() async throws {
        let bench = try ClientsBench()
        for id in ["c", "a", "D"] { _ = try await bench.create(#"{"client_id":"\#(id)","owner":"\#(id)"}"#) }
        let ids = { (answer: ClientsBench.Answer) in
            (answer.json.arrayValue ?? []).compactMap { $0.objectValue?["client_id"]?.stringValue }
        }
        let list = { (query: String) in try await bench.call(ClientEndpoints.list, "GET", "/admin/clients" + query) }
        #expect(ids(try await list("")) == ["D", "a", "c"])
        #expect(ids(try await list("?owner=a&client_name=")) == ["a"])
        let page = try await list("?zz=1&page_size=&page_size=2")
        #expect(ids(page) == ["D", "a"])
        let link = try #require(page.response.headers["Link"])
        let parts = link.split(separator: ">; rel=").map(String.init)
        #expect(parts.count == 3)
        #expect(parts[0].hasPrefix("</admin/clients?page_size=2&page_token="))
        #expect(parts[0].hasSuffix("&zz=1"))
        #expect(parts[1].hasPrefix(#""first",</admin/clients?page_size=2&page_token="#) && parts[2] == #""next""#)
        let next = parts[1].drop { $0 != "?" }
        let last = try await list(String(next))
        #expect(ids(last) == ["c"])
        #expect(last.response.headers["Link"]?.contains("next") == false)
        #expect(ids(try await list(String(parts[0].drop { $0 != "?" }))) == ["D", "a"])
    }

    @Test(arguments: [
        ("page_size=many&page_token=garbage", "decode token: illegal base64 data at input byte 4"),
        ("page_size=many", "strconv.Atoi: parsing 'many': invalid syntax"),
        ("page_size=99999999999999999999", "strconv.Atoi: parsing '99999999999999999999': value out of range"),
        ("page_size=1.5", "strconv.Atoi: parsing '1.5': invalid syntax"),
        ("page_token=%25", "invalid URL escape '%'"),
    ])
    func bad_paging(query: String, reason: String) async throws {
        let answer = try await ClientsBench().call(ClientEndpoints.list, "GET", "/admin/clients?" + query)
        #expect(answer.status == 400)
        #expect(answer.description == "Unable to parse pagination parameters: " + reason)
    }

    @Test func sizes_of_pages() async throws {
        let bench = try ClientsBench()
        for (query, size) in [("0", 100), ("-3", 100), ("", 100), ("%2B5", 5), ("501", 500)] {
            let answer = try await bench.call(ClientEndpoints.list, "GET", "/admin/clients?page_size=" + query)
            #expect(answer.response.headers["Link"]?.contains("page_size=\(size)&") == true)
            #expect(answer.json == [])
        }
        #expect(try await bench.call(ClientEndpoints.list, "GET", "/admin/clients?page_token=AAAA").response.hangsUp)
    }
}
