/// Keys and tokens made by Python's joserfc and cryptography.
enum ForeignVectors {
    /// Public (or shared) keys by what the tokens name.
    static let keys: [String: String] = [
        "RSA": """
        {"kty":"RSA","n":"77Y4n7skxsIIRdsCnzSvEBjlTxFOEd8_-3EU8QFOJtt-O1_x9WJnUzdYmocad2W5Yk9vK-AO\
        9wRkd35FeQDN113p5EismhbYb38V3VPg2XMH53_iajdDaVVHSqMjTYQKKU6c7kFPnMyPprAEA--HtwV22IxQau_Bce\
        QB5mrZZ6XqzsohlnQXBBUxs13KGrMlCnhXy96sHv9b1jo6Lvx1kFX0pHY_YPVpuAMImQLr5H_zt3Fdzu94n9KjDcDx\
        KE0ZhJ0jpAyV304TJt-66xMT5WtvUm8ROHzvpUIWS_5pa0dmPttn9Biiu7u-1W9W1oj6Vb6VR5OLN05Oc0fhfZUhVw\
        ","e":"AQAB"}
        """,
        "P-256": """
        {"crv":"P-256","x":"zJu-8Dtt7Lj1lVHfzfCi1HKtFpUFJZ5J7k82UGzgGxM","y":"Qy1F7CrkRD3j4GnyhpbQ\
        m4GHE6GApd3sYtplBstL8Aw","kty":"EC"}
        """,
        "P-384": """
        {"crv":"P-384","x":"S3MnOw68AeVSstkV6yox3UMChxGhmHiHL735tUFfH9c54StLPLQ9F2dQNZhQ1IJq","y":\
        "mj1EImRBkpEfCcqBIzBV69-GspSlRtPggYsaP8Do81tHeUc8R2sr7s83vtvCXx8u","kty":"EC"}
        """,
        "P-521": """
        {"crv":"P-521","x":"ACmmwX_bZY7u9hXZTgR23vZYP1z7N7Q9VlW5PTHr-7IIIsm14dHJ8x3ykPrctGkqhvBcZf\
        fAxkNg0nFwkiSHd0ah","y":"AbQ7c8xZoTJJGHUjKJH6Gdbp9RcWCUS4dxtF8w0rQXpX9n6cnW5BReqJEuToMSs13\
        m_zz_0A74M-bZolwwyqBSta","kty":"EC"}
        """,
        "Ed25519": """
        {"crv":"Ed25519","x":"-KYpYoPZI4ngJfaU-Ys0kGRxmfXNe02h8D3aIfJ8RWw","kty":"OKP"}
        """,
        "oct": """
        {"kty":"oct","k":"YzJWamNtVjBMWE5sWTNKbGRDMXpaV055WlhRdGMyVmpjbVYwTFhObFkzSmxkQzF6WldOeVpY\
        UXRjMlZqY21WMExYTmxZM0psZEMweE1qTTBOVFk"}
        """,
    ]

