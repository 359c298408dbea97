// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_CZLIB_H
#define PALIMPSEST_CZLIB_H

#include <zlib.h>

// `inflateInit2` is a macro that passes the header's version, so Swift cannot call it directly.
static inline int palimpsest_inflate_raw_init(z_stream *stream) {
  return inflateInit2(stream, -MAX_WBITS);
}

// The macro `deflateInit2` likewise; 16 more than the window's bits asks for gzip members.
static inline int palimpsest_gzip_deflate_init(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int palimpsest_gzip_inflate_init(z_stream *stream) {
  return inflateInit2(stream, MAX_WBITS + 16);
}

#endif
