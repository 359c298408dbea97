// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_TRANSPOSE_H
#define PALIMPSEST_TRANSPOSE_H

#include <stddef.h>
#include <string.h>

typedef float pk_four __attribute__((vector_size(16), aligned(4)));

// Writes four rows as columns: out[c * pitch + r] = rows[r][c] for r below 4 and c below count.
static inline void pk_transpose_four(
    const float *const rows[4], size_t count, float *out, size_t pitch) {
  const float *a = rows[0], *b = rows[1], *c = rows[2], *d = rows[3];
  size_t at = 0;
  for (; at + 4 <= count; at += 4) {
    pk_four w = *(const pk_four *)(a + at), x = *(const pk_four *)(b + at);
    pk_four y = *(const pk_four *)(c + at), z = *(const pk_four *)(d + at);
    pk_four wx0 = __builtin_shufflevector(w, x, 0, 4, 1, 5);
    pk_four wx1 = __builtin_shufflevector(w, x, 2, 6, 3, 7);
    pk_four yz0 = __builtin_shufflevector(y, z, 0, 4, 1, 5);
    pk_four yz1 = __builtin_shufflevector(y, z, 2, 6, 3, 7);
    float *o = out + at * pitch;
    *(pk_four *)o = __builtin_shufflevector(wx0, yz0, 0, 1, 4, 5);
    *(pk_four *)(o + pitch) = __builtin_shufflevector(wx0, yz0, 2, 3, 6, 7);
    *(pk_four *)(o + 2 * pitch) = __builtin_shufflevector(wx1, yz1, 0, 1, 4, 5);
    *(pk_four *)(o + 3 * pitch) = __builtin_shufflevector(wx1, yz1, 2, 3, 6, 7);
  }
  for (; at < count; at++) {
    float *o = out + at * pitch;
    o[0] = a[at];
    o[1] = b[at];
    o[2] = c[at];
    o[3] = d[at];
  }
}

#endif
