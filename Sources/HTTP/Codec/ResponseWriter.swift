/// Writes answers as Go's net/http does.
struct ResponseWriter {
    /// What the request means for its answer.
    struct Circumstances {
        var isHead = false
        /// HTTP/1.1 or later.
        var isVersion11 = true
        var wantsClose = false
        /// HTTP/1.0 with `Connection: keep-alive`.
        var wantsKeepAlive = false
        /// The connection cannot go on, whatever the client wants.
        var mustClose = false
    }

    /// Bodies up to this size have a Content-Length, larger ones are chunked (Go's buffer).
    private static let bufferSize = 2_048

    /// What is to be sent behind the head that was written.
    struct Body {
        var isChunked = false
        var isSent = false
        /// The connection ends with this answer.
        var closes = false
    }

    /// Appends status line and header fields; how the body goes is in the result.
    static func writeHead(
        _ response: Response, _ circumstances: Circumstances, date: [UInt8], to output: OutputBuffer
    ) -> Body {
        var plan = Body()
        let given = Given(response.headers)
        let length = response.body.count
        let allowsBody = StatusText.allowsBody(response.status)
        let sizes =
            allowsBody && !given.hasLength && !given.hasTransferEncoding && length <= bufferSize
            && (!circumstances.isHead || length > 0)
        let hasLength = sizes || (given.hasLength && allowsBody)
        plan.closes = circumstances.mustClose || given.saysClose
        var connection: StaticString?
        if circumstances.wantsKeepAlive, circumstances.isHead || hasLength || !allowsBody {
            if !given.hasConnection { connection = "keep-alive" }
        } else if !circumstances.isVersion11 || circumstances.wantsClose {
            plan.closes = true
        }
        let carriesBody = allowsBody && !circumstances.isHead
        if carriesBody, !hasLength {
            if circumstances.isVersion11 { plan.isChunked = true } else { plan.closes = true }
        }
        if plan.closes { connection = circumstances.isVersion11 && !given.saysClose ? "close" : nil }

        output.append(circumstances.isVersion11 ? "HTTP/1.1 " as StaticString : "HTTP/1.0 ")
        output.append(decimal: response.status)
        output.append(" " as StaticString)
        output.append(StatusText.text(response.status))
        output.append("\r\n" as StaticString)
        writeFields(
            response, dropsConnection: plan.closes && !given.saysClose,
            length: plan.isChunked || !allowsBody ? nil : circumstances.isHead ? .asGiven : .ofBody, to: output)
        if !given.hasDate { output.append(date) }
        if sizes {
            output.append("Content-Length: " as StaticString)
            output.append(decimal: length)
            output.append("\r\n" as StaticString)
        }
        if allowsBody, !given.hasContentType, !given.hasContentEncoding, !given.hasTransferEncoding, length > 0 {
            output.append("Content-Type: " as StaticString)
            output.append(ContentSniffing.type(of: response.body))
            output.append("\r\n" as StaticString)
        }
        if let connection {
            output.append("Connection: " as StaticString)
            output.append(connection)
            output.append("\r\n" as StaticString)
        }
        if plan.isChunked { output.append("Transfer-Encoding: chunked\r\n" as StaticString) }
        output.append("\r\n" as StaticString)
        plan.isSent = carriesBody
        return plan
    }

    /// What a handler has set itself.
    private struct Given {
        var hasLength = false
        var hasTransferEncoding = false
        var hasDate = false
        var hasContentType = false
        var hasContentEncoding = false
        var hasConnection = false
        var saysClose = false

        init(_ headers: HeaderFields) {
            for field in headers.fields {
                switch field.name.utf8.count {
                case 4 where HeaderFields.equal(field.name, "Date"): hasDate = true
                case 10 where HeaderFields.equal(field.name, "Connection"):
                    hasConnection = true
                    saysClose = HeaderFields.equal(field.value, "close")
                case 12 where HeaderFields.equal(field.name, "Content-Type"): hasContentType = true
                case 14 where HeaderFields.equal(field.name, "Content-Length"): hasLength = true
                case 16 where HeaderFields.equal(field.name, "Content-Encoding"): hasContentEncoding = true
                case 17 where HeaderFields.equal(field.name, "Transfer-Encoding"): hasTransferEncoding = true
                default: break
                }
            }
        }
    }

    /// What becomes of a Content-Length that the handler gave.
    private enum LengthRule { case asGiven, ofBody }

    /// The handler's fields, sorted by name as Go sorts them; names that are no tokens are left out.
    private static func writeFields(
        _ response: Response, dropsConnection: Bool, length: LengthRule?, to output: OutputBuffer
    ) {
        var fields = response.headers.fields
        for index in fields.indices.dropFirst() {
            var place = index
            while place > 0, fields[place].name < fields[place - 1].name {
                fields.swapAt(place, place - 1)
                place -= 1
            }
        }
        for field in fields {
            switch field.name.utf8.count {
            case 10 where dropsConnection && HeaderFields.equal(field.name, "Connection"): continue
            case 12 where response.status == 304 && HeaderFields.equal(field.name, "Content-Type"): continue
            case 14 where HeaderFields.equal(field.name, "Content-Length"):
                guard let length else { continue }
                if length == .asGiven { break }
                // A length that is not that of the body would break the connection.
                output.append("Content-Length: " as StaticString)
                output.append(decimal: response.body.count)
                output.append("\r\n" as StaticString)
                continue
            case 17 where HeaderFields.equal(field.name, "Transfer-Encoding"): continue
            default: break
            }
            var name = field.name
            guard name.withUTF8(HeaderRules.isToken) else { continue }
            output.append(name)
            output.append(": " as StaticString)
            output.append(headerValue: field.value)
            output.append("\r\n" as StaticString)
        }
    }
}
