import GoText
import HTTP
import JOSE

/// What happens to every request of a port before and after its endpoint.
package struct Pipeline: RequestHandler {
    package enum Port: Sendable { case publicPort, adminPort }

    private let port: Port
    private let table: RouteTable
    private let hydra: Hydra
    private let requestLog: RequestLog
    private let cors: CORSFilter?

    package init(port: Port, hydra: Hydra) {
        self.port = port
        self.hydra = hydra
        switch port {
        case .publicPort: table = RouteTable(Routes.publicPort)
        case .adminPort:
            table = RouteTable(
                Routes.adminPort + Routes.mock + (hydra.profile == .openchami ? Routes.openCHAMIAdminPort : []))
        }
        let listener = port == .publicPort ? hydra.configuration.publicListener : hydra.configuration.adminListener
        cors = CORSFilter(listener.cors)
        requestLog = RequestLog(log: hydra.log, hidesHealth: listener.hidesHealthInLog)
    }

    package func maximumBodySize(method: String, path: String) -> Int? {
        guard case .route(let route, _) = table.match(method: method, path: routePath(path)) else { return 0 }
        return route.maximumBodySize
    }

    package func respond(to request: Request) async -> Response {
        let path = routePath(request.path)
        guard requestLog.isEnabled else { return await answer(request, path) }
        let started = hydra.clock.now()
        requestLog.started(request, path: path)
        let response = await answer(request, path)
        requestLog.completed(request, path: path, response, took: hydra.clock.now().since(started))
        return response
    }

    private func answer(_ request: Request, _ path: String) async -> Response {
        if let preflight = cors?.preflight(request) { return preflight }
        var response = await route(request, path)
        cors?.decorate(&response, for: request)
        if let cors, Routes.knowsClientOrigins(path, on: port) {
            let origins = cors.needsClient(request) ? (try? await ClientOrigins.origins(for: request, hydra)) : nil
            cors.decorate(&response, for: request, clientOrigins: origins ?? [])
        }
        if request.method == "GET" && !response.headers.contains("Cache-Control") {
            response.headers.add(name: "Cache-Control", value: "private, no-cache, no-store, must-revalidate")
        }
        return response
    }

    /// The path that is looked up: without one slash at its end, and on the admin port with `/admin` in front of all but
    /// `/mock/…`.
    private func routePath(_ raw: String) -> String {
        var path = raw
        if path.hasSuffix("/") { path.removeLast() }
        // Whatever begins with these letters gets nothing in front, `/administration` too.
        guard port == .adminPort, !path.hasPrefix("/admin") else { return path }
        // What gets it is decoded for that, and an escaped slash becomes a real one.
        path = GoPath.unescapingSlashes(path)
        let clean = GoPath.cleanKeepingSlash("/admin" + path)
        // This server's own powers stand beside Hydra's API, not within it.
        return clean.hasPrefix("/admin/mock/") ? String(clean.dropFirst("/admin".count)) : clean
    }

    private func route(_ request: Request, _ path: String) async -> Response {
        let clean = GoPath.cleanKeepingSlash(path)
        if clean != path { return redirectToCleanPath(clean, request) }
        switch table.match(method: request.method, path: path) {
        case .route(let route, let parameters):
            return await run(route, Call(request: request, path: path, parameters: parameters))
        case .otherMethods(let methods) where port == .adminPort:
            var response = Response.plainText("Method Not Allowed", status: 405)
            response.headers.add(name: "Allow", value: methods.joined(separator: ", "))
            return response
        case .otherMethods:
            // There is no 405 on the public port.
            return NotFoundPage.respond(to: request)
        case .unknown:
            if port == .publicPort || path == "/admin" { return NotFoundPage.respond(to: request) }
            return .plainText("404 page not found", status: 404)
        }
    }

    private func redirectToCleanPath(_ path: String, _ request: Request) -> Response {
        var location = path.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%25")
        if let query = request.query, !query.isEmpty { location += "?" + query }
        return .redirect(location, status: 307, reason: "Temporary Redirect", for: request)
    }

    private func run(_ route: Route, _ call: Call) async -> Response {
        do {
            if route.needsSystemSecret && hydra.configuration.secrets.system.isEmpty {
                hydra.log.log(
                    .error,
                    "The system secret is not configured. Please provide one in the configuration file or environment "
                        + "variables.")
                throw AdminError.unrecognizable
            }
            return try await route.endpoint(call, hydra)
        } catch let error as OAuthError where route.writer == .oauth {
            requestLog.failed(call.request, path: call.path, error)
            return .oauth(error, showingDebug: hydra.configuration.oauth2.exposesInternalErrors)
        } catch let error as OAuthError {
            return failed(call, AdminError(error))
        } catch let error as AdminError {
            return failed(call, error)
        } catch {
            return unexpected(error, route, call)
        }
    }

    private func failed(_ call: Call, _ error: AdminError) -> Response {
        requestLog.failed(call.request, path: call.path, error)
        return .admin(error)
    }

    /// A fault of the machine or of a library: the client learns no more than that there was one.
    private func unexpected(_ error: any Error, _ route: Route, _ call: Call) -> Response {
        hydra.log.log(.error, "An error occurred while handling a request", ["error": ["message": .string("\(error)")]])
        switch route.writer {
        case .admin: return .admin(.unrecognizable)
        case .oauth:
            return .oauth(
                .unrecognizable.debug("\(error)"), showingDebug: hydra.configuration.oauth2.exposesInternalErrors)
        }
    }
}
