/// Every setting of Hydra, with its default and what it may be; any other key makes the start fail.
///
/// Settings of things that are not here (databases, tracing, hardware keys, telemetry) are accepted.
enum HydraSettings {
    static let root = Setting.Group(members: [
        member("version", .text(.version)),
        member("dsn", .text()),
        member("dev", .flag(default: false)),
        member("log", log),
        member("serve", serve),
        member("urls", urls),
        member("secrets", .group(["system": secrets, "cookie": secrets, "pagination": secrets])),
        member("strategies", strategies),
        member("ttl", lifespans),
        member("oauth2", oauth2),
        member("oidc", oidc),
        member("webfinger", webfinger),
        member("clients", clients),
        member("db", .group(["ignore_unknown_table_columns": .flag(default: false)])),
        member("hsm", hsm),
        member("cgroups", .group(["v1": .group(["auto_max_procs_enabled": .flag(default: false)])])),
        member("profiling", .text(.oneOf(["cpu", "mem"]))),
        member("tracing", tracing),
        member("sqa", .openGroup(["opt_out": .flag(default: false)])),
        member("feature_flags", .openGroup()),
    ])

    private static func member(_ name: String, _ setting: Setting) -> Setting.Group.Member {
        Setting.Group.Member(name: name, setting: setting)
    }

    private static let secrets = Setting.list(.atLeast(16))

    private static let log = Setting.group([
        "level": .text(
            .oneOf(["panic", "fatal", "error", "warn", "info", "debug", "trace"]), default: "info"),
        "format": .text(.oneOf(["json", "json_pretty", "text"]), default: "text"),
        "leak_sensitive_values": .flag(default: false),
        "redaction_text": .text(),
    ])

    private static let serve = Setting.group([
        "public": listener,
        "admin": listener,
        "tls": tls,
        "cookies": .group([
            "same_site_mode": .text(.oneOf(["Strict", "Lax", "None"]), default: "None"),
            "same_site_legacy_workaround": .flag(default: false),
            "domain": .text(),
            "secure": .flag(default: false),
            "names": .group([
                "device_csrf": .text(default: "ory_hydra_device_csrf"),
                "login_csrf": .text(default: "ory_hydra_login_csrf"),
                "consent_csrf": .text(default: "ory_hydra_consent_csrf"),
                "session": .text(default: "ory_hydra_session"),
            ]),
            "paths": .group(["session": .text(default: "/")]),
        ]),
    ])

    private static let listener = Setting.group([
        "host": .text(default: "0.0.0.0"),
        "port": .integer(1...65535),
        "base_url": .text(.urlReference),
        "socket": .group([
            "owner": .text(default: ""), "group": .text(default: ""), "mode": .integer(0...0o777, default: 0o755),
        ]),
        "request_log": .group(["disable_for_health": .flag(default: false)]),
        "cors": cors,
        "tls": tls,
    ])

    private static let cors = Setting.group([
        "enabled": .flag(default: false),
        "allowed_origins": .list(),
        "allowed_methods": .list(),
        "allowed_headers": .list(),
        "exposed_headers": .list(),
        "allow_credentials": .flag(default: true),
        "options_passthrough": .flag(default: false),
        "max_age": .integer(0...Int.max, default: 0),
        "debug": .flag(default: false),
    ])

    private static let tls = Setting.group([
        "enabled": .flag(),
        "cert": .group(["path": .text(), "base64": .text()]),
        "key": .group(["path": .text(), "base64": .text()]),
        "allow_termination_from": .list(.network),
    ])

    private static let urls = Setting.group([
        "self": .group(["issuer": .text(.url), "public": .text(.url), "admin": .text(.url)]),
        "login": .text(.urlReference),
        "registration": .text(.urlReference),
        "consent": .text(.urlReference),
        "logout": .text(.urlReference),
        "error": .text(.urlReference),
        "post_logout_redirect": .text(.urlReference),
        "device": .group(["verification": .text(.urlReference), "success": .text(.urlReference)]),
        "identity_provider": .group(["url": .text(.url), "publicUrl": .text(.url), "headers": .openGroup()]),
    ])

