import JOSE

/// The two signing keys of development mode.
///
/// They are published with this program and the same everywhere: tests can pin their `kid`s, the first token needs no
/// key to be made, and a signature by them proves nothing. Never trust them in production.
enum PublishedTestKeys {
    /// The key of `hydra.openid.id-token`.
    static func idToken() throws(JOSEError) -> JWK {
        try JWK.rsa(
            kid: "7e57ab1e-0000-4000-8000-000000000001", use: "sig", alg: "RS256",
            n: """
                2YNkVW3fcml1HLcgqbORanx07-QRIGl-juNqRIICkKZ-bXzf4-w4GwPVqsvJCvsBdbTU1orEnPFnGApX13p32P6LOTwxfpmT\
                FSy3Wst4i3LVFlDQ8hdFTgau790-JLkX86xKA1nn1W0gDrcHlpImaFlLY1x89O9kFI1bpXjFNzBK2LJklsa6UpFkNfOYOc00\
                91IeRqnAODt-TtALCq_MB11fWT6rj5nLy2Bh0Tk87rxRz94yX3-9s-VXUpdd1UodZ7ZQeQYpR-PD2S6eUvr_8MBz2CyJBg8P\
                yc_iG-ScoToRbqT3GUE3KhjXVnBPmIm29d6VOiPgQzL1zpbCqBFfaQ
                """,
            e: "AQAB",
            d: """
                KBWgMGQqqQ2JMQ0Ifm2ir0KXVDwt8dCvK4r6Yvyol1qvcuLv6bN3FXdr8WlTt-vQ9Y2pKY5yNFAChTomvQWLP5iNNLOElYWc\
                xuqyMY_Mu7oiTdX_45VpRrtRks-ta5wWr2fBTgPMBxdwsHWHdvahEFrgW0PInWTehzETwhdTFNvAuTmEY5RlL7m55W87QoLO\
                dCD-fP_Tq0DE8ozRiX6EPM_sv9Jn-5qUsPXHe2wd6WyJMH_y_rJzHuKZZThY6OgPVJJxDd8DKX8GoLhqdSJWmQwHpfzF7oyi\
                LUNtCytQDoWPiqkE-XMlhiGrt5uHnvvJ7f8JV96b_eKmOLXoQHdmdw
                """,
            p: """
                _0ItK9Ya0x89Cd2qyM9bP4DSJUEhlnbaEMaI2DJ6XinbOqr1hA_0g7LI_IChRRM9qTlk3qDbPvdiZnHOZD1--KHdtMWKd6kM\
                1B2YyQ1N5oimnkPX_U_Nb7GNchArDiEZuslaWpnTGqHMfqN5tE4IJcc_-PdZtS5lXZBDJiNLBfs
                """,
            q: """
                2iUlaU_F8qpL3ys_95lfZvB8jApOFM_GNnJVi_gOIvtcMJPO4EywI3e-Kk9s_D6D2Wm8ZIzlS-O9zt9JGs1pGucxZb0rJYsq\
                UhQ6VbttPXQgj12n3C1pJuVNFRcBHyNN-9ByNBL8kAwP0AoruwsDm-7qFW6tjlgkJemvvhX9Bus
                """,
            dp: """
                DYDnuNjzxFVzujDi1wq5LgvXkib26unQsXB_Tsik1pRqR5lBscHSUqFDpq_7WBcjfO9PWcOytYsKxpagr4bdT7Pocaa9o4Tq\
                69HBAmnUxCxYfCjkpT7yhEUlUXJvhKjVnp8GS6K1m0QR-GUXjCVQowb-aGJVeZNBw4hdNQhK8L8
                """,
            dq: """
                HTcGWKFHaGVoPd4j9fwDa9zfQT4MEPt2l0oerN0uv36cbSEOfrmmiUl7HV1_whR5Qf_ILEs2VkCM5gy_VKiX3_OAiRiZk7Cc\
                nVt6KIsuaSGJTsoDNhia0Yu6FA39p3bp9cSH1vOIAZ6r63fBPY6PEC4iCXbGJZ8mUDGIyNNXDLs
                """,
            qi: """
                WRivnn5snYQfOeqjDn_jD9dV_j9DwFdioLu1-AyjgPsOvZ84V-QqwvPJzJZ7PCpQqeULM10-b3wIYfO_IBzgS3qkXUR344ch\
                nPgE48be5c_ZA-DUuY9J6jOQnxnh0O5Xl15R0zmYsQBTn0FiDyQ-AYa2qVPZHoDBfEXnAyy0ZfE
                """)
    }

