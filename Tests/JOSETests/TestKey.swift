/// A private RSA key of 2048 bits that exists for tests only.
enum TestKey {
    /// Its members in base64url.
    static let members: [String: String] = [
        "n": """
        77Y4n7skxsIIRdsCnzSvEBjlTxFOEd8_-3EU8QFOJtt-O1_x9WJnUzdYmocad2W5Yk9vK-AO9wRkd35FeQDN113p5E\
        ismhbYb38V3VPg2XMH53_iajdDaVVHSqMjTYQKKU6c7kFPnMyPprAEA--HtwV22IxQau_BceQB5mrZZ6XqzsohlnQX\
        BBUxs13KGrMlCnhXy96sHv9b1jo6Lvx1kFX0pHY_YPVpuAMImQLr5H_zt3Fdzu94n9KjDcDxKE0ZhJ0jpAyV304TJt\
        -66xMT5WtvUm8ROHzvpUIWS_5pa0dmPttn9Biiu7u-1W9W1oj6Vb6VR5OLN05Oc0fhfZUhVw
        """,
        "e": """
        AQAB
        """,
        "d": """
        JA3bIBc_Svp10RVFpIQsN-EZYwDo0PesVsQlkLGQEM3JrjeE8SdPAC1eZnD0p58FY5vWo5mXK_XIAKWy4FDLz7Kgkm\
        _l2g_z7M0yENs5V1Ydtbw-kJg69kBX29-EA02H_mTZu1zXvcSSGfxLwPse2rB34CPhQpGeHbmxbs0vtuQV_gNwUbxC\
        8yDKyCkx78T4Iyjsbhnk-DI4dPONEP9YCH3OcjtDx4Ilwl6vTYzJCu1ZeftQgMsZepPqVrHBHL2_F_npTK5yHvJaWv\
        92qAm7kIJpIyCFIcXPOli82q6TWLQDyPYw1WUeBQI9s4vfrQ2MZABszFotsOlQREEos9_kiQ
        """,
        "p": """
        -ETz5pgt5fxXJCGUUSVcTaa19kqW-KeQGwBZgoEBzuovLNuQQcvnT92ulG_3VWrNImSfyArmKIr7L6ZCRdSPj6yTYE\
        v_WIN9G33gc-JiazzAay3NmZTqG25WBE2tcK7Uk4tFdUEdAYaTnJEJHL9EYtjEc6zBtdOGmZUHXBafMZk
        """,
        "q": """
        9y0NlmkrJG207Bb-G9cmgwhdrjWmCMvL2UWWWoHvSJdByZjwA9sVVM50N1Adw9qmn1r_DmTKIaQH5tr0dPUAhHq8w9\
        f5UzmDfzO8AAMTFyRDshLrNZ8x09NDizyP1EmNZEK5qvGKIVYdpREWYdHXfT9g9tCTaCvBnbRjh_NnoG8
        """,
        "dp": """
        oTwWslFurYg-B6cPLcv3sC5uyi8S8RXRjtehShICXKDWVmmZvEFyTfoIYTp-BKlB4-45nq8FXps0GnP9YmBzg7luVQ\
        HGKXPrkikj1d7WUBK6XGD4v59okrwLfOv9kcrZH6E5ULci4VTHFM1Uf6jv_soMe5tcint_VMrmZrYCWTE
        """,
        "dq": """
        5pyBNdkPaGB20WKuWJlGlDBE_xmMvF4v5Zn4Kp9Z-fctaQKoxGAuKb6pTUYRTz78AGes2egNco-Q08FrHIfNoMzGu0\
        4Qj6Z0WkSRXc2AjTHHeygNjSznF0Pfm9O4OY8aPPXINoY-otWuuOgVYtSeYXu1YvG85g8VCKdZyWi-QT8
        """,
        "qi": """
        9e87VrI3yT5rX1g7-X0CewG8QFcV0nM5uTqQ4qC-W89DgGH1jMT0BPlFNsLPgAdZg420yBdtf7UCmsAu-ZTq1cueYa\
        MCAgQrs2UOfo_0PdlD2D9MGhZ-yzCkLuOaOfG3dIdLItCXJBYnk_NNSX_oEjm220wOCOL8pzqaKN1x3oc
        """,
    ]
}
