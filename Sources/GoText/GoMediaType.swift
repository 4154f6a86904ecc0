/// A Content-Type as mime.ParseMediaType reads it.
package struct GoMediaType: Sendable, Hashable {
    /// In lower case, without parameters.
    package var type: String
    /// By names in lower case.
    package var parameters: [String: String]

    /// nil for a value that can not be read.
    package static func parse(_ text: String) -> GoMediaType? {
        let parts = split(text)
        guard let type = parts.first.map({ trim($0).lowercased() }), !type.isEmpty,
            type.utf8.allSatisfy({ isToken($0) || $0 == UInt8(ascii: "/") })
        else { return nil }
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let text = trim(part)
            if text.isEmpty { continue }
            guard let equals = text.firstIndex(of: "=") else { return nil }
            let name = trim(text[..<equals]).lowercased()
            guard !name.isEmpty, name.utf8.allSatisfy(isToken), parameters[name] == nil,
                let value = value(of: trim(text[text.index(after: equals)...]))
            else { return nil }
            parameters[name] = value
        }
        return GoMediaType(type: type, parameters: parameters)
    }

    /// At semicolons outside of quotes.
    private static func split(_ text: String) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var isQuoted = false
        var isEscaped = false
        for place in text.indices {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch text[place] {
            case "\\" where isQuoted: isEscaped = true
            case "\"": isQuoted.toggle()
            case ";" where !isQuoted:
                parts.append(text[start..<place])
                start = text.index(after: place)
            default: break
            }
        }
        return parts + [text[start...]]
    }

    private static func value(of text: Substring) -> String? {
        guard text.hasPrefix("\"") else {
            return !text.isEmpty && text.utf8.allSatisfy(isToken) ? String(text) : nil
        }
        guard text.count >= 2, text.hasSuffix("\"") else { return nil }
        var out = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            if character == "\\" && !isEscaped {
                isEscaped = true
            } else {
                out.append(character)
                isEscaped = false
            }
        }
        return out
    }

    private static func trim(_ text: Substring) -> Substring {
        var text = text
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }

    @Sendable private static func isToken(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"()<>@,;:\\\"/[]?=".utf8.contains(byte)
    }
}

/// A multipart form that can not be read to its end.
package struct GoMultipartError: Error, Sendable, Hashable {}

/// Package mime/multipart, as far as forms go; files are read over.
package enum GoMultipart {
    /// The fields of a multipart/form-data body, RFC 7578.
    package static func parseForm(_ body: [UInt8], boundary: String) throws(GoMultipartError) -> GoValues {
        guard !boundary.isEmpty else { throw GoMultipartError() }
        let delimiter = Array("--\(boundary)".utf8)
        var values = GoValues()
        guard var place = find(delimiter, in: body, from: 0), place == 0 || body[place - 1] == 0x0A else {
            throw GoMultipartError()
        }
        while true {
            place += delimiter.count
            if body[place...].starts(with: "--".utf8) { return values }
            guard let lineEnd = body[place...].firstIndex(of: 0x0A) else { throw GoMultipartError() }
            guard let (headers, start) = readHeaders(body, from: lineEnd + 1) else { throw GoMultipartError() }
            let usesCR = lineEnd > place && body[lineEnd - 1] == 0x0D
            let end = (usesCR ? [0x0D, 0x0A] : [0x0A]) + delimiter
            let next: Int
            let content: ArraySlice<UInt8>
            if body[start...].starts(with: delimiter) {
                content = []
                next = start
            } else {
                guard let found = find(end, in: body, from: start) else { throw GoMultipartError() }
                content = body[start..<found]
                next = found + end.count - delimiter.count
            }
            if let disposition = headers.first(where: { $0.name == "content-disposition" }),
                let type = GoMediaType.parse(disposition.value), type.type == "form-data",
                let name = type.parameters["name"], !name.isEmpty, type.parameters["filename"] == nil
            {
                values.add(name, String(decoding: content, as: UTF8.self))
            }
            place = next
        }
    }

    private static func readHeaders(_ body: [UInt8], from start: Int) -> (headers: [(name: String, value: String)], end: Int)? {
        var headers: [(name: String, value: String)] = []
        var place = start
        while true {
            guard place <= body.count, let lineEnd = body[place...].firstIndex(of: 0x0A) else { return nil }
            var line = body[place..<lineEnd]
            if line.last == 0x0D { line.removeLast() }
            place = lineEnd + 1
            if line.isEmpty { return (headers, place) }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
            let value = String(decoding: line[(colon + 1)...], as: UTF8.self)
            headers.append((String(decoding: line[..<colon], as: UTF8.self).lowercased(), value))
        }
    }

    private static func find(_ pattern: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first else { return nil }
        var place = start
        while place + pattern.count <= body.count {
            guard let candidate = body[place...].firstIndex(of: first) else { return nil }
            if body[candidate...].starts(with: pattern) { return candidate }
            place = candidate + 1
        }
        return nil
    }
}