    /// The key of `hydra.jwt.access-token`.
    static func accessToken() throws(JOSEError) -> JWK {
        try JWK.rsa(
            kid: "7e57ab1e-0000-4000-8000-000000000002", use: "sig", alg: "RS256",
            n: """
                0PcjZKj8wen_nKzstLee86sdjw4Wd-CKfvdVZp0My4cUh9YfRJ3Xa0CZlfsxy6JKFqQeAZIwi1mUy6VVgIQcOs0_YyxYW2iF\
                yvhyMOG-Qqja_V8xW2xQoAfKr1MxoFv8YyKjTu3FL7Gah5jZkxX6DxVxLRoRVPUJYzOKpFBB2cpSNQgyLOoHQeMupj0NJELT\
                Y2KXgSVLRuIzXuXl1wcX4BmjuJnjF2VnnaDDRjpAuATt1oE1ltkgY5zxoMev3VkvOiqwUqFlHRsHOhnqHVkqxdi_dQ30lepe\
                _hpNBUpwJGNJ3zH_cHNltSCbifB8RiGcYewEXOfIm876g4asTg-Rvw
                """,
            e: "AQAB",
            d: """
                zXPI2K9NbVq9qgDBhu0CdMQVy930bII-3GNReni7zvmz6Q1QsNlMptn2jf-4dcsA2duCcdXKGAUVLSR7BfoRYPI4rS-fr9lh\
                S-GTl3v1ri4jh_oppp_x2JkDyF2Dhw1QMigpAiSRbmywaNSSsIrRapzD9nqRKXaPEROCVj6SgA2KUWCUIbWwxM3-kGV7m9rw\
                Lrg7myNmljvQqQFIajfdS1hZxXFPb9LMmnkwwhqakI4B24tDDAkPkXfv9GBI8lGHz56p7ApRUk5Tp4qGBdEhf2ytSXX9k9CQ\
                PdqgcAYfKp-Dca6FiAWQg5iPc24OrbMq8XmowLyBXYgMruIRvbCd
                """,
            p: """
                -npISBFhWnQTTpfKamcMHf90IGxt2zaOxHqr2Yb78LXS8ngYTB20rK2mhyUtt5hTK5rNBX9w3dUQ0G4u97zIG9BZEZSE_lqZ\
                rPlpl1xpJ-rQuLAsW_e2XsycJTWfXmWsJSxvQvzxfE9ZTITMm-ipqNRLEPgm6Iz7fd86Xz9q6Ps
                """,
            q: """
                1ZKOluaoSKSgAg8RQMnjdpkQ7b-dstxRZaRvZrYOU7NejFCvRouBgDlwUxVBqoQfbc2AZgGK70EECcf-FRDMZSgqb-oLejmU\
                7uOOegzFV0I1hA_nUJHKFK5feMeU8DDjaCoRzGf4Z_z1Gn2sqnN7KLPt1v0D8YzOLtHukwISpw0
                """,
            dp: """
                GtVw2u-pu1QGIXxXfhCuFqSgXzzehAaTQu9Va8dvRDlmcP12tOjVy04LMh1EiY-zEU_TOQyPHeTOmVXEiFvcIEaw1BZSLSGt\
                pv9NVZ7b0R_x3mdZSTz_d6Z57-6PtUA1MgJRpR6ODGA_09fCR82kJ2ce56F-IZnA85ovmbakkHM
                """,
            dq: """
                vJIndhN4mJNKeCbnm-XmAcxKhzD9w3QGJpGWjwDGC58_JvMCn24DzLxqceE91pnLyj59VROdoXwtXZmIvP7VCaf6OFBVC_kV\
                iAvBu__UqiPabp1AJwJig_omb9UAq0bvMwSaLHnMebx-iYJXVzSZlKmxoXZK6hbh4bMYTBKzd20
                """,
            qi: """
                2j8eYf7h89RdE2d0dSikVKjHzwJ350HBAGLKsr2azDaaFVgt3IIk2RkqXK7ykpJzZ231IUz-0rGsFk5oGfX0xjy3BWqDHNhk\
                U50bzfCJAG5OrLgLJueU7D7U8JYWwwYK-JxkoUpc4NY5IAxEPmlltLOaGScgcbh7tFz1ovIwSto
                """)
    }
}
