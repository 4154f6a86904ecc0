/// A self-signed certificate for `localhost` and its key, made for these tests; valid from 2020 to 2120.
enum TestCertificate {
    static let chain = Array(
        """
        -----BEGIN CERTIFICATE-----
        MIIBYTCCAQegAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhv
        c3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMM
        CWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGpvcKTqDJViy5dK
        VoorcNBfO4FoVWCvdEe+9b6CPMaeVkJMHzzyNUF5Odyey/WVNdXUcEESfQu3r63n
        Vaqho6GjSDBGMA8GA1UdEwEB/wQFMAMBAf8wFAYDVR0RBA0wC4IJbG9jYWxob3N0
        MB0GA1UdDgQWBBSSW8W7Sgz/HIgWKXLfa00xR5lQyDAKBggqhkjOPQQDAgNIADBF
        AiEA5Seaoz6Mcc2+mU2WJW4cwkAjEVgbXh/H5p0OqK1MN2UCICbAIBLXQ58Wjhzr
        HtChzJN29yZfIAb/La3fDKf9LGSd
        -----END CERTIFICATE-----
        """.utf8)

    static let key = Array(
        """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgBdL+7LzXkqBvyVnn
        9kSctW9W9nFgRZDZItcR8vkBAqyhRANCAARqb3Ck6gyVYsuXSlaKK3DQXzuBaFVg
        r3RHvvW+gjzGnlZCTB888jVBeTncnsv1lTXV1HBBEn0Lt6+t51WqoaOh
        -----END PRIVATE KEY-----
        """.utf8)
}
