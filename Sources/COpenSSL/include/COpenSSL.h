#pragma once
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/params.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include "random.h"
#include "tls.h"

// Macros that Swift can not see.
enum {
    COPENSSL_PUBLIC_KEY = EVP_PKEY_PUBLIC_KEY,
    COPENSSL_KEY_PAIR = EVP_PKEY_KEYPAIR,
};
