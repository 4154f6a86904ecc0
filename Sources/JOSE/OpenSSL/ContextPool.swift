import Synchronization

/// Prepared contexts of libcrypto of one kind, so that an operation need not build one.
///
/// A context is used by one thread at a time: it is taken out, used without any lock, and put back. As many are made
/// as there are operations at once. Addresses are kept as numbers, which may cross threads where pointers may not.
final class ContextPool: Sendable {
    private let idle = Mutex<[UInt]>([])
    private let create: @Sendable () -> OpaquePointer?
    private let dispose: @Sendable (OpaquePointer) -> Void

    /// - Parameters:
    ///   - create: builds a context, nil when libcrypto refuses.
    ///   - dispose: frees one.
    init(create: @escaping @Sendable () -> OpaquePointer?, dispose: @escaping @Sendable (OpaquePointer) -> Void) {
        self.create = create
        self.dispose = dispose
    }

    deinit {
        for address in idle.withLock({ $0 }) {
            if let context = OpaquePointer(bitPattern: address) { dispose(context) }
        }
    }

    /// A context for the caller alone, nil when none can be made.
    func take() -> OpaquePointer? {
        let address = idle.withLock { $0.popLast() }
        return address.flatMap { OpaquePointer(bitPattern: $0) } ?? create()
    }

    /// Gives a context back that still is in its prepared state.
    func put(_ context: OpaquePointer) {
        let address = UInt(bitPattern: context)
        idle.withLock { $0.append(address) }
    }

    /// Frees a context whose state is not known.
    func discard(_ context: OpaquePointer) {
        dispose(context)
    }
}
