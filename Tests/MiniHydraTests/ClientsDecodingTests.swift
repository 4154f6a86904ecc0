import GoText
import Testing

@testable import MiniHydra

@Suite("How Go reads a client")
struct ClientsDecodingTests {
    private func body(_ text: String) throws -> ClientBody { try ClientBody(decoding: Array(text.utf8)) }

    private func failure(_ text: String) -> String? {
        do { _ = try body(text) } catch { return "\(error)" }
        return nil
    }

    @Test func null_and_nothing_leave_everything_unset() throws {
        for text in ["{}", "null", #"{"client_name":null,"redirect_uris":null,"created_at":null}"#] {
            let read = try body(text)
            #expect(read.client == Client())
            #expect(read.nullLists.count == 8)
            #expect(read.createdAt == .never)
            #expect(read.metadata == nil)
        }
    }

    @Test func every_field_is_read() throws {
        let read = try body(
            """
            {"client_id":"a","client_name":"b","client_secret":"c","redirect_uris":["d"],"grant_types":["e"],
             "response_types":["f"],"scope":"g h","audience":["i"],"owner":"j","policy_uri":"k",
             "allowed_cors_origins":["l"],"tos_uri":"m","client_uri":"n","logo_uri":"o","contacts":["p"],
             "client_secret_expires_at":9,"subject_type":"q","sector_identifier_uri":"r","jwks_uri":"s",
             "token_endpoint_auth_method":"t","token_endpoint_auth_signing_alg":"u","request_uris":["v"],
             "request_object_signing_alg":"w","userinfo_signed_response_alg":"x","created_at":"2001-02-03T04:05:06+01:00",
             "frontchannel_logout_uri":"y","frontchannel_logout_session_required":true,
             "post_logout_redirect_uris":["z"],"backchannel_logout_uri":"1","backchannel_logout_session_required":true,
             "metadata":{"b":1,"a":[1.50]},"access_token_strategy":"JWT","skip_consent":true,"skip_logout_consent":false,
             "implicit_grant_id_token_lifespan":"90s"}
            """)
        let client = read.client
        #expect(client.id == "a")
        #expect(read.secret == "c")
        #expect(client.redirectURIs == ["d"])
        #expect(client.scopes == ["g", "h"])
        #expect(client.audience == ["i"])
        #expect(client.requestURIs == ["v"])
        #expect(client.frontchannelLogoutSessionRequired && client.backchannelLogoutSessionRequired)
        #expect(client.postLogoutRedirectURIs == ["z"])
        #expect(read.metadata?.encodeString() == #"{"b":1,"a":[1.50]}"#)
        #expect(read.accessTokenStrategy == "JWT")
        #expect(client.skipConsent)
        #expect(client.skipLogoutConsent == false)
        #expect(client.lifespans[.implicitGrantIDToken]?.string == "1m30s")
        #expect(read.createdAt.rfc3339Nano == "2001-02-03T03:05:06Z")
        #expect(read.nullLists.isEmpty)
    }

