import COpenSSL

/// Certificate and key of a TLS server, or the authorities that a client trusts.
package final class TLSContext: Sendable {
    /// Address of an SSL_CTX; OpenSSL counts its users itself and locks it where needed.
    private let context: UInt
    private let method: UInt
    private let isServer: Bool

    /// A server with a chain of certificates and a private key, both PEM.
    package convenience init(certificateChain: [UInt8], privateKey: [UInt8]) throws(ServerError) {
        try self.init(isServer: true)
        let isGood = tls_context_use(
            context.pointer, certificateChain, Int32(certificateChain.count), privateKey, Int32(privateKey.count))
        guard isGood == 1 else { throw .tls("failed to find any PEM data in certificate input") }
    }

    /// A client that trusts the authorities of the system. Reads files: tens of milliseconds.
    static func client() throws(ServerError) -> TLSContext {
        let client = try TLSContext(isServer: false)
        tls_context_trust_system(client.context.pointer)
        return client
    }

    private init(isServer: Bool) throws(ServerError) {
        guard let context = SSL_CTX_new(isServer ? TLS_server_method() : TLS_client_method()) else {
            throw .tls("no context")
        }
        tls_context_prepare(context, isServer ? 1 : 0)
        guard let method = tls_bio_method_create() else {
            SSL_CTX_free(context)
            throw .tls("no method")
        }
        self.context = UInt(bitPattern: context)
        self.method = UInt(bitPattern: method)
        self.isServer = isServer
    }

    deinit {
        SSL_CTX_free(context.pointer)
        BIO_meth_free(method.pointer)
    }

    /// A session on a connected socket.
    func session(on descriptor: Int32) -> TLSSession? {
        guard let session = tls_session_create(context.pointer, method.pointer, descriptor, isServer ? 1 : 0) else {
            return nil
        }
        return TLSSession(session, context: self)
    }
}

extension UInt {
    fileprivate var pointer: OpaquePointer? { OpaquePointer(bitPattern: self) }
}
