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
        left.utf8.count == right.utf8.count && haveEqualBytes(left, right)
    }

    private static func haveEqualBytes(_ left: String, _ right: String) -> Bool {
        let areEqual = left.utf8.withContiguousStorageIfAvailable { left in
            right.utf8.withContiguousStorageIfAvailable { right in haveEqualBytes(left, right) }
        }
        return (areEqual ?? nil) ?? left.utf8.elementsEqual(right.utf8)
    }

    /// Eight bytes at a time; both are of the same length.
    private static func haveEqualBytes(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool
    {
        let (left, right) = (UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
        var place = 0
        while place + 8 <= left.count {
            let word = left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if word != right.loadUnaligned(fromByteOffset: place, as: UInt64.self) { return false }
            place += 8
        }
        while place < left.count {
            if left[place] != right[place] { return false }
            place += 1
        }
        return true
    }

    /// Byte order, as Go sorts strings.
    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
