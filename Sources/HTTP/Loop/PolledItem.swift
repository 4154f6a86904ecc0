/// Something that an event loop tells of readiness and deadlines. Items never leave their loop; from outside they are
/// named by their key, which is never used twice.
class PolledItem {
    /// Slot and generation in the table of the loop.
    fileprivate(set) var key: UInt64 = 0
    /// When `deadlineReached` is due, in nanoseconds of the monotonic clock.
    fileprivate(set) var deadline = UInt64.max
    /// The deadline that stands in the heap; it may be earlier than the real one.
    fileprivate var queuedDeadline = UInt64.max

    func becameReady(_ readiness: Poller.Readiness, on core: LoopCore) {}
    func deadlineReached(on core: LoopCore) {}
    /// Goes on with work that was left to let others have their turn.
    func continueWork(on core: LoopCore) {}
    func deliver(_ response: Response, on core: LoopCore) {}
    /// A server stops: no new connections, none that are idle.
    func drain(_ listener: Listener, on core: LoopCore) {}
    /// A server has stopped: none of its connections stays.
    func cut(_ server: ServerState, on core: LoopCore) {}
    /// The loop ends: release the descriptor and whoever waits.
    func shutDown(on core: LoopCore) {}
}

/// The table of the items of a loop and their deadlines.
struct ItemTable {
    private struct Slot {
        var generation: UInt32 = 0
        var item: PolledItem?
    }

    private var slots: [Slot] = []
    private var free: [UInt32] = []
    private var timers = TimerHeap()

    /// Items in the table.
    var count: Int { slots.count - free.count }

    var all: [PolledItem] { slots.compactMap(\.item) }

    mutating func add(_ item: PolledItem) {
        let place: UInt32
        if let last = free.popLast() {
            place = last
        } else {
            place = UInt32(slots.count)
            slots.append(Slot())
        }
        slots[Int(place)].item = item
        item.key = UInt64(slots[Int(place)].generation) << 32 | UInt64(place)
    }

    mutating func remove(_ item: PolledItem) {
        guard self[item.key] === item else { return }
        let place = Int(item.key & 0xffff_ffff)
        slots[place].item = nil
        slots[place].generation &+= 1
        free.append(UInt32(place))
    }

    /// The item of a key; nil when it is gone.
    subscript(key: UInt64) -> PolledItem? {
        let place = Int(key & 0xffff_ffff)
        guard place < slots.count, slots[place].generation == UInt32(key >> 32) else { return nil }
        return slots[place].item
    }

    /// Sets when an item's deadline is. Later deadlines cost nothing: the heap learns of them when the old one passes.
    mutating func setDeadline(_ deadline: UInt64, of item: PolledItem) {
        item.deadline = deadline
        guard deadline < item.queuedDeadline else { return }
        item.queuedDeadline = deadline
        timers.push(TimerHeap.Entry(deadline: deadline, key: item.key))
    }

    var nextDeadline: UInt64? { timers.next }

    /// The next item whose deadline has passed.
    mutating func popDue(_ now: UInt64) -> PolledItem? {
        while let entry = timers.pop(until: now) {
            guard let item = self[entry.key], item.queuedDeadline == entry.deadline else { continue }
            item.queuedDeadline = .max
            if item.deadline <= now {
                item.deadline = .max
                return item
            }
            if item.deadline < .max { setDeadline(item.deadline, of: item) }
        }
        return nil
    }
}
