import GoText

extension Configuration {
    /// `serve.tls`, `serve.public.tls` or `serve.admin.tls`.
    package struct TLS: Sendable, Hashable {
        package var isEnabled = false
        package var certificatePath = ""
        package var certificateBase64 = ""
        package var keyPath = ""
        package var keyBase64 = ""
        package init() {}
    }

    /// `oauth2.token_hook` or `oauth2.refresh_token_hook`.
    package struct Hook: Sendable, Hashable {
        package struct Authentication: Sendable, Hashable {
            package enum Place: String, Sendable { case header, cookie }
            /// nil: not told, and nothing is sent.
            package var place: Place?
            package var name: String
            package var value: String

            package init(place: Place?, name: String, value: String) {
                self.place = place
                self.name = name
                self.value = value
            }
        }

        package var url: String
        /// The API key to send along.
        package var authentication: Authentication?

        package init(url: String) { self.url = url }
    }

    /// `oauth2.device_authorization`.
    package struct DeviceAuthorization: Sendable, Hashable {
        /// `user_code.entropy_preset`.
        package enum Preset: String, Sendable {
            case high, medium, low

            package var length: Int { self == .low ? 9 : 8 }

            package var characters: String {
                switch self {
                case .high: "abcdefghijkmnpqrstuvwxyzACDEFGHJKLMNPQRTUVWXY34679"
                case .medium: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                case .low: "0123456789"
                }
            }
        }

        package var pollingInterval = GoDuration.seconds(5)
        package var userCodeLength = Preset.high.length
        package var userCodeCharacters = Preset.high.characters
        package init() {}
    }

    /// `urls.identity_provider`: Ory Kratos.
    package struct IdentityProvider: Sendable, Hashable {
        package struct Header: Sendable, Hashable {
            package var name: String
            package var value: String
        }

        package var url: String?
        package var publicURL: String?
        package var headers: [Header] = []
        package init() {}
    }
}
