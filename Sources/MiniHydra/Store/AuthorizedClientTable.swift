extension Database {
    /// Keeps what the profile `openchami` knows of a client: not authorized, and the `state` of its registration.
    package mutating func recordRegistration(clientID: String, state: String?) throws(StoreError) {
        try run(
            "INSERT OR REPLACE INTO authorized_client (client_id, state, is_authorized) VALUES (?, ?, 0)",
            .text(clientID), state.map(SQLValue.text) ?? .null)
    }

    /// The client may have tokens from now on.
    package mutating func setAuthorized(clientID: String) throws(StoreError) {
        try run(
            """
            INSERT INTO authorized_client (client_id, is_authorized) VALUES (?, 1)
            ON CONFLICT (client_id) DO UPDATE SET is_authorized = 1
            """, .text(clientID))
    }

    /// Whether the client may have tokens.
    package mutating func isAuthorized(clientID: String) throws(StoreError) -> Bool {
        try first("SELECT is_authorized FROM authorized_client WHERE client_id = ?", .text(clientID)) {
            $0.integer(0) == 1
        } ?? false
    }

    /// The `state` that the client was registered with.
    package mutating func registeredState(clientID: String) throws(StoreError) -> String? {
        try first("SELECT state FROM authorized_client WHERE client_id = ?", .text(clientID)) {
            $0.isNull(0) ? nil : $0.text(0)
        } ?? nil
    }
}
