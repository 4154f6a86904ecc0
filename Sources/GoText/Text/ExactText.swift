/// A text that is equal to another one byte for byte, as strings are in Go; Swift takes equivalent ones for equal.
struct ExactText: Hashable {
    let text: String

    static func == (left: ExactText, right: ExactText) -> Bool {
        equal(left.text, right.text)
    }

    func hash(into hasher: inout Hasher) {
        // Equal bytes have an equal hash, so that of the text will do.
        hasher.combine(text)
    }

    @inline(__always)
    static func equal(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count && left == right && left.utf8.elementsEqual(right.utf8)
    }

    /// Byte order, as Go sorts strings.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
