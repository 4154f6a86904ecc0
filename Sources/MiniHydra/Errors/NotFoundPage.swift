import GoText
import HTTP

/// The 404 of the public port and of the admin port's root, in the form that the client prefers.
package enum NotFoundPage {
    private static let reason =
        "The requested route does not exist. Make sure you are using the right path, domain, and port."

    package static func respond(to request: Request) -> Response {
        var fields = HeaderFields()
        let body: [UInt8]
        switch AcceptHeader(request.headers("Accept")).best(of: ["text/html", "text/plain", "application/json"]) {
        case "application/json":
            fields.add(name: "Content-Type", value: "application/json; charset=utf-8")
            // Another shape than that of all other errors, and indented.
            let value: JSONValue = [
                "error": ["code": 404, "message": "Not Found", "reason": .string(reason)]
            ]
            body = value.encodeIndented(by: 2) + Array("\n".utf8)
        case "text/plain":
            fields.add(name: "Content-Type", value: "text/plain; charset=utf-8")
            body = Array("Error 404 - \(reason)".utf8)
        default:
            fields.add(name: "Content-Type", value: "text/html; charset=utf-8")
            body = Array(page.utf8)
        }
        return Response(status: 404, headers: fields, body: body)
    }

    private static let page = """
        <!DOCTYPE html>
        <html lang="en">
          <head>
            <meta charset="UTF-8" />
            <title>404 - Route not found</title>
            <style>
              * {
                transition: all 0.6s;
              }
              html {
                height: 100%;
              }
              body {
                font-family: sans-serif;
                color: #888;
                margin: 0;
              }
              #main {
                display: table;
                width: 100%;
                height: 100vh;
                text-align: center;
              }
              .fof {
                display: table-cell;
                vertical-align: middle;
              }
              .fof h1 {
                font-size: 50px;
                display: inline-block;
                padding-right: 12px;
                margin-bottom: 12px;
                animation: type 0.5s alternate infinite;
              }
              @keyframes type {
                from {
                  box-shadow: inset -3px 0 0 #888;
                }
                to {
                  box-shadow: inset -3px 0 0 transparent;
                }
              }
            </style>
          </head>
          <body translate="no">
            <div id="main">
              <div class="fof">
                <h1>Error 404</h1>
                <p>
                  The requested route does not exist. Make sure you are using the right
                  path, domain, and port.
                </p>
              </div>
            </div>
          </body>
        </html>

        """
}
