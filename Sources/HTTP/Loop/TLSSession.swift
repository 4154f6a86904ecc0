import COpenSSL

/// The TLS of one connection; only its loop touches it.
final class TLSSession {
    private let session: OpaquePointer
    private let context: TLSContext

    init(_ session: OpaquePointer, context: TLSContext) {
        self.session = session
        self.context = context
    }

    deinit {
        SSL_free(session)
    }

    /// Names the server for SNI and verification.
    func expect(host: String, isAddress: Bool, verifies: Bool) -> Bool {
        tls_session_expect(session, host, isAddress ? 1 : 0, verifies ? 1 : 0) == 1
    }

    /// Goes on with the handshake; a client does it before its first byte.
    func shakeHands() -> Transfer {
        ERR_clear_error()
        let result = SSL_do_handshake(session)
        return result == 1 ? .bytes(0) : outcome(result)
    }

    func receive(_ buffer: UnsafeMutableBufferPointer<UInt8>) -> Transfer {
        ERR_clear_error()
        let count = SSL_read(session, buffer.baseAddress, Int32(clamping: buffer.count))
        return count > 0 ? .bytes(Int(count)) : outcome(count)
    }

    func send(_ bytes: UnsafeBufferPointer<UInt8>) -> Transfer {
        ERR_clear_error()
        let count = SSL_write(session, bytes.baseAddress, Int32(clamping: bytes.count))
        return count > 0 ? .bytes(Int(count)) : outcome(count)
    }

    /// Tells the peer that no more comes.
    func close() {
        ERR_clear_error()
        _ = SSL_shutdown(session)
        ERR_clear_error()
    }

    private func outcome(_ result: Int32) -> Transfer {
        switch SSL_get_error(session, result) {
        case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: .wouldBlock
        case SSL_ERROR_ZERO_RETURN: .end
        default: .failed
        }
    }

    /// Why the handshake failed, in Go's words where it has some for it.
    var failure: String {
        let verification = SSL_get_verify_result(session)
        if verification != Int(X509_V_OK) {
            let text = X509_verify_cert_error_string(verification).map { String(cString: $0) } ?? "\(verification)"
            switch Int32(verification) {
            case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH:
                return "failed to verify certificate: x509: certificate is not valid for the host (\(text))"
            case X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_NOT_YET_VALID:
                return "failed to verify certificate: x509: certificate has expired or is not yet valid"
            default:
                return "failed to verify certificate: x509: certificate signed by unknown authority"
            }
        }
        let error = ERR_peek_error()
        guard error != 0, let reason = ERR_reason_error_string(error) else { return "connection closed" }
        return String(cString: reason)
    }
}
