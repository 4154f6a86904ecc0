import GoText
import HTTP
import JOSE
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A whole server: both ports, their state, keys and clock.
///
/// ```swift
/// let hydra = try await MiniHydra.start(configuration: "strategies: {access_token: jwt}")
/// // POST \(hydra.adminURL)/admin/clients …
/// await hydra.stop()
/// ```
///
/// Any number of servers can run in one process, each with its own configuration, store, keys and clock.
public final class MiniHydra: Sendable {
    /// Where the public port answers, such as `http://localhost:4444`; empty where it is not served.
    public let publicURL: String
    /// Where the admin port answers, such as `http://localhost:4445`; empty where it is not served.
    public let adminURL: String

    package let hydra: Hydra
    private let loops: EventLoopGroup
    private let servers: [HTTPServer]

    /// Opens the state, binds the ports and prepares everything; nothing is answered before the loops run.
    package init(configuration: Configuration, options: ServerOptions) throws(StartError) {
        let clock = options.clock ?? SystemClock()
        let random = options.random ?? SystemRandomSource()
        let log = Logger(settings: configuration.log, clock: clock, write: options.writeLog ?? Logger.toStandardError)
        if case .external(let dsn) = configuration.dataSource {
            let scheme = dsn.prefix { $0 != ":" }
            log.log(.warn, "The DSN names a \(scheme) database; everything is kept in memory and lost at the end.")
        }
        for (name, hook) in [
            ("token_hook", configuration.oauth2.tokenHook),
            ("refresh_token_hook", configuration.oauth2.refreshTokenHook),
        ] where hook != nil {
            log.log(.warn, "The setting oauth2.\(name) has no effect yet: no hook is called.")
        }
        let store: Store
        do { store = try Store(configuration.dataSource) } catch { throw .store(error) }
        let loops: EventLoopGroup
        do { loops = try EventLoopGroup(threads: options.threads ?? Self.cores) } catch { throw .system(error) }

        let publicPort =
            options.servesPublic
            ? try Self.bind("public", configuration.publicListener, port: options.publicPort, loops, log) : nil
        let adminPort =
            options.servesAdmin
            ? try Self.bind("admin", configuration.adminListener, port: options.adminPort, loops, log) : nil
        publicURL = publicPort?.url ?? ""
        adminURL = adminPort?.url ?? ""
        servers = [publicPort?.server, adminPort?.server].compactMap { $0 }
        self.loops = loops

        var configuration = configuration
        if options.issuerFollowsPort, !publicURL.isEmpty { configuration.urls.move(to: publicURL) }
        let usesPublishedKeys = configuration.isDevelopment && !options.freshKeys
        hydra = Hydra(
            configuration: configuration, store: store,
            keys: SigningKeys(
                store: store, source: usesPublishedKeys ? .published : .fresh, loops: loops, random: random),
            clock: clock, random: random, loops: loops, log: log, profile: options.profile)
        publicPort?.handler.install(Pipeline(port: .publicPort, hydra: hydra))
        adminPort?.handler.install(Pipeline(port: .adminPort, hydra: hydra))
    }

    private struct BoundPort {
        let server: HTTPServer
        let handler: InstalledPipeline
        let url: String
    }

    private static func bind(
        _ name: String, _ listener: Configuration.Listener, port: Int?, _ loops: EventLoopGroup, _ log: Logger
    ) throws(StartError) -> BoundPort {
        var listener = listener
        if let port { listener.port = port }
        let handler = InstalledPipeline()
        do {
            let server = try HTTPServer(
                group: loops, address: listener.address, limits: ServerLimits(), handler: handler)
            log.log(.info, "Setting up http server on \(place(of: listener, port: server.port))")
            log.log(
                .warn,
                "HTTPS is disabled. Please ensure that your proxy is configured to provide HTTPS, and that it redirects "
                    + "HTTP to HTTPS.")
            return BoundPort(server: server, handler: handler, url: url(of: listener, port: server.port))
        } catch {
            throw .listener(
                error, advice: ListenerAdvice(error, port: name, listener: listener, portIsGiven: port != nil).text)
        }
    }

