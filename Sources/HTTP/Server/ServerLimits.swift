/// The time limits and sizes of a server; the defaults are those of Hydra's http.Server.
package struct ServerLimits: Sendable {
    /// From the start of a request to the end of its header fields.
    package var headerTimeout: Duration = .seconds(5)
    /// From the start of a request to the end of its body.
    package var bodyTimeout: Duration = .seconds(5)
    /// From the end of the header fields to the last byte of the answer.
    package var writeTimeout: Duration = .seconds(10)
    /// Between two requests of a connection.
    package var idleTimeout: Duration = .seconds(120)
    /// Bytes of request line and header fields in all (Go: 1 MiB and 4 KiB).
    package var maximumHeaderBytes = 1_052_672

    package init() {}
}
