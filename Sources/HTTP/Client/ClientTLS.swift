import Synchronization

/// The TLS of outgoing connections. The authorities of the system are read when the first one needs them.
final class ClientTLS: Sendable {
    private let context = Mutex<TLSContext?>(nil)

    func shared() throws(HTTPClientError) -> TLSContext {
        let result: Result<TLSContext, ServerError> = context.withLock { context in
            if let context { return .success(context) }
            do throws(ServerError) {
                let made = try TLSContext.client()
                context = made
                return .success(made)
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let context): return context
        case .failure(let error): throw .tls("\(error)")
        }
    }
}
