// SPDX-License-Identifier: Apache-2.0
// The matrix product of one kernel set; see lanes.h. A tile of C is PK_TALL rows by two vectors.
#include "lanes.h"

#undef PK_TALL
#undef PK_WIDE
#define PK_TALL (PK_LANES == 4 ? 4 : PK_LANES == 8 ? 6 : 12)
#define PK_WIDE (2 * PK_LANES)

// One block of k for `rows` rows: each sum in one accumulator, ascending.
PK_PART void PK_NAME(sum_tile)(
    const float *a, const float *b, size_t kc, size_t rows, float *c, size_t ldc, float alpha,
    bool adds) {
  PK_VECTOR sum[PK_TALL][2];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < rows; i++) {
    sum[i][0] = sum[i][1] = (PK_VECTOR){0};
    __builtin_prefetch(c + i * ldc, 1);
  }
  for (size_t p = 0; p < kc; p++, a += PK_TALL, b += PK_WIDE) {
    PK_VECTOR low = PK_NAME(load)(b), high = PK_NAME(load)(b + PK_LANES);
#pragma clang loop unroll(full)
    for (size_t i = 0; i < rows; i++) {
      PK_VECTOR x = PK_NAME(all)(a[i]);
      sum[i][0] = PK_FMA(x, low, sum[i][0]);
      sum[i][1] = PK_FMA(x, high, sum[i][1]);
    }
  }
#pragma clang loop unroll(full)
  for (size_t i = 0; i < rows; i++) {
    float *row = c + i * ldc;
    PK_VECTOR low = alpha * sum[i][0], high = alpha * sum[i][1];
    PK_NAME(store)(row, adds ? PK_NAME(load)(row) + low : low);
    PK_NAME(store)(row + PK_LANES, adds ? PK_NAME(load)(row + PK_LANES) + high : high);
  }
}

// A tile of fewer rows takes the smallest body that holds them; rows of the panel past them are 0.
PK_KERNEL void PK_NAME(tile)(
    const float *a, const float *b, size_t kc, size_t rows, float *c, size_t ldc, float alpha,
    bool adds) {
  if (rows <= 1) PK_NAME(sum_tile)(a, b, kc, 1, c, ldc, alpha, adds);
  else if (rows <= 2) PK_NAME(sum_tile)(a, b, kc, 2, c, ldc, alpha, adds);
  else if (rows <= 4) PK_NAME(sum_tile)(a, b, kc, 4, c, ldc, alpha, adds);
  else if (rows <= 6 && PK_TALL > 4)
    PK_NAME(sum_tile)(a, b, kc, PK_TALL > 4 ? 6 : 4, c, ldc, alpha, adds);
  else PK_NAME(sum_tile)(a, b, kc, PK_TALL, c, ldc, alpha, adds);
}

// A tile at the edge of C is computed beside it and its part that exists is copied.
PK_KERNEL void PK_NAME(edge)(
    const float *a, const float *b, size_t kc, size_t rows, size_t columns, float *c, size_t ldc,
    float alpha, bool adds) {
  float beside[PK_TALL * PK_WIDE] = {0};
  if (adds)
    for (size_t i = 0; i < rows; i++)
      memcpy(beside + i * PK_WIDE, c + i * ldc, columns * sizeof *c);
  PK_NAME(tile)(a, b, kc, rows, beside, PK_WIDE, alpha, adds);
  for (size_t i = 0; i < rows; i++)
    memcpy(c + i * ldc, beside + i * PK_WIDE, columns * sizeof *c);
}

PK_KERNEL void PK_NAME(multiply_block)(
    const gemm *g, size_t row, size_t rows, size_t column, size_t columns, size_t kc, bool adds) {
  for (size_t j = 0; j < columns; j += PK_WIDE) {
    const float *b = g->packed_b + j * kc;
    size_t wide = lesser(PK_WIDE, columns - j);
    for (size_t i = 0; i < rows; i += PK_TALL) {
      const float *a = g->packed_a + i * kc;
      float *c = g->c + (row + i) * g->ldc + column + j;
      size_t tall = lesser(PK_TALL, rows - i);
      bool is_whole = wide == PK_WIDE && (tall <= 2 || tall == 4 || tall == 6 || tall == PK_TALL);
      if (is_whole) PK_NAME(tile)(a, b, kc, tall, c, g->ldc, g->alpha, adds);
      else PK_NAME(edge)(a, b, kc, tall, wide, c, g->ldc, g->alpha, adds);
    }
  }
}

PK_KERNEL void PK_NAME(multiply)(const gemm *g, pk_kernel_set set) {
  size_t step = k_step(g->k);
  for (size_t column = 0; column < g->n; column += PK_NC) {
    size_t columns = lesser(PK_NC, g->n - column);
    for (size_t k0 = 0; k0 < g->k; k0 += step) {
      size_t kc = lesser(step, g->k - k0);
      palimpsest_pack_b(g, column, columns, k0, kc, PK_WIDE, set);
      for (size_t row = 0; row < g->m; row += PK_MC) {
        size_t rows = lesser(PK_MC, g->m - row);
        palimpsest_pack_a(g, row, rows, k0, kc, PK_TALL);
        PK_NAME(multiply_block)(g, row, rows, column, columns, kc, g->accumulates || k0 > 0);
      }
    }
  }
}
