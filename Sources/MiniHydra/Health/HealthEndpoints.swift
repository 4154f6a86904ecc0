import GoText
import HTTP

/// `/health/alive`, `/health/ready` and `/version`.
package enum HealthEndpoints {
    /// The Hydra release whose answers this server gives.
    package static let hydraVersion = "v26.2.0"

    package static func alive(_ call: Call, _ hydra: Hydra) async throws -> Response {
        .admin(["status": "ok"])
    }

    /// 503 where the database does not answer.
    package static func ready(_ call: Call, _ hydra: Hydra) async throws -> Response {
        do {
            try hydra.store.check()
        } catch {
            return .admin(["errors": ["database": .string("\(error)")]], status: 503)
        }
        return .admin(["status": "ok"])
    }

    package static func version(_ call: Call, _ hydra: Hydra) async throws -> Response {
        .admin(["version": .string(hydraVersion)])
    }
}
