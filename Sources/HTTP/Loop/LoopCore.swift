import CPoll

/// What an event loop keeps; only its thread touches it.
final class LoopCore {
    let poller: Poller
    var items = ItemTable()
    var dateLine = DateLine()
    let output = OutputBuffer()
    /// Where bytes are received before they find their place.
    let input: UnsafeMutableBufferPointer<UInt8>
    /// The monotonic clock when the loop last woke or an answer came.
    private(set) var now: UInt64 = cpoll_monotonic()
    var servers: [ServerState] = []
    var pool = ConnectionPool()
    private(set) var isStopping = false
    private var unfinished: [UInt64] = []
    /// The actor that owns this.
    private(set) weak var loop: EventLoop?

    /// The key of the descriptor that only wakes.
    static let wakeKey = UInt64.max

    init() throws(ServerError) {
        poller = try Poller()
        input = .allocate(capacity: 64 * 1_024)
    }

    deinit {
        input.deallocate()
    }

    func attach(to loop: EventLoop) { self.loop = loop }

    func refreshClock() { now = cpoll_monotonic() }

    func deadline(after duration: Duration) -> UInt64 { now &+ duration.saturatedNanoseconds }

    /// An item whose work goes on after the others had their turn.
    func continueLater(_ item: PolledItem) { unfinished.append(item.key) }

    /// One turn: waits for events, handles them, then what is due.
    func turn(isBusy: Bool) {
        let count = poller.wait(milliseconds: isBusy || !unfinished.isEmpty ? 0 : waitingTime())
        refreshClock()
        dateLine.refresh()
        for index in 0..<count {
            let (key, readiness) = poller.event(index)
            if key != Self.wakeKey { items[key]?.becameReady(readiness, on: self) }
        }
        if !unfinished.isEmpty {
            let keys = unfinished
            unfinished = []
            for key in keys { items[key]?.continueWork(on: self) }
        }
        while let item = items.popDue(now) { item.deadlineReached(on: self) }
    }

    private func waitingTime() -> Int32 {
        guard let next = items.nextDeadline else { return -1 }
        refreshClock()
        guard next > now else { return 0 }
        return Int32(clamping: (next - now + 999_999) / 1_000_000)
    }

    /// Closes everything; the loop ends after this turn.
    func shutDown() {
        isStopping = true
        for item in items.all { item.shutDown(on: self) }
        servers = []
    }
}

extension Duration {
    /// Nanoseconds; negative ones are 0, and too many are 100 years.
    var saturatedNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        guard seconds < 3_153_600_000 else { return 3_153_600_000_000_000_000 }
        return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds) / 1_000_000_000
    }
}
