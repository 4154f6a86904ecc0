import GoText
import HTTP

/// Everything that hydra.yml, the environment and the flags decide, read once at the start.
///
/// The names are those of Hydra's configuration schema; every value is the one in force, defaults filled in.
public struct Configuration: Sendable {
    /// `dsn`: where the state is kept.
    package var dataSource: DataSource
    /// `dev`, `--dev`: http issuers are allowed and cookies need not be Secure.
    package var isDevelopment = false
    package var publicListener = Listener(host: "0.0.0.0", port: 4444)
    package var adminListener = Listener(host: "0.0.0.0", port: 4445)
    package var cookies = Cookies()
    package var log = Log()
    package var urls: URLs
    package var secrets = Secrets()
    package var strategies = Strategies()
    package var lifespans = Lifespans()
    package var oauth2 = OAuth2()
    package var oidc = OIDC()
    package var deviceAuthorization = DeviceAuthorization()
    package var clientRequests = ClientRequests()
    package var webfinger = Webfinger()
    package var identityProvider = IdentityProvider()

    package init(dataSource: DataSource, issuer: String, publicURL: String) {
        self.dataSource = dataSource
        urls = URLs(issuer: issuer, publicURL: publicURL)
    }

    package enum DataSource: Sendable, Hashable {
        case memory
        /// A SQLite file.
        case file(path: String)
        /// A database server's DSN: accepted, kept in memory, and said so in the log.
        case external(String)
    }

    /// `serve.public` or `serve.admin`.
    package struct Listener: Sendable, Hashable {
        /// A host, or `unix:/path`.
        package var host: String
        package var port: Int
        package var socketOwner = ""
        package var socketGroup = ""
        /// Permission bits of the unix socket.
        package var socketMode = 0o755
        package var cors = CORS()
        /// `request_log.disable_for_health`.
        package var hidesHealthInLog = false
        package var tls = TLS()

        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }

