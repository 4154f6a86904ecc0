/// Paths with slashes as Go's path and net/http clean them.
package enum GoPath {
    /// The shortest path that means the same: no doubled slashes, no `.`, `..` carried out; `.` for the empty one
    /// (path.Clean).
    package static func clean(_ path: String) -> String {
        let isRooted = path.utf8.first == UInt8(ascii: "/")
        var kept: [Substring] = []
        // Bytes, for a slash with a combining character behind it is one still.
        for segment in path.utf8.split(separator: UInt8(ascii: "/")).map({ Substring($0) }) where segment != "." {
            if segment != ".." {
                kept.append(segment)
            } else if let last = kept.last, last != ".." {
                kept.removeLast()
            } else if !isRooted {
                kept.append(segment)
            }
        }
        let joined = kept.joined(separator: "/")
        if isRooted { return "/" + joined }
        return joined.isEmpty ? "." : joined
    }

    /// The cleaned path, rooted, with the slash at its end that it had (what http.ServeMux redirects to).
    package static func cleanKeepingSlash(_ path: String) -> String {
        if isClean(path) { return path }
        let rooted = path.utf8.first == UInt8(ascii: "/") ? path : "/" + path
        let cleaned = clean(rooted)
        return rooted.utf8.last == UInt8(ascii: "/") && cleaned != "/" ? cleaned + "/" : cleaned
    }

    /// Whether nothing has to be done; some clean paths are not seen as such.
    private static func isClean(_ path: String) -> Bool {
        guard path.utf8.first == UInt8(ascii: "/") else { return false }
        var last: UInt8 = 0
        for byte in path.utf8 {
            if last == UInt8(ascii: "/"), byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") { return false }
            last = byte
        }
        return true
    }

    /// The path with every `%2F` a slash; other escapes stay.
    package static func unescapingSlashes(_ path: String) -> String {
        guard path.utf8.contains(UInt8(ascii: "%")) else { return path }
        var bytes: [UInt8] = []
        var rest = Array(path.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.starts(with: "2F".utf8) || rest.starts(with: "2f".utf8) {
                bytes.append(UInt8(ascii: "/"))
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
