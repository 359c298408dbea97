// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_GEMM_H
#define PALIMPSEST_GEMM_H

#include <stdbool.h>

#include "CKernelsMatrix.h"

// Steps of the blocked product: PK_KC of k are summed in registers, an A block of PK_MC rows stays
// in the second cache, PK_NC columns of B are packed at once. PK_MC is a multiple of 4, 6 and 12,
// PK_KC of every block of weights.
enum { PK_KC = 256, PK_MC = 144, PK_NC = 1024, PK_TILE_FLOATS = 12 * 32 };

// One product. B is either rows of k floats apart [k, n], or blocks [n, k] to be transposed.
typedef struct {
  size_t m, n, k;
  float alpha;
  const float *a;
  size_t lda;
  bool a_is_transposed;  // A lies [k, m]
  const float *b;        // where B lies [k, n]
  size_t ldb;
  const uint8_t *blocks;  // where B lies [n, k]
  size_t block_stride;    // bytes between its rows
  pk_block type;
  bool accumulates;
  float *c;
  size_t ldc;
  float *packed_a, *packed_b, *scratch;
} gemm;

static inline size_t lesser(size_t a, size_t b) { return a < b ? a : b; }

// Packs `rows` columns of A^T (A lies [k, m]) from column `first` into panels of `height`.
void palimpsest_pack_a(const gemm *g, size_t first, size_t rows, size_t k0, size_t kc,
                       size_t height);
// Packs columns [first, first + columns) of B into panels of `width`.
void palimpsest_pack_b(const gemm *g, size_t first, size_t columns, size_t k0, size_t kc,
                       size_t width, pk_kernel_set set);

#endif