    @Test func names_match_in_any_case_and_the_last_counts() throws {
        let read = try body(#"{"CLIENT_ID":"a","client_id":"b","Grant_Types":["x"],"grant_types":[]} trailing"#)
        #expect(read.client.id == "b")
        #expect(read.client.grantTypes.isEmpty)
        #expect(!read.nullLists.contains("grant_types"))
    }

    @Test(arguments: [
        ("", "EOF"),
        ("{", "unexpected EOF"),
        ("client_id=app", "invalid character 'c' looking for beginning of value"),
        ("[]", "json: cannot unmarshal array into Go value of type client.Client"),
        ("7", "json: cannot unmarshal number into Go value of type client.Client"),
        (#"{"CLIENT_NAME":1}"#, "json: cannot unmarshal number into Go struct field Client.client_name of type string"),
        (
            #"{"redirect_uris":"x"}"#,
            "json: cannot unmarshal string into Go struct field Client.redirect_uris of type sqlxx.StringSliceJSONFormat"
        ),
        (
            #"{"contacts":["a",true]}"#,
            "json: cannot unmarshal bool into Go struct field Client.contacts of type string"
        ),
        (
            #"{"skip_consent":"yes"}"#,
            "json: cannot unmarshal string into Go struct field Client.skip_consent of type bool"
        ),
        (#"{"skip_logout_consent":"yes"}"#, "json: cannot unmarshal string into Go value of type bool"),
        (
            #"{"client_secret_expires_at":1.5}"#,
            "json: cannot unmarshal number 1.5 into Go struct field Client.client_secret_expires_at of type int"
        ),
        (
            #"{"registration_access_token":[]}"#,
            "json: cannot unmarshal array into Go struct field Client.registration_access_token of type string"
        ),
        (#"{"created_at":5}"#, "Time.UnmarshalJSON: input is not a JSON string"),
        (
            #"{"updated_at":"yesterday"}"#,
            #"parsing time "yesterday" as "2006-01-02T15:04:05Z07:00": cannot parse "yesterday" as "2006""#
        ),
        (
            #"{"implicit_grant_id_token_lifespan":300}"#,
            "json: cannot unmarshal number into Go struct field Client.Lifespans.implicit_grant_id_token_lifespan of type "
                + "string"
        ),
        (#"{"implicit_grant_id_token_lifespan":"soon"}"#, #"time: invalid duration "soon""#),
        (#"{"jwks":[]}"#, "json: cannot unmarshal array into Go struct field Client.jwks of type x.JoseJSONWebKeySet"),
        (
            #"{"jwks":{"keys":{}}}"#,
            "json: cannot unmarshal object into Go struct field JoseJSONWebKeySet.jwks.JSONWebKeySet.keys of type "
                + "[]jose.JSONWebKey"
        ),
        (#"{"jwks":{"keys":[null]}}"#, "go-jose/go-jose: unknown json web key type ''"),
        (#"{"jwks":{"keys":[{"kty":"x"}]}}"#, "go-jose/go-jose: unknown json web key type 'x'"),
    ])
    func failures(text: String, message: String) { #expect(failure(text) == message) }

    @Test func the_first_wrong_type_is_told() {
        #expect(failure(#"{"scope":1,"client_name":true}"#)?.contains("Client.scope") == true)
    }

    @Test func what_stops_at_once_is_told_before_earlier_wrong_types() {
        #expect(failure(#"{"scope":1,"skip_logout_consent":1}"#)?.contains("Go value of type bool") == true)
        #expect(
            failure(#"{"scope":1,"refresh_token_grant_id_token_lifespan":"1d"}"#)?.hasPrefix("time: unknown") == true)
    }

    @Test(
        arguments: [
            ("{}", nil), ("null", nil), (#"{"jwks":{}}"#, nil), (#"{"jwks":null}"#, nil),
            (#"{"jwks":{"keys":[]}}"#, #"{"keys":[]}"#), (#"{"jwks":{"KEYS":null}}"#, #"{"keys":null}"#),
        ] as [(String, String?)])
    func which_key_sets_count(text: String, keys: String?) throws {
        #expect(try body(text).client.jwks?.encodeString() == keys)
    }

    @Test func lifespans_on_their_own() throws {
        let lifespans = try ClientLifespans(
            decoding: Array(#"{"Implicit_Grant_ID_Token_Lifespan":"-1h","unknown":1}"#.utf8))
        #expect(lifespans[.implicitGrantIDToken]?.string == "-1h0m0s")
        #expect(lifespans[.implicitGrantAccessToken] == nil)
        for (text, message) in [
            (
                #"{"implicit_grant_id_token_lifespan":true}"#,
                "json: cannot unmarshal bool into Go struct field Lifespans.implicit_grant_id_token_lifespan of type string"
            ),
            ("[]", "json: cannot unmarshal array into Go value of type client.Lifespans"),
            (#"{"implicit_grant_id_token_lifespan":"300"}"#, #"time: missing unit in duration "300""#),
        ] {
            let failed = #expect(throws: ClientDecodingError.self) {
                try ClientLifespans(decoding: Array(text.utf8))
            }
            #expect(failed?.description == message)
        }
    }
}
