#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Finding and replacing in bytes; quick also in builds without optimisation.
enum ByteText {
    /// Where `part` first stands in `text` from `start` on.
    static func firstIndex(of part: [UInt8], in text: [UInt8], from start: Int = 0) -> Int? {
        guard let first = part.first else { return nil }
        return text.withUnsafeBytes { text in
            guard let base = text.baseAddress else { return nil }
            var index = start
            while index + part.count <= text.count {
                let places = text.count - part.count - index + 1
                guard let found = memchr(base + index, Int32(first), places) else { return nil }
                index = UnsafeRawPointer(found) - base
                if memcmp(found, part, part.count) == 0 { return index }
                index += 1
            }
            return nil
        }
    }

    /// The text with every `part` replaced for which `accepts` says so of the place behind it.
    static func replacing(
        _ part: [UInt8], in text: [UInt8], with replacement: [UInt8], where accepts: (Int) -> Bool = { _ in true }
    ) -> [UInt8] {
        guard var found = firstIndex(of: part, in: text) else { return text }
        var result: [UInt8] = []
        var done = 0
        while true {
            let end = found + part.count
            result += text[done..<found]
            result += accepts(end) ? replacement : part
            done = end
            guard let next = firstIndex(of: part, in: text, from: done) else { break }
            found = next
        }
        return result + text[done...]
    }
}
