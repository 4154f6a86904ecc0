import Foundation
import Testing

/// Runs tests that wait for processes and sockets on threads apart from those that all other tests share.
struct BlockingTrait: SuiteTrait, TestTrait, TestScoping {
    private final class Threads: TaskExecutor {
        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            let executor = asUnownedTaskExecutor()
            Thread { job.runSynchronously(on: executor) }.start()
        }
    }

    let isRecursive = true

    @concurrent func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        // The scopes of suites are around those of their tests.
        guard testCase != nil else { return try await function() }
        try await withTaskExecutorPreference(Threads()) { try await function() }
    }
}

extension Trait where Self == BlockingTrait {
    static var blocking: Self { Self() }
}
