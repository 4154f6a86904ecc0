/// What was last sent to a path of the hook server.
struct HookCall: Sendable {
    let method: String
    let headers: [(name: String, value: String)]
    let body: [UInt8]
    /// Seconds since 1970.
    let at: Double
    /// How often the path was called so far.
    let count: Int
}
