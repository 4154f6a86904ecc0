/// An object of libcrypto that lives as long as the process and never changes.
///
/// Only its address is kept: a number may be shared between threads, and the library counts the references to such
/// objects with atomic operations.
struct LibCryptoObject: Sendable {
    private let address: UInt

    /// Keeps what `fetch` gives; nothing when it fails.
    init(_ fetch: () -> OpaquePointer?) {
        address = LibCrypto.isReady ? UInt(bitPattern: fetch()) : 0
    }

    /// The object, nil when it could not be fetched.
    var pointer: OpaquePointer? { OpaquePointer(bitPattern: address) }
}