    private static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Starts a server within this process.
    ///
    /// - Parameters:
    ///   - configuration: a `hydra.yml`; what it leaves out is as `serve all --dev` with `dsn: memory` has it, with a
    ///     system secret and an issuer that fits the port.
    ///   - options: profile, threads (one unless said otherwise), ports (free ones unless said otherwise).
    /// - Throws: ``StartError`` where the configuration is refused or a port is taken.
    public static func start(
        configuration: String = "", options: ServerOptions = ServerOptions()
    ) async throws -> MiniHydra {
        let loaded: Configuration
        do { loaded = try Configuration.loadInProcess(configuration) } catch { throw StartError.configuration(error) }
        var options = options
        options.publicPort = options.publicPort ?? 0
        options.adminPort = options.adminPort ?? 0
        options.threads = options.threads ?? 1
        let listener = loaded.publicListener
        options.issuerFollowsPort = loaded.urls.issuer == "http://\(listener.host):\(listener.port)/"
        let server = try MiniHydra(configuration: loaded, options: options)
        do {
            try server.loops.start()
        } catch {
            await server.loops.stop()
            throw StartError.system(error)
        }
        server.prepareKeys()
        return server
    }

    /// Runs the loops, one of them on this thread, until ``stop()``.
    package func runOnCurrentThread() throws(StartError) {
        do {
            try loops.startRunningOnCurrentThread(whenStarted: prepareKeys)
        } catch {
            throw .system(error)
        }
    }

    private func prepareKeys() {
        hydra.keys.prepare(signsSoon: hydra.configuration.strategies.accessToken == .jwt)
    }

    /// Stops: no new connections, up to 5 s for the requests that are being answered.
    public func stop() async {
        _ = await stop(gracePeriod: .seconds(5))
    }

    /// As ``stop()``; false where a request had to be cut.
    package func stop(gracePeriod: Duration) async -> Bool {
        var isClean = true
        for server in servers where await !server.stop(gracePeriod: gracePeriod) { isClean = false }
        await loops.stop()
        hydra.store.close()
        return isClean
    }

    private static func url(of listener: Configuration.Listener, port: Int) -> String {
        if listener.host.hasPrefix("unix:") { return listener.host }
        let isAny = ["", "0.0.0.0", "::"].contains(listener.host)
        let host = isAny ? "localhost" : listener.host.contains(":") ? "[\(listener.host)]" : listener.host
        return "http://\(host):\(port)"
    }

    private static func place(of listener: Configuration.Listener, port: Int) -> String {
        listener.host.hasPrefix("unix:") ? listener.host : "\(listener.host):\(port)"
    }
}

/// The pipeline of a port that is bound before its server is whole: the issuer may depend on the port.
private final class InstalledPipeline: RequestHandler {
    private let pipeline = Mutex<Pipeline?>(nil)

    func install(_ pipeline: Pipeline) { self.pipeline.withLock { $0 = pipeline } }

    func maximumBodySize(method: String, path: String) -> Int? {
        guard let pipeline = pipeline.withLock({ $0 }) else { return 0 }
        return pipeline.maximumBodySize(method: method, path: path)
    }

    func respond(to request: Request) async -> Response {
        guard let pipeline = pipeline.withLock({ $0 }) else { return .empty(status: 503) }
        return await pipeline.respond(to: request)
    }
}

extension Configuration.URLs {
    /// Puts the issuer, the public URL and the fallback pages below another address.
    fileprivate mutating func move(to address: String) {
        let old = publicURL
        let moved = { (url: String) in url.hasPrefix(old) ? address + url.dropFirst(old.count) : url }
        login = moved(login)
        registration = moved(registration)
        consent = moved(consent)
        logout = moved(logout)
        error = moved(error)
        postLogoutRedirect = moved(postLogoutRedirect)
        deviceVerification = moved(deviceVerification)
        deviceSuccess = moved(deviceSuccess)
        issuer = address
        publicURL = address
    }
}