        package var address: ListenAddress {
            if host.hasPrefix("unix:") {
                return .unix(path: String(host.dropFirst(5)), owner: socketOwner, group: socketGroup, mode: socketMode)
            }
            return .tcp(host: host, port: port)
        }
    }

    /// `serve.public.cors` or `serve.admin.cors`.
    package struct CORS: Sendable, Hashable {
        package var isEnabled = false
        package var allowedOrigins: [String] = []
        package var allowedMethods = ["POST", "GET", "PUT", "PATCH", "DELETE", "CONNECT", "HEAD", "OPTIONS", "TRACE"]
        package var allowedHeaders = [
            "Accept", "Content-Type", "Content-Length", "Accept-Language", "Content-Language", "Authorization",
        ]
        package var exposedHeaders = [
            "Cache-Control", "Expires", "Last-Modified", "Pragma", "Content-Length", "Content-Language", "Content-Type",
        ]
        package var allowsCredentials = true
        /// `options_passthrough`: preflight requests reach the endpoint.
        package var passesOptionsThrough = false
        /// Seconds.
        package var maxAge = 0
        package init() {}
    }

    /// `serve.cookies`, as written.
    package struct Cookies: Sendable, Hashable {
        package enum SameSite: String, Sendable { case strict = "Strict", lax = "Lax", none = "None" }
        /// nil: not set.
        package var sameSite: SameSite?
        /// Looked at in development mode only; otherwise cookies are always Secure.
        package var isSecure = false
        package var domain = ""
        package var hasSameSiteLegacyWorkaround = false
        package var loginCSRFName = "ory_hydra_login_csrf"
        package var consentCSRFName = "ory_hydra_consent_csrf"
        package var deviceCSRFName = "ory_hydra_device_csrf"
        package var sessionName = "ory_hydra_session"
        package var sessionPath = "/"
        package init() {}
    }

    /// `log`.
    package struct Log: Sendable, Hashable {
        package enum Level: Int, Sendable, Comparable {
            case panic, fatal, error, warn, info, debug, trace
            package static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
        }
        package enum Format: Sendable { case text, json, prettyJSON }
        package var level = Level.info
        package var format = Format.text
        package var leaksSensitiveValues = false
        package var redactionText =
            #"Value is sensitive and has been redacted. To see the value set config key "log.leak_sensitive_values = true" or environment variable "LOG_LEAK_SENSITIVE_VALUES=true"."#
        package init() {}
    }

    /// `urls`. Empty texts of optional settings are already replaced by their fallbacks.
    package struct URLs: Sendable, Hashable {
        /// `urls.self.issuer`, as written.
        package var issuer: String
        /// `urls.self.public`, else the issuer; without a slash at its end.
        package var publicURL: String
        /// `urls.self.issuer` is set; otherwise the issuer follows the port.
        package var hasGivenIssuer = true
        package var login: String
        package var registration: String
        package var consent: String
        package var logout: String
        package var error: String
        package var postLogoutRedirect: String
        package var deviceVerification: String
        package var deviceSuccess: String

        /// The issuer as the start of other URLs: a slash at its end must not double in them.
        package var issuerBase: String { Self.withoutSlashes(issuer) }

        private static func withoutSlashes(_ url: String) -> String {
            var base = url
            while base.hasSuffix("/") { base.removeLast() }
            return base
        }

        package init(issuer: String, publicURL: String) {
            self.issuer = issuer
            let base = Self.withoutSlashes(publicURL)
            self.publicURL = base
            login = base + "/oauth2/fallbacks/login"
            registration = login
            consent = base + "/oauth2/fallbacks/consent"
            logout = base + "/oauth2/fallbacks/logout"
            error = base + "/oauth2/fallbacks/error"
            postLogoutRedirect = base + "/oauth2/fallbacks/logout/callback"
            deviceVerification = base + "/oauth2/fallbacks/device"
            deviceSuccess = base + "/oauth2/fallbacks/device/done"
        }
    }

    /// `secrets`: the first signs and encrypts, all verify.
    package struct Secrets: Sendable, Hashable {
        package var system: [String] = []
        package var cookie: [String] = []
        package var pagination: [String] = []
        package init() {}
    }

    /// `strategies`.
    package struct Strategies: Sendable, Hashable {
        package enum Scope: String, Sendable { case wildcard, exact }
        package enum ScopeClaim: String, Sendable { case list, string, both }
        package var scope = Scope.wildcard
        package var accessToken = AccessTokenStrategy.opaque
        package var jwtScopeClaim = ScopeClaim.list
        package init() {}
    }

    /// `ttl`.
    package struct Lifespans: Sendable, Hashable {
        package var loginConsentRequest = GoDuration.minutes(30)
        package var accessToken = GoDuration.hours(1)
        /// nil: never expires (`-1`).
        package var refreshToken: GoDuration? = GoDuration.hours(720)
        package var idToken = GoDuration.hours(1)
        package var authorizationCode = GoDuration.minutes(10)
        package var deviceUserCode = GoDuration.minutes(10)
        package var authenticationSession = GoDuration.hours(720)
        package init() {}
    }

    /// `oauth2`.
    package struct OAuth2: Sendable, Hashable {
        package enum Hasher: String, Sendable { case pbkdf2, bcrypt }
        package var exposesInternalErrors = false
        package var excludesNotBeforeClaim = false
        package var mirrorsTopLevelClaims = true
        package var allowedTopLevelClaims: [String] = []
        /// `client_credentials.default_grant_allowed_scope`.
        package var grantsAllowedScopeByDefault = false
        package var hasher = Hasher.pbkdf2
        package var enforcesPKCE = false
        package var enforcesPKCEForPublicClients = false
        package var tokenHook: Hook?
        package var refreshTokenHook: Hook?
        /// `grant.refresh_token.rotation_grace_period`, not above what Hydra grants.
        package var refreshTokenGracePeriod = GoDuration.seconds(0)
        /// `grant.refresh_token.rotation_grace_reuse_count`; 0: any number of times.
        package var refreshTokenGraceReuseCount = 0
        /// `grant.jwt.jti_optional`.
        package var isAssertionIDOptional = false
        /// `grant.jwt.iat_optional`.
        package var isAssertionIssueTimeOptional = false
        /// `grant.jwt.max_ttl`.
        package var maximumAssertionLifespan = GoDuration.hours(720)
        package init() {}
    }

    /// `oidc`.
    package struct OIDC: Sendable, Hashable {
        /// `dynamic_client_registration.enabled`.
        package var allowsRegistration = false
        /// `dynamic_client_registration.default_scope`.
        package var defaultScope = ["offline_access", "offline", "openid"]
        /// `subject_identifiers.supported_types`, as written.
        package var subjectTypes = ["public"]
        package var pairwiseSalt = ""
        package init() {}
    }

    /// `clients.http`: what requests that clients ask for may reach.
    package struct ClientRequests: Sendable, Hashable {
        package var refusesPrivateAddresses = false
        package var privateAddressExceptions: [String] = []
        package init() {}
    }

    /// `webfinger`.
    package struct Webfinger: Sendable, Hashable {
        /// `jwks.broadcast_keys`.
        package var broadcastKeys = ["hydra.openid.id-token"]
        // oidc_discovery.*; nil: not set.
        package var jwksURL: String?
        package var tokenURL: String?
        package var authURL: String?
        package var deviceAuthorizationURL: String?
        package var clientRegistrationURL: String?
        package var userinfoURL: String?
        package var supportedClaims: [String] = []
        package var supportedScope: [String] = []
        package init() {}
    }
}

/// `strategies.access_token`, and a client's `access_token_strategy`.
package enum AccessTokenStrategy: String, Sendable, Hashable { case opaque, jwt }