    private static let strategies = Setting.group([
        "scope": .text(.oneOf(["exact", "wildcard"]), default: "wildcard"),
        "access_token": .text(.oneOf(["opaque", "jwt"]), default: "opaque"),
        "jwt": .group(["scope_claim": .text(.oneOf(["list", "string", "both"]), default: "list")]),
    ])

    private static let lifespans = Setting.group([
        "login_consent_request": .lifespan(default: "30m"),
        "access_token": .lifespan(default: "1h"),
        "refresh_token": .lifespan(default: "720h", canBeEndless: true),
        "id_token": .lifespan(default: "1h"),
        "auth_code": .lifespan(default: "10m"),
        "device_user_code": .lifespan(default: "10m"),
        "authentication_session": .lifespan(default: "720h"),
    ])

    private static let oauth2 = Setting.group([
        "expose_internal_errors": .flag(default: false),
        "session": .group(["encrypt_at_rest": .flag(default: true)]),
        "exclude_not_before_claim": .flag(default: false),
        "allowed_top_level_claims": .list(),
        "mirror_top_level_claims": .flag(default: true),
        "hashers": .group([
            "algorithm": .text(.oneOf(["pbkdf2", "bcrypt"]), default: "pbkdf2"),
            "bcrypt": .group(["cost": .integer(4...31, default: 10)]),
            "pbkdf2": .group(["iterations": .integer(1...Int.max, default: 25000)]),
        ]),
        "pkce": .group(["enforced": .flag(), "enforced_for_public_clients": .flag()]),
        "client_credentials": .group(["default_grant_allowed_scope": .flag()]),
        "grant": .group([
            "refresh_token": .group([
                "rotation_grace_period": .lifespan(default: "0s"),
                "rotation_grace_reuse_count": .integer(0...Int.max, default: 0),
            ]),
            "jwt": .group([
                "jti_optional": .flag(default: false),
                "iat_optional": .flag(default: false),
                "max_ttl": .lifespan(default: "720h"),
            ]),
        ]),
        "token_hook": .hook,
        "refresh_token_hook": .hook,
        "device_authorization": .group([
            "token_polling_interval": .lifespan(default: "5s"), "user_code": .userCode,
        ]),
    ])

    private static let oidc = Setting.group([
        "dynamic_client_registration": .group(["enabled": .flag(default: false), "default_scope": .list()]),
        "subject_identifiers": .group(
            [
                "supported_types": .list(.oneOf(["public", "pairwise"]), default: ["public"]),
                "pairwise": .group(["salt": .text()], required: ["salt"]),
            ],
            condition: Setting.Group.Condition(list: "supported_types", item: "pairwise", required: "pairwise")),
    ])

    private static let webfinger = Setting.group([
        "jwks": .group(["broadcast_keys": .list(default: ["hydra.openid.id-token"])]),
        "oidc_discovery": .group([
            "jwks_url": .text(.urlReference),
            "token_url": .text(.urlReference),
            "auth_url": .text(.urlReference),
            "device_authorization_url": .text(.urlReference),
            "client_registration_url": .text(.urlReference),
            "userinfo_url": .text(.urlReference),
            "supported_claims": .list(),
            "supported_scope": .list(),
        ]),
    ])

    private static let clients = Setting.group([
        "http": .group([
            "disallow_private_ip_ranges": .flag(default: false),
            "private_ip_exception_urls": .list(.urlReference, default: []),
        ])
    ])

    private static let hsm = Setting.group([
        "enabled": .flag(), "library": .text(), "pin": .text(), "slot": .integer(0...Int.max), "token_label": .text(),
        "key_set_prefix": .text(default: ""),
    ])

    private static let tracing = Setting.group([
        "provider": .text(.oneOf(["jaeger", "zipkin", "otel"])),
        "service_name": .text(),
        "deployment_environment": .text(),
        "providers": .openGroup(),
    ])
}
