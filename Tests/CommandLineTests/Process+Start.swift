import Foundation

extension Process {
    private static let turn = NSLock()

    /// Runs the program: Foundation's `run()` can crash where several threads are in it at the same time.
    func start() throws {
        try Self.turn.withLock { try run() }
    }
}
