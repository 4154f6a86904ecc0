/// A pause of a task on its loop.
///
/// `Task.sleep` is no substitute: its first use in a process opens descriptors, and ends the process where there are none
/// left.
final class Pause: PolledItem {
    private var waiter: CheckedContinuation<Void, Never>?

    func wait(_ continuation: CheckedContinuation<Void, Never>) { waiter = continuation }

    private func end(on core: LoopCore) {
        core.items.remove(self)
        let waiter = waiter
        self.waiter = nil
        waiter?.resume()
    }

    override func deadlineReached(on core: LoopCore) { end(on: core) }

    override func shutDown(on core: LoopCore) { end(on: core) }
}

extension EventLoop {
    fileprivate func pause(for duration: Duration) async {
        guard !core.isStopping else { return }
        core.refreshClock()
        let pause = Pause()
        core.items.add(pause)
        core.items.setDeadline(core.deadline(after: duration), of: pause)
        await withCheckedContinuation { pause.wait($0) }
    }
}

extension EventLoopGroup {
    /// Lets time pass; less of it when the group is stopped.
    package func pause(for duration: Duration) async {
        await currentLoop.pause(for: duration)
    }
}
