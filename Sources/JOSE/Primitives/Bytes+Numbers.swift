extension [UInt8] {
    /// The big-endian number without its leading zeros: how Go's `big.Int` gives its bytes.
    var withoutLeadingZeros: [UInt8] {
        guard first == 0 else { return self }
        return Array(drop { $0 == 0 })
    }

    /// The big-endian number with so many leading zeros that it is `count` bytes long; longer ones stay.
    func padded(to count: Int) -> [UInt8] {
        self.count < count ? [UInt8](repeating: 0, count: count - self.count) + self : self
    }

    /// The first `count` bytes, with zeros behind them when there are fewer.
    func fitted(to count: Int) -> [UInt8] {
        Array(prefix(count)) + [UInt8](repeating: 0, count: Swift.max(0, count - self.count))
    }
}
