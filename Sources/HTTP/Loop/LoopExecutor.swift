import CPoll
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs jobs on the thread of one event loop, both for its actor and for tasks that prefer it.
final class LoopExecutor: SerialExecutor, TaskExecutor {
    private struct State: Sendable {
        var jobs: [UnownedJob] = []
        /// The loop has ended: late jobs run one after the other on the global pool.
        var isEnded = false
        var isDrainingAfterEnd = false
    }

    private let state = Mutex(State())
    private let thread = Atomic<UInt>(0)
    /// Makes the poll of the loop return.
    let wakeDescriptor: Int32

    init() throws(ServerError) {
        wakeDescriptor = cpoll_wake_create(0)
        guard wakeDescriptor >= 0 else { throw .system(call: "eventfd", error: errno) }
    }

    deinit {
        close(wakeDescriptor)
    }

    /// Whether the caller is on the thread of the loop.
    var isCurrent: Bool { thread.load(ordering: .relaxed) == cpoll_thread() }

    func isIsolatingCurrentContext() -> Bool? { isCurrent }

    func checkIsolated() { precondition(isCurrent, "not on the thread of the event loop") }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isHere = isCurrent
        let drainsHere = state.withLock { state in
            state.jobs.append(job)
            guard state.isEnded else {
                // Only the first job needs to wake: the loop takes all that are there.
                if !isHere, state.jobs.count == 1 { cpoll_wake(wakeDescriptor) }
                return false
            }
            defer { state.isDrainingAfterEnd = true }
            return !state.isDrainingAfterEnd
        }
        if drainsHere { drainAfterEnd() }
    }

    /// The calling thread is the one of the loop from now on.
    func attach() { thread.store(cpoll_thread(), ordering: .relaxed) }

    /// Runs what is queued; true when there was something.
    func runJobs() -> Bool {
        var jobs = state.withLock { state in
            let jobs = state.jobs
            state.jobs = []
            return jobs
        }
        guard !jobs.isEmpty else { return false }
        while !jobs.isEmpty {
            for job in jobs {
                job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
            }
            jobs = state.withLock { state in
                let jobs = state.jobs
                state.jobs = []
                return jobs
            }
        }
        return true
    }

    /// The loop runs no more jobs; those that are left or come late find another thread.
    func end() {
        thread.store(0, ordering: .relaxed)
        let drains = state.withLock { state in
            state.isEnded = true
            let drains = !state.jobs.isEmpty && !state.isDrainingAfterEnd
            if drains { state.isDrainingAfterEnd = true }
            return drains
        }
        if drains { drainAfterEnd() }
    }

    private func drainAfterEnd() {
        Task.detached(executorPreference: globalConcurrentExecutor) { self.runRemainingJobs() }
    }

    private func runRemainingJobs() {
        thread.store(cpoll_thread(), ordering: .relaxed)
        var isDone = false
        while !isDone {
            _ = runJobs()
            isDone = state.withLock { state in
                guard state.jobs.isEmpty else { return false }
                thread.store(0, ordering: .relaxed)
                state.isDrainingAfterEnd = false
                return true
            }
        }
    }
}
