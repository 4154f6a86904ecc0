/// The target of a request by the rule of Go's url.ParseRequestURI.
struct RequestTarget {
    /// Ranges in the buffer that was read.
    var path: Range<Int>
    var query: Range<Int>?
    /// The host of a target in absolute form.
    var host: Range<Int>?

    /// The parts of a target; nil when Go refuses it. A CONNECT target that is no path is an authority.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isAuthority: Bool) {
        guard !range.isEmpty else { return nil }
        for index in range where bytes[index] < 32 || bytes[index] == 127 { return nil }
        if range.count == 1, bytes[range.lowerBound] == 42 {
            path = range
            return
        }
        var rest = range
        var hasScheme = false
        if isAuthority {
            hasScheme = true
        } else if let end = Self.schemeEnd(bytes, range) {
            guard end > range.lowerBound else { return nil }
            hasScheme = true
            rest = end + 1..<range.upperBound
        }
        if let mark = HeaderRules.position(of: 63, in: bytes, from: rest.lowerBound, to: rest.upperBound) {
            query = mark + 1..<rest.upperBound
            rest = rest.lowerBound..<mark
        }
        let startsWithSlash = !rest.isEmpty && bytes[rest.lowerBound] == 47
        guard startsWithSlash || hasScheme else { return nil }
        if hasScheme, isAuthority || (rest.count > 1 && startsWithSlash && bytes[rest.lowerBound + 1] == 47) {
            let start = isAuthority ? rest.lowerBound : rest.lowerBound + 2
            let end = HeaderRules.position(of: 47, in: bytes, from: start, to: rest.upperBound) ?? rest.upperBound
            guard let host = Self.host(bytes, start..<end) else { return nil }
            self.host = host
            rest = end..<rest.upperBound
        } else if hasScheme, !startsWithSlash {
            // An opaque URL has no path.
            path = rest.upperBound..<rest.upperBound
            return
        }
        guard Self.hasGoodEscapes(bytes, rest) else { return nil }
        path = rest
    }

    /// The place of the colon behind a scheme; the start when there is a colon but no scheme; nil without either.
    private static func schemeEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        for index in range {
            let byte = bytes[index]
            if HeaderRules.isLetter(byte) { continue }
            if byte == 58 { return index }
            guard HeaderRules.isDigit(byte) || byte == 43 || byte == 45 || byte == 46, index > range.lowerBound else {
                return nil
            }
        }
        return nil
    }

    /// `%` only before two hexadecimal digits.
    private static func hasGoodEscapes(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while let mark = HeaderRules.position(of: 37, in: bytes, from: index, to: range.upperBound) {
            guard mark + 2 < range.upperBound, HeaderRules.hexadecimal(bytes[mark + 1]) != nil,
                HeaderRules.hexadecimal(bytes[mark + 2]) != nil
            else { return false }
            index = mark + 3
        }
        return true
    }

    /// The host with its port, behind user information; nil when one of them is bad.
    private static func host(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int>? {
        var host = range
        if let at = range.last(where: { bytes[$0] == 64 }) {
            let user = range.lowerBound..<at
            guard user.allSatisfy({ HeaderRules.urlUser.contains(bytes[$0]) }), hasGoodEscapes(bytes, user) else {
                return nil
            }
            host = at + 1..<range.upperBound
        }
        var portMark = host.last { bytes[$0] == 58 }
        if let first = host.first, bytes[first] == 91 {
            guard let end = host.last(where: { bytes[$0] == 93 }) else { return nil }
            portMark = end + 1 < host.upperBound ? end + 1 : nil
            if let portMark, bytes[portMark] != 58 { return nil }
        }
        if let portMark {
            guard (portMark + 1..<host.upperBound).allSatisfy({ HeaderRules.isDigit(bytes[$0]) }) else { return nil }
        }
        guard hasGoodEscapes(bytes, host) else { return nil }
        for index in host {
            let byte = bytes[index]
            if byte == 37 {
                // Go unescapes only bytes beyond ASCII in a host.
                guard let high = HeaderRules.hexadecimal(bytes[index + 1]), high >= 8 else { return nil }
            } else if byte < 128, !HeaderRules.urlHost.contains(byte) {
                return nil
            }
        }
        return host
    }
}
