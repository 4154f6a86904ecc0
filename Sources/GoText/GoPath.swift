/// Package path, and what ServeMux makes of it.
package enum GoPath {
    /// path.Clean.
    package static func clean(_ path: String) -> String {
        if path.isEmpty { return "." }
        let isRooted = path.hasPrefix("/")
        var out: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." {
                if let last = out.last, last != ".." { out.removeLast() } else if !isRooted { out.append(part) }
            } else {
                out.append(part)
            }
        }
        let joined = out.joined(separator: "/")
        if isRooted { return "/" + joined }
        return joined.isEmpty ? "." : joined
    }

    /// ServeMux's canonical path: rooted, clean, with the slash at the end that it had.
    package static func cleanKeepingSlash(_ path: String) -> String {
        if isClean(path) { return path }
        let rooted = path.hasPrefix("/") ? path : "/" + path
        let cleaned = clean(rooted)
        return rooted.hasSuffix("/") && cleaned != "/" ? cleaned + "/" : cleaned
    }

    /// Most paths are clean, and need not be put together anew.
    private static func isClean(_ path: String) -> Bool {
        var bytes = path.utf8.makeIterator()
        guard var before = bytes.next(), before == UInt8(ascii: "/") else { return false }
        while let byte = bytes.next() {
            if before == UInt8(ascii: "/") && (byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".")) { return false }
            before = byte
        }
        return true
    }
}

/// MurmurHash3 by Austin Appleby, the variant of 32 bits for x86, with seed 0.
package enum Murmur3 {
    package static func hash32(_ bytes: [UInt8]) -> UInt32 {
        var hash: UInt32 = 0
        var place = 0
        while place + 4 <= bytes.count {
            let block = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) }
            hash ^= scramble(block)
            hash = (hash << 13 | hash >> 19) &* 5 &+ 0xE654_6B64
            place += 4
        }
        let tail = bytes[place...].enumerated().reduce(UInt32(0)) { $0 | UInt32($1.element) << UInt32(8 * $1.offset) }
        if place < bytes.count { hash ^= scramble(tail) }
        hash ^= UInt32(truncatingIfNeeded: bytes.count)
        hash = (hash ^ hash >> 16) &* 0x85EB_CA6B
        hash = (hash ^ hash >> 13) &* 0xC2B2_AE35
        return hash ^ hash >> 16
    }

    private static func scramble(_ block: UInt32) -> UInt32 {
        let product = block &* 0xCC9E_2D51
        return (product << 15 | product >> 17) &* 0x1B87_3593
    }
}
