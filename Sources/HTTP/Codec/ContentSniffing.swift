/// The Content-Type of an answer without one, by the parts of Go's http.DetectContentType that text needs.
enum ContentSniffing {
    static func type(of body: [UInt8]) -> String {
        let start = body.prefix(512).drop { HeaderRules.isBlankOrLineEnd($0) || $0 == 12 }
        if isHTML(start) { return "text/html; charset=utf-8" }
        if start.starts(with: "<?xml".utf8) { return "text/xml; charset=utf-8" }
        if body.starts(with: "%PDF-".utf8) { return "application/pdf" }
        if body.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) { return "image/png" }
        if body.starts(with: "GIF87a".utf8) || body.starts(with: "GIF89a".utf8) { return "image/gif" }
        if body.starts(with: [0xff, 0xd8, 0xff]) { return "image/jpeg" }
        let isBinary = body.prefix(512).contains {
            $0 <= 8 || $0 == 11 || ($0 >= 14 && $0 <= 26) || ($0 >= 28 && $0 <= 31)
        }
        return isBinary ? "application/octet-stream" : "text/plain; charset=utf-8"
    }

    private static let tags: [[UInt8]] = [
        "<!doctype html", "<html", "<head", "<script", "<iframe", "<h1", "<div", "<font", "<table", "<a", "<style",
        "<title", "<b", "<body", "<br", "<p", "<!--",
    ].map { Array($0.utf8) }

    private static func isHTML(_ start: ArraySlice<UInt8>) -> Bool {
        tags.contains { tag in
            guard start.count > tag.count, zip(start, tag).allSatisfy({ HeaderRules.lowercased($0) == $1 }) else {
                return false
            }
            let next = start[start.startIndex + tag.count]
            return next == 32 || next == 62
        }
    }
}
