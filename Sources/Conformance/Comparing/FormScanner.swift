/// Reads text of a fixed form: `#` in a form is any digit.
struct FormScanner {
    private let bytes: ArraySlice<UInt8>
    /// Behind what was read.
    private(set) var index: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    /// Whether the text goes on so; then that much is read.
    mutating func take(_ form: StaticString) -> Bool {
        let end = index + form.utf8CodeUnitCount
        guard end <= bytes.endIndex else { return false }
        for offset in 0..<form.utf8CodeUnitCount {
            let wanted = form.utf8Start[offset]
            let byte = bytes[index + offset]
            guard wanted == UInt8(ascii: "#") ? TextPattern.isDigit(byte) : byte == wanted else { return false }
        }
        index = end
        return true
    }

    /// Reads `.123` if it stands there; false when a point without digits does.
    mutating func takeFraction() -> Bool {
        guard index < bytes.endIndex, bytes[index] == UInt8(ascii: ".") else { return true }
        let start = index + 1
        let end = bytes[start...].firstIndex { !TextPattern.isDigit($0) } ?? bytes.endIndex
        index = end
        return end > start
    }
}
