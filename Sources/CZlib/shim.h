// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_CZLIB_H
#define PALIMPSEST_CZLIB_H

#include <zlib.h>

// `inflateInit2` is a macro that passes the header's version, so Swift cannot call it directly.
static inline int palimpsest_inflate_raw_init(z_stream *stream) {
  return inflateInit2(stream, -MAX_WBITS);
}

#endif
