import GoText

/// The cookies that Hydra leaves in a browser.
package enum Cookie {
    /// The cookie that ties a flow to its browser; its name ends in a number made from the client id.
    ///
    /// - Returns: values for `Set-Cookie`: two of them with `same_site_legacy_workaround`.
    package static func csrf(name: String, value: String, clientID: String, _ hydra: Hydra) -> [String] {
        let settings = hydra.configuration.cookies
        let number = Murmur3.hash32(Array(clientID.utf8))
        let fullName = name + (hydra.configuration.isDevelopment ? "_dev" : "") + "_\(number)"
        let seconds = hydra.configuration.lifespans.loginConsentRequest.nanoseconds / 1_000_000_000
        let sameSite = sameSite(hydra.configuration)
        let first = text(
            fullName, value, path: "/", seconds: seconds, sameSite: sameSite, isSecure: isSecure(hydra.configuration),
            hydra)
        guard sameSite == .some(.none), settings.hasSameSiteLegacyWorkaround else { return [first] }
        let legacy = text(
            fullName + "_legacy", value, path: "/", seconds: seconds, sameSite: nil,
            isSecure: isSecure(hydra.configuration), hydra)
        return [first, legacy]
    }

    /// `None` needs an https issuer and falls back to `Lax` without one; not set it is `Lax` in development.
    static func sameSite(_ configuration: Configuration) -> Configuration.Cookies.SameSite? {
        switch configuration.cookies.sameSite {
        case .some(.none): configuration.urls.issuer.hasPrefix("https://") ? .some(.none) : .lax
        case nil: configuration.isDevelopment ? .lax : nil
        case let mode: mode
        }
    }

    private static func isSecure(_ configuration: Configuration) -> Bool {
        !configuration.isDevelopment || configuration.cookies.isSecure
    }

    /// The attributes stand in the order in which Go writes them.
    private static func text(
        _ name: String, _ value: String, path: String, seconds: Int64, sameSite: Configuration.Cookies.SameSite?,
        isSecure: Bool, _ hydra: Hydra
    ) -> String {
        let expires = hydra.clock.now().adding(.seconds(seconds))
        var text = "\(name)=\(value); Path=\(path)"
        if !hydra.configuration.cookies.domain.isEmpty { text += "; Domain=\(hydra.configuration.cookies.domain)" }
        text += "; Expires=\(expires.httpDate); Max-Age=\(seconds); HttpOnly"
        if isSecure { text += "; Secure" }
        if let sameSite { text += "; SameSite=\(sameSite.rawValue)" }
        return text
    }
}
