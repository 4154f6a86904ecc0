import CPoll

/// The bytes of an answer while it is written; one for each loop, used again and again.
final class OutputBuffer {
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 16_384) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit {
        base.deallocate()
    }

    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    func clear() { count = 0 }

    func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
    }

    func append(_ byte: UInt8) {
        reserve(1)
        base[count] = byte
        count += 1
    }

    func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    func append(_ more: UnsafeBufferPointer<UInt8>) {
        guard let start = more.baseAddress, more.count > 0 else { return }
        reserve(more.count)
        (base + count).update(from: start, count: more.count)
        count += more.count
    }

    func append(_ more: [UInt8]) {
        more.withUnsafeBufferPointer { append($0) }
    }

    func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    func append(decimal number: Int) {
        append(number, radix: 10)
    }

    func append(hexadecimal number: Int) {
        append(number, radix: 16)
    }

    private func append(_ number: Int, radix: Int) {
        reserve(20)
        var rest = number
        let start = count
        repeat {
            let digit = UInt8(rest % radix)
            base[count] = digit < 10 ? 48 + digit : 87 + digit
            count += 1
            rest /= radix
        } while rest > 0
        var low = start
        var high = count - 1
        while low < high {
            swap(&base[low], &base[high])
            low += 1
            high -= 1
        }
    }

    /// A header value as Go writes it: blanks around it dropped, line ends (no new lines in the answer) as blanks.
    func append(headerValue value: String) {
        var value = value
        value.withUTF8 { bytes in
            var bytes = bytes[...]
            while let first = bytes.first, HeaderRules.isBlankOrLineEnd(first) { bytes = bytes.dropFirst() }
            while let last = bytes.last, HeaderRules.isBlankOrLineEnd(last) { bytes = bytes.dropLast() }
            let start = count
            append(UnsafeBufferPointer(rebasing: bytes))
            for index in start..<count where base[index] == 13 || base[index] == 10 || base[index] == 0 {
                base[index] = 32
            }
        }
    }
}
