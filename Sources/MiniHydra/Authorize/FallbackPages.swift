import GoText
import HTTP

/// `/oauth2/fallbacks/*`: where browsers land while the URL of an application is not configured.
package enum FallbackPages {
    /// The pages, and the settings that they are the default of.
    package static let settings: [(path: String, key: String)] = [
        ("/oauth2/fallbacks/login", "urls.login"), ("/oauth2/fallbacks/consent", "urls.consent"),
        ("/oauth2/fallbacks/logout", "urls.logout"), ("/oauth2/fallbacks/device", "urls.device.verification"),
        ("/oauth2/fallbacks/device/done", "urls.device.success"), ("/oauth2/fallbacks/error", "urls.error"),
        ("/oauth2/fallbacks/logout/callback", "urls.post_logout_redirect"),
    ]

    /// A page that says which setting is missing; that of errors also tells the error, with status 500.
    package static func page(key: String) -> Route.Endpoint {
        { call, hydra in
            hydra.log.log(.error, "A request failed because configuration key \"\(key)\" is missing or malformed.")
            let query = call.query
            var text = "<p>The configuration key <code>\(key)</code> is not set.</p>"
            for name in ["error", "error_description"] where query.has(name) {
                text += "\n<p>\(name): \(GoEscape.htmlEscape(query.get(name)))</p>"
            }
            let page = """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="UTF-8" /><title>\(key) is not set</title></head>
                <body>
                \(text)
                </body>
                </html>

                """
            var fields = HeaderFields()
            fields.add(name: "Content-Type", value: "text/html; charset=utf-8")
            return Response(status: key == "urls.error" ? 500 : 200, headers: fields, body: Array(page.utf8))
        }
    }
}