    /// One token per algorithm, with the payload `{"sub":"alice"}`.
    static let tokens: [String: String] = [
        "RS256": """
        eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.l0MgwM2bVR3viCS3RqTdyOXoQE5UBDINpuk9pfSZ34JSLiMa\
        GDsLP1IfSsD3gef_nOXTBJGVPj3MgArTqZqx7HBsTsM23sI711CWZBBtuylfpvpZL7IgjJB49ocM_XeaMxXsQ_7fZF\
        pRZhN8XqnnbGsZlERLqHZZEVdO1Y91hG3Tig1n-ajvFhX4Z-1w_9vZAIiHVlO-prysOjdTzyNvzyaKXH-1HLUKSuiB\
        T6r7c-gFtF_TTMEQQ2aXm_7WOXFa557nB7EIH8QbfTh0ArWDWoKyth47TUakf59bZ9PCZeKCpOLAjhzMbdmEWC9gjO\
        xmZT797EvndGpDV506vwrWSQ
        """,
        "RS384": """
        eyJhbGciOiJSUzM4NCJ9.eyJzdWIiOiJhbGljZSJ9.oQF7XsVopJJndHSu4rj52lICbFfVCmIz1lKT6CKVXmWl_SbG\
        4x_Me1iWvZXn0qzX77WGgWk5-QgE0UxMqPC42OlgXdgPb9H4Jh6O07pVUnGy15iiwu8o-c2fXY1xaJfCEc6RmOZ_Sr\
        Rcp2QlZt-48AKYE7i0oxqhf3HN6RWDQJQznAoLIS3Yso6E92XFAacrEe_D1ZJiWv4bWQo65rpC48lKfNo1l4lFwCKd\
        -kfK3EtFFOANtZ0CfYD8mk3_qqicFwuXr6agUQOrmeySXyvvoQusBao304LEhhQ1wg4e6AU_UqGAm5VYFX96S0XAYM\
        KiyODqZDfGy4aGDc0B0LBrdQ
        """,
        "RS512": """
        eyJhbGciOiJSUzUxMiJ9.eyJzdWIiOiJhbGljZSJ9.eOSfiP8nDNsBGrAK8tphiyFHU9BDenyBtP5FzMng4_dF332E\
        Ev7Hx_kQXAwffi-9KeGl-V8p6RMC7L5jo9ft7YwX4bPcDSaXTKsYQ-1khFS75fNudcgyJ0DNgDoz6t_VE0GC0KaAcA\
        c7FN-_JvwF39g1PL0sErYIQTSqHF4mViJYXpa7D2FS-XMlaMy45VoBYoUfkZ_TNjOOyOutmYzLF09IaJM4cLYw8OuT\
        j1y4kXEuYToW11p6aowALXSmgfo3oXVzGYiab1uQcL7kuGlxIXRVJeFK3UunrjVs7HbVd5qWjZkrB9BVXeY_KSjP-v\
        mXvsKgbMJ5btNe7PFwVbpp7g
        """,
        "PS256": """
        eyJhbGciOiJQUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.DQsU1LrN8_TYClgs8OK-u2l0mJoWpSwj13BNuHvsdO232bI0\
        g6AfEuvJW49f0L1OChRcp4m4yRSkwSY6ruczFyskKxgBmEzMjQcZrFO1yF_DXbNd92h8c18fs7aFjRQmaKC29yacJx\
        82vQyzc_lCPWnwTTGAQaSwm_Lq-y37oykaliC3wZU7KTe-CZrzmDzvKLduwi5NTMcMkiwO-rTA1M8Dkms1w4c8Q5lT\
        g9r3JVl6ZV_vGBO-aO9XmsabclynPgSb34w9MDwSlEiaPcD9KKXPRiw9Ply467y541QHCnChNa6nbn_nrFvqyVN_9c\
        ANm4opFgqPODWlBwW07ZY27A
        """,
        "PS384": """
        eyJhbGciOiJQUzM4NCJ9.eyJzdWIiOiJhbGljZSJ9.6UY2G6ChtQikmkSEYM0u56Sr4MAH0C_0ifLlK1e2qP3vTh76\
        uNXCyp9u9qQ7DDfkzV6ldLKrncRuLJ8dCzcXHJzAL1qxrOWiUREGAtF0j5WTNOybQcPkqPsXmauhdZFCk3tSMCNVvU\
        EO8OYtbCRKMsupaykeQfXEzWZeFgUMT5lqwnWXtViSOzHEySHJzMm0fZiDg5zUzDirA7qQmSLJFMytcvYOcflCJwMM\
        M7QQrxbtsdWB3A-ip8eJHKSEigm__PLJqYThTe7W5bH0E1wVEIx0ryJkSGdhABHL8iiwZJFKai9TSodmDfCVuOM4o5\
        W86n7oYW6YPy54TPTF8kMzgQ
        """,
        "PS512": """
        eyJhbGciOiJQUzUxMiJ9.eyJzdWIiOiJhbGljZSJ9.7dBNkbx8S_7GI3PC6LM5bYpnmRNt2bx_jaMUA9KUbQv8x2U2\
        l5pAmjVd-Obg0BOnvN6tcO3x8GZxS0Bj4PFI5y_cwUMTXznMkt9lZkRHJV-tpeJtZhRokFhX1XFhZeoRr3qGJlP2EV\
        yDvHxsgMZPvjmaQgXqhOYOngqpRYaHETHISaNuq7lixPsmSQyaXSCtl85UnwPMTjYIKZqaN5Ams5qFMarGl3ul4p7K\
        olOqZv1HjVnImEX_GM1jP0Kzp6ljBG9TrOemk6ycUwx4qCC5m6aS1SQcqytQeFNPep-lH0YOw8sLgZlY72_UuQWXCG\
        KRnTtpggCGuUF21z5lpNK_QA
        """,
        "ES256": """
        eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.SoNnUqJ8YKS4FCpJ9B2FL4vt-scWkUvummdFvFFQy60J2vgM\
        V-1nc4c1YEANRr0GKJxpzV0nYse0FUm02qkhCg
        """,
        "ES384": """
        eyJhbGciOiJFUzM4NCJ9.eyJzdWIiOiJhbGljZSJ9.gmnItFmpeSXVpaL8qXMT3VgqTjzF_CHJ2Uo269k2uoEzMJtw\
        ubwOrpBiKxV34gIaieOqa9PZ1Kbh-Exj-VJh_XrLfJravSeUh9LKWvdm3UibGmsVyGT6JXG-56v1efRs
        """,
        "ES512": """
        eyJhbGciOiJFUzUxMiJ9.eyJzdWIiOiJhbGljZSJ9.AKsMe7TMuJUuDJhgSq7wSNhZhPe4t9Ny9qQksNH0YrmlUX2m\
        mcNPsVyP4rjsjoVvfhKrQerEIfZZzsM-Zdd2rEJ8AVqEO1ccNFDCChI-kq90ZqrJ-x8BO10O6aCqsp-0eZwVP1x6oS\
        7qMLyGq3s05mo9JVeTJunf_CijZA2_UNSCsliR
        """,
        "EdDSA": """
        eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhbGljZSJ9.rgO7jRzIrgnS3robFZDwpkgNFmeBSbYUTjeaaI11xGivb5cR\
        v2SWKBwWBH76WKU2AzUK6TVrA72G7RhFzI72Bg
        """,
        "HS256": """
        eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.ek0_XeIRYGflJ-gODrScxLgs11PPhtd9iZqFcwx93KM
        """,
        "HS384": """
        eyJhbGciOiJIUzM4NCJ9.eyJzdWIiOiJhbGljZSJ9.n2xaGpBYpplW4K3poCNytYXISKtLKiJxKqR7ON-uTbKpnu-v\
        pGZoKaxq9fMiXUtX
        """,
        "HS512": """
        eyJhbGciOiJIUzUxMiJ9.eyJzdWIiOiJhbGljZSJ9.wSxp-D1Bqj7Uz42s0USTswVrhPp961uVKDo4MIB89btjJIzC\
        2bzwrm0UF3mxAIidIlJ8ZxlDqaMc5TqUpfUm0w
        """,
    ]

