/// The patterns of the configuration: as Hydra tells them, and how a text is matched.
enum SettingPattern {
    static let duration = #"^(\d+(ns|us|ms|s|m|h))+$"#
    static let version = #"^v\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$"#
    static let network = #"^[0-9a-fA-F.:]+/\d+$"#

    /// Whole numbers, each with a unit.
    static func isDuration(_ text: String) -> Bool {
        var rest = text.utf8[...]
        repeat {
            let number = rest.prefix(while: isDigit)
            let unit = rest.dropFirst(number.count).prefix { !isDigit($0) }
            guard !number.isEmpty, ["ns", "us", "ms", "s", "m", "h"].contains(String(unit)) else { return false }
            rest = rest.dropFirst(number.count + unit.count)
        } while !rest.isEmpty
        return true
    }

    /// Semantic versioning, with a `v` before it.
    static func isVersion(_ text: String) -> Bool {
        guard text.hasPrefix("v") else { return false }
        let build = text.dropFirst().split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let release = build[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = release[0].split(separator: ".", omittingEmptySubsequences: false)
        let suffixes = build.dropFirst() + release.dropFirst()
        return numbers.count == 3 && numbers.allSatisfy(isNumber)
            && suffixes.allSatisfy { suffix in
                suffix.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
                    !part.isEmpty && part.utf8.allSatisfy { isDigit($0) || isLetter($0) || $0 == 0x2d }
                }
            }
    }

    /// An address and the length of its prefix, looked at roughly.
    static func isNetwork(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, isNumber(parts[1]), let length = Int(parts[1]) else { return false }
        if parts[0].contains(":") {
            return length <= 128 && parts[0].utf8.allSatisfy { isDigit($0) || isLetter($0) || $0 == 0x3a || $0 == 0x2e }
        }
        let bytes = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        return length <= 32 && bytes.count == 4 && bytes.allSatisfy { UInt8($0) != nil }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte | 0x20) }

    /// Digits without a zero before them.
    private static func isNumber(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(isDigit) && (text == "0" || !text.hasPrefix("0"))
    }
}
