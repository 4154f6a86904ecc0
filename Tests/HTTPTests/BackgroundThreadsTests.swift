import Dispatch
import Synchronization
import Testing

@testable import HTTP

@Suite struct BackgroundThreadsTests {
    /// Two works that wait for each other end only where they run beside each other.
    @Test func worksRunBesideEachOther() async throws {
        let threads = try BackgroundThreads(limit: 2, priority: .low)
        let first = DispatchSemaphore(value: 0)
        let second = DispatchSemaphore(value: 0)
        async let one = threads.run {
            first.signal()
            return second.wait(timeout: .now() + 10) == .success
        }
        async let other = threads.run {
            second.signal()
            return first.wait(timeout: .now() + 10) == .success
        }
        let (isOneMet, isOtherMet) = try await (one, other)
        #expect(isOneMet && isOtherMet)
        threads.stop()
    }

    @Test func worksBeyondTheLimitWaitTheirTurn() async throws {
        let threads = try BackgroundThreads(limit: 1, priority: .ordinary)
        let order = Mutex<[Int]>([])
        for number in 0..<20 {
            threads.submit {
                order.withLock { $0.append(number) }
            } orCancel: {
            }
        }
        try await threads.run {}
        #expect(order.withLock { $0 } == Array(0..<20))
        threads.stop()
    }

    @Test func whatHasNotBegunIsCancelledAtTheEnd() async throws {
        let threads = try BackgroundThreads(limit: 1, priority: .low)
        let begun = DispatchSemaphore(value: 0)
        let end = DispatchSemaphore(value: 0)
        let outcome = Mutex<[String]>([])
        threads.submit {
            begun.signal()
            end.wait()
            outcome.withLock { $0.append("ended") }
        } orCancel: {
        }
        begun.wait()
        threads.submit {
            outcome.withLock { $0.append("ran") }
        } orCancel: {
            outcome.withLock { $0.append("cancelled") }
            end.signal()
        }
        threads.stop()
        #expect(outcome.withLock { $0 } == ["cancelled", "ended"])
    }
}