    /// A certificate of a P-256 key, standard base64 of its DER.
    static let certificate = """
        MIIBCTCBsaADAgECAgEBMAoGCCqGSM49BAMCMA8xDTALBgNVBAMMBHRlc3QwHhcNMjYwMTAxMDAwMDAwWhcNMzYwMT\
        AxMDAwMDAwWjAPMQ0wCwYDVQQDDAR0ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEmi1K1sOinEeVPAye6tPu\
        RKFCPSLP3MLOQhmnpYUyua686+U+uI2JpeBrX21IfB78hzgSQn8PvgZXRIQIPLGO0zAKBggqhkjOPQQDAgNHADBEAi\
        ANVoYBle9qZqFedvRfref3/UJxkzp8L3MHYJ2dhsDfBwIgJJoNk0AclLDLPViJERdC6GMj9ayJ7L/g7pSqyO2P5BQ=
        """
    /// The first coordinate of its key.
    static let certificateX = "mi1K1sOinEeVPAye6tPuRKFCPSLP3MLOQhmnpYUyua4"
    /// The second coordinate.
    static let certificateY = "vOvlPriNiaXga19tSHwe_Ic4EkJ_D74GV0SECDyxjtM"
    /// Its SHA-1 thumbprint.
    static let certificateSHA1 = "9sg8AfHJ9MxJJmxXdu7dCbUT8tM"
    /// Its SHA-256 thumbprint.
    static let certificateSHA256 = "WEYSdoWW03yzISjBoXkABMwMtTJVvxfzLV24HPIXYXY"
    /// The former in hexadecimal, in base64url.
    static let certificateSHA1InHex = "ZjZjODNjMDFmMWM5ZjRjYzQ5MjY2YzU3NzZlZWRkMDliNTEzZjJkMw"
}
