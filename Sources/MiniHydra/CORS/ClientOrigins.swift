import HTTP

/// Which client a cross-origin request is of.
enum ClientOrigins {
    /// `allowed_cors_origins` of the client that the form, a Basic header or an active bearer token names.
    static func origins(for request: Request, _ hydra: Hydra) async throws -> [String] {
        if case .fields(let form) = FormBody(request), !form.get("client_id").isEmpty {
            return try hydra.client(id: form.get("client_id"))?.allowedCORSOrigins ?? []
        }
        let header = request.header("Authorization")
        if let basic = BasicCredentials(header) {
            return try hydra.client(id: basic.user)?.allowedCORSOrigins ?? []
        }
        guard let header, header.prefix(7).lowercased() == "bearer " else { return [] }
        return try await hydra.activeAccessToken(String(header.dropFirst(7)))?.client.allowedCORSOrigins ?? []
    }
}
