// SPDX-License-Identifier: Apache-2.0
// The plain product of a matrix of blocks and a vector, once a set (see lanes.h): a piece of a row
// is unpacked in the first cache and multiplied from there.
#include "lanes.h"

PK_PART float PK_NAME(dot)(const float *a, const float *b, size_t count) {
  PK_VECTOR sum[4] = {0};
  size_t i = 0;
  for (; i + 4 * PK_LANES <= count; i += 4 * PK_LANES)
#pragma clang loop unroll(full)
    for (size_t l = 0; l < 4; l++)
      sum[l] = PK_FMA(
          PK_NAME(load)(a + i + l * PK_LANES), PK_NAME(load)(b + i + l * PK_LANES), sum[l]);
  for (; i < count; i += PK_LANES)
    sum[0] = PK_FMA(
        PK_NAME(load_some)(a + i, count - i), PK_NAME(load_some)(b + i, count - i), sum[0]);
  return PK_NAME(sum_lanes)((sum[0] + sum[1]) + (sum[2] + sum[3]));
}

PK_KERNEL void PK_NAME(matvec_plain)(
    pk_block type, const uint8_t *row, size_t rows, size_t columns, const float *x, float *y,
    pk_kernel_set set) {
  enum { PIECE = 1024 };
  float piece[PIECE];
  size_t unit = pk_block_count(type), bytes = pk_block_bytes(type);
  for (size_t r = 0; r < rows; r++, row += columns / unit * bytes) {
    float sum = 0;
    for (size_t c = 0; c < columns; c += PIECE) {
      size_t count = columns - c < PIECE ? columns - c : PIECE;
      const uint8_t *from = row + c / unit * bytes;
      if (type != PK_F32) pk_dequantize_row(type, from, count, piece, set);
      sum += PK_NAME(dot)(type == PK_F32 ? (const float *)from : piece, x + c, count);
    }
    y[r] = sum;
  }
}
