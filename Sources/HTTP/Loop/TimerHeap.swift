/// Deadlines of a loop, the next one first.
struct TimerHeap {
    struct Entry {
        /// Nanoseconds of the monotonic clock.
        let deadline: UInt64
        let key: UInt64
    }

    private var entries: [Entry] = []

    var next: UInt64? { entries.first?.deadline }

    mutating func push(_ entry: Entry) {
        entries.append(entry)
        var index = entries.count - 1
        while index > 0 {
            let parent = (index - 1) / 2
            guard entries[index].deadline < entries[parent].deadline else { return }
            entries.swapAt(index, parent)
            index = parent
        }
    }

    /// Takes the next entry that is not after a time.
    mutating func pop(until now: UInt64) -> Entry? {
        guard let first = entries.first, first.deadline <= now else { return nil }
        let last = entries.removeLast()
        guard !entries.isEmpty else { return first }
        entries[0] = last
        var index = 0
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2]
            where child < entries.count && entries[child].deadline < entries[least].deadline { least = child }
            guard least != index else { return first }
            entries.swapAt(index, least)
            index = least
        }
    }
}
