import CPoll
import Synchronization

/// An HTTP/1.1 server on the loops of a group.
package final class HTTPServer: Sendable {
    private let group: EventLoopGroup
    private let listeners: [Listener]
    /// The port it listens at; 0 for a socket file.
    package let port: Int

    /// Binds and listens before it returns; connections are accepted when the group runs.
    /// - Throws: why not, as Go's net.Listen says it.
    package init(
        group: EventLoopGroup, address: ListenAddress, limits: ServerLimits = ServerLimits(),
        handler: any RequestHandler, tls: TLSContext? = nil
    ) throws(ServerError) {
        let binding = try Binding(address, count: group.loops.count)
        self.group = group
        listeners = binding.listeners
        port = binding.port
        let isTCP = if case .tcp = address { true } else { false }
        let settings = ServerSettings(handler: handler, limits: limits, tls: tls, isTCP: isTCP)
        var copies: [Int32] = []
        do throws(ServerError) {
            // A socket file has one listener that all loops share.
            for index in group.loops.indices { copies.append(try listeners[index % listeners.count].duplicate()) }
        } catch {
            for copy in copies { cpoll_close(copy) }
            throw error
        }
        for (index, loop) in group.loops.enumerated() {
            let listener = listeners[index % listeners.count]
            let descriptor = copies[index]
            loop.post { $0.add(listener, descriptor: descriptor, settings: settings) }
        }
    }

    /// Stops accepting at once, closes idle connections and waits for open requests.
    /// - Parameter gracePeriod: after it what is still open is cut.
    /// - Returns: false when something had to be cut.
    package func stop(gracePeriod: Duration = .seconds(5)) async -> Bool {
        for listener in listeners { listener.close() }
        guard group.isRunning else { return true }
        let pairs = group.loops.enumerated().map { ($0.element, listeners[$0.offset % listeners.count]) }
        for (loop, listener) in pairs { await loop.beginDraining(listener) }
        for (loop, listener) in pairs { await loop.closeIdleConnections(of: listener) }
        let start = ContinuousClock.now
        var isClean = true
        for (loop, listener) in pairs {
            let rest = max(.zero, gracePeriod - (ContinuousClock.now - start))
            if await !loop.finishDraining(listener, gracePeriod: rest) { isClean = false }
        }
        return isClean
    }
}
