/// One thread that waits for the system and runs what is isolated to it: connections, handlers, outgoing requests.
package actor EventLoop {
    nonisolated let executor: LoopExecutor
    let core: LoopCore

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init() throws(ServerError) {
        executor = try LoopExecutor()
        core = try LoopCore()
        guard core.poller.addEdges(executor.wakeDescriptor, key: LoopCore.wakeKey) else {
            throw .system(call: "epoll_ctl", error: 0)
        }
    }

    /// Whether the caller is on the thread of this loop.
    package nonisolated var isCurrent: Bool { executor.isCurrent }

    /// Makes the calling thread the one of this loop and runs it until it is shut down.
    nonisolated func runHere() {
        executor.attach()
        assumeIsolated { $0.run() }
        executor.end()
    }

    private func run() {
        core.attach(to: self)
        while !core.isStopping {
            _ = executor.runJobs()
            guard !core.isStopping else { break }
            core.turn(isBusy: false)
        }
    }

    /// Runs work on the loop; it is queued before the call returns.
    nonisolated func post(_ work: @escaping @Sendable (isolated EventLoop) -> Void) {
        Task.detached(executorPreference: executor) { self.runIsolated(work) }
    }

    private nonisolated func runIsolated(_ work: @Sendable (isolated EventLoop) -> Void) {
        assumeIsolated { work($0) }
    }

    /// Hands an answer to its connection. Called from the task of the handler, which is on this thread as a rule.
    nonisolated func deliver(_ response: Response, to key: UInt64) {
        guard executor.isCurrent else {
            return post { $0.core.items[key]?.deliver(response, on: $0.core) }
        }
        assumeIsolated { $0.core.items[key]?.deliver(response, on: $0.core) }
    }

    func shutDown() { core.shutDown() }
}
