// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_COPENSSL_H
#define PALIMPSEST_COPENSSL_H

#include <openssl/evp.h>
#include <openssl/hmac.h>

#endif
