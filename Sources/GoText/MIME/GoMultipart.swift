/// multipart/form-data (RFC 7578) as Go's mime/multipart reads it into a form; files are read over.
package enum GoMultipart {
    /// More parts than these are refused.
    package static let maximumParts = 1_000

    /// The fields of a body.
    ///
    /// - Throws: where the body has no boundary line, ends early, or a part's header fields are broken.
    package static func parseForm(_ body: [UInt8], boundary: String) throws(GoMultipartError) -> GoValues {
        guard !boundary.isEmpty else { throw GoMultipartError(message: "multipart: boundary is empty") }
        var reader = MultipartReader(body, boundary: boundary)
        var values = GoValues()
        var count = 0
        while let part = try reader.nextPart() {
            count += 1
            if count > maximumParts { throw GoMultipartError(message: "multipart: message too large") }
            guard let type = part.disposition.flatMap(GoMediaType.parse), type.type == "form-data",
                let name = type.parameters["name"], !name.isEmpty
            else { continue }
            if type.parameters["filename"].map({ !$0.isEmpty }) == true { continue }
            values.add(name, GoUTF8.text(part.body))
        }
        return values
    }
}
