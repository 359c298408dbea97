// SPDX-License-Identifier: Apache-2.0
#include "matvec.h"

#define PK_LANES 4
#include "matvec_lanes.h"
#if defined(__x86_64__)
#undef PK_LANES
#define PK_LANES 8
#include "matvec_lanes.h"
#undef PK_LANES
#define PK_LANES 16
#include "matvec_lanes.h"

// Rows of any length by pieces that the kernels hold at once; y is the sum over them, in order.
static void matvec_in_pieces(
    pk_block type, const uint8_t *weights, size_t rows, size_t columns, const float *x, float *y) {
  size_t unit = pk_block_count(type), bytes = pk_block_bytes(type);
  memset(y, 0, rows * sizeof *y);
  for (size_t c = 0; c < columns; c += PK_MATVEC_PIECE) {
    size_t count = columns - c < PK_MATVEC_PIECE ? columns - c : PK_MATVEC_PIECE;
    palimpsest_matvec_fused(
        type, weights + c / unit * bytes, columns / unit * bytes, rows, count, x + c, y);
  }
}
#endif

void pk_matvec(
    pk_block type, const void *weights, size_t rows, size_t columns, const float *x, float *y,
    pk_kernel_set set) {
#if defined(__x86_64__)
  if (set != PK_PORTABLE && palimpsest_has_fused_matvec(type)) {
    matvec_in_pieces(type, weights, rows, columns, x, y);
    return;
  }
  if (set == PK_AVX512) {
    matvec_plain_avx512(type, weights, rows, columns, x, y, set);
    return;
  }
  if (set == PK_AVX2) {
    matvec_plain_avx2(type, weights, rows, columns, x, y, set);
    return;
  }
#endif
  matvec_plain_portable(type, weights, rows, columns, x, y, set);
}
