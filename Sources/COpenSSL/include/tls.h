#pragma once
// TLS on non-blocking sockets: what OpenSSL has as macros, and a BIO that never raises SIGPIPE.
#include <errno.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <stdint.h>
#include <string.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static inline int tls_bio_write(BIO *bio, const char *bytes, int count) {
    int done = (int)send((int)(intptr_t)BIO_get_data(bio), bytes, (size_t)count, MSG_NOSIGNAL);
    BIO_clear_retry_flags(bio);
    if (done < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_write(bio);
    return done;
}

static inline int tls_bio_read(BIO *bio, char *bytes, int count) {
    int done = (int)recv((int)(intptr_t)BIO_get_data(bio), bytes, (size_t)count, 0);
    BIO_clear_retry_flags(bio);
    if (done < 0 && (errno == EAGAIN || errno == EINTR)) BIO_set_retry_read(bio);
    if (done == 0) BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
    return done;
}

static inline long tls_bio_control(BIO *bio, int command, long number, void *pointer) {
    (void)number;
    (void)pointer;
    if (command == BIO_CTRL_EOF) return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0;
    return command == BIO_CTRL_FLUSH;
}

static inline BIO_METHOD *tls_bio_method_create(void) {
    BIO_METHOD *method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket");
    if (method) {
        BIO_meth_set_write(method, tls_bio_write);
        BIO_meth_set_read(method, tls_bio_read);
        BIO_meth_set_ctrl(method, tls_bio_control);
    }
    return method;
}

// A session on a socket, of a client or a server; NULL when there is no memory.
static inline SSL *tls_session_create(SSL_CTX *context, BIO_METHOD *method, int descriptor, int server) {
    SSL *session = SSL_new(context);
    if (!session) return 0;
    BIO *bio = BIO_new(method);
    if (!bio) {
        SSL_free(session);
        return 0;
    }
    BIO_set_data(bio, (void *)(intptr_t)descriptor);
    BIO_set_init(bio, 1);
    SSL_set_bio(session, bio, bio);
    if (server) SSL_set_accept_state(session);
    else SSL_set_connect_state(session);
    return session;
}

static inline int tls_refuse_other_protocols(
    SSL *session, const unsigned char **out, unsigned char *length, const unsigned char *in, unsigned int count,
    void *argument) {
    (void)session;
    (void)argument;
    static const unsigned char wanted[] = "\x08http/1.1";
    unsigned char *chosen = 0;
    if (SSL_select_next_proto(&chosen, length, wanted, 9, in, count) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

static inline void tls_context_prepare(SSL_CTX *context, int server) {
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER
                                  | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_IGNORE_UNEXPECTED_EOF);
    if (server) SSL_CTX_set_alpn_select_cb(context, tls_refuse_other_protocols, 0);
}

// Names the server that a client wants (SNI) and, when `verifies`, must find in its certificate.
static inline int tls_session_expect(SSL *session, const char *host, int is_address, int verifies) {
    if (!is_address && SSL_set_tlsext_host_name(session, host) != 1) return 0;
    if (!verifies) {
        SSL_set_verify(session, SSL_VERIFY_NONE, 0);
        return 1;
    }
    SSL_set_verify(session, SSL_VERIFY_PEER, 0);
    if (is_address) return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host);
    SSL_set_hostflags(session, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return SSL_set1_host(session, host);
}

// 1 when the certificate of PEM bytes, and those behind it, are now the chain of the context.
static inline int tls_context_use(
    SSL_CTX *context, const void *chain, int chain_length, const void *key, int key_length) {
    int good = 0;
    BIO *chain_bio = BIO_new_mem_buf(chain, chain_length);
    BIO *key_bio = BIO_new_mem_buf(key, key_length);
    X509 *leaf = chain_bio ? PEM_read_bio_X509_AUX(chain_bio, 0, 0, 0) : 0;
    EVP_PKEY *private_key = key_bio ? PEM_read_bio_PrivateKey(key_bio, 0, 0, 0) : 0;
    if (leaf && private_key && SSL_CTX_use_certificate(context, leaf) == 1
        && SSL_CTX_use_PrivateKey(context, private_key) == 1) {
        good = 1;
        X509 *next;
        while ((next = PEM_read_bio_X509(chain_bio, 0, 0, 0)))
            if (SSL_CTX_add0_chain_cert(context, next) != 1) X509_free(next);
    }
    X509_free(leaf);
    EVP_PKEY_free(private_key);
    BIO_free(chain_bio);
    BIO_free(key_bio);
    ERR_clear_error();
    return good;
}

// Trusts the authorities of the system: where OpenSSL looks for them, else where Go does.
static inline void tls_context_trust_system(SSL_CTX *context) {
    static const char *const bundles[] = {
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/pki/tls/cacert.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem",
    };
    SSL_CTX_set_default_verify_paths(context);
    if (getenv(X509_get_default_cert_file_env()) || getenv(X509_get_default_cert_dir_env())) return;
    if (access(X509_get_default_cert_file(), R_OK) == 0 || access(X509_get_default_cert_dir(), R_OK) == 0) return;
    for (size_t i = 0; i < sizeof bundles / sizeof *bundles; i++)
        if (access(bundles[i], R_OK) == 0 && SSL_CTX_load_verify_file(context, bundles[i]) == 1) return;
}
