import GoText
import HTTP

/// Takes an answer to the callback, or to the error page where there is no callback to trust.
package struct AuthorizeResponseWriter {
    let call: Call
    let hydra: Hydra

    /// An error, RFC 6749 section 4.1.2.1.
    package func error(_ error: OAuthError, for request: AuthorizeRequest) -> Response {
        var values = GoValues()
        values.set("error", error.code)
        values.set(
            "error_description",
            error.describedText(showingDebug: hydra.configuration.oauth2.exposesInternalErrors))
        guard let redirectURI = request.redirectURI else {
            return .found(Self.url(hydra.configuration.urls.error, adding: values), for: call.request)
        }
        // The state is there even where the request had none.
        values.set("state", request.state)
        return callback(redirectURI, values, mode: request.responseMode)
    }

    /// Sends the browser back to the client.
    package func callback(_ redirectURI: GoURL, _ values: GoValues, mode: AuthorizeRequest.ResponseMode) -> Response {
        let noStore = [("Cache-Control", "no-store"), ("Pragma", "no-cache")]
        var url = redirectURI
        switch mode {
        case .formPost:
            var fields = HeaderFields()
            for (name, value) in noStore { fields.add(name: name, value: value) }
            fields.add(name: "Content-Type", value: "text/html;charset=UTF-8")
            return Response(status: 200, headers: fields, body: Self.formPostPage(action: url.string, values))
        case .fragment:
            return .empty(status: 303, headers: [("Location", url.string + "#" + values.encoded())] + noStore)
        case .query:
            var all = values
            let own = GoValues.parseQuery(url.rawQuery).0
            for name in own.names {
                for value in own.all(name) { all.add(name, value) }
            }
            url.rawQuery = all.encoded()
            return .empty(status: 303, headers: [("Location", url.string)] + noStore)
        }
    }

    /// A configured URL with further parameters; those that it has stay.
    package static func url(_ text: String, adding values: GoValues) -> String {
        guard var url = try? GoURL.parse(text) else { return text }
        var all = GoValues.parseQuery(url.rawQuery).0
        for name in values.names { all.set(name, values.get(name)) }
        url.rawQuery = all.encoded()
        return url.string
    }

    /// OAuth 2.0 Form Post Response Mode, section 2.
    private static func formPostPage(action: String, _ values: GoValues) -> [UInt8] {
        var page = """
            <html>
              <head><title>Submit This Form</title></head>
              <body onload="javascript:document.forms[0].submit()">
                <form method="post" action="\(GoEscape.htmlEscape(action))">

            """
        for name in values.names.sorted() {
            for value in values.all(name) {
                page += "      <input type=\"hidden\" name=\"\(GoEscape.htmlEscape(name))\" "
                page += "value=\"\(GoEscape.htmlEscape(value))\"/>\n"
            }
        }
        return Array((page + "    </form>\n  </body>\n</html>\n").utf8)
    }
}

extension Response {
    /// Go's `http.Redirect`: a GET gets a page beside the header, a HEAD its Content-Type, a POST nothing.
    package static func redirect(_ location: String, status: Int, reason: String, for request: Request) -> Response {
        guard request.method == "GET" || request.method == "HEAD" else {
            return .empty(status: status, headers: [("Location", location)])
        }
        var fields = HeaderFields()
        fields.add(name: "Content-Type", value: "text/html; charset=utf-8")
        fields.add(name: "Location", value: location)
        let page = "<a href=\"\(GoEscape.htmlEscape(location))\">\(reason)</a>.\n\n"
        return Response(status: status, headers: fields, body: request.method == "GET" ? Array(page.utf8) : [])
    }

    /// 302 Found.
    package static func found(_ location: String, for request: Request) -> Response {
        redirect(location, status: 302, reason: "Found", for: request)
    }
}
