// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_GEMM_H
#define PALIMPSEST_GEMM_H

#include <stdbool.h>

#include "CKernelsMatrix.h"

// Steps of the blocked product: at most PK_KC of k are summed in registers, an A block of PK_MC
// rows stays in the second cache, PK_NC columns of B are packed at once. PK_MC is a multiple of 4,
// 6 and 12. Of PK_MC 72-240 and PK_NC 512-2048 these were fastest
// on a Zen with 512 KB of second cache.
enum { PK_KC = 384, PK_MC = 72, PK_NC = 1024 };

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

// How much of k is summed at once, depending on k alone: 256 where k is whole 256s, as it is for
// the largest blocks of weights; otherwise as few even blocks of whole 32s as PK_KC allows.
static inline size_t k_step(size_t k) {
  if (k % 256 == 0) return 256;
  size_t blocks = (k + PK_KC - 1) / PK_KC;
  return ((k + blocks - 1) / blocks + 31) / 32 * 32;
}

// Packs `rows` columns of A^T (A lies [k, m]) from column `first` into panels of `height`.
void palimpsest_pack_a(const gemm *g, size_t first, size_t rows, size_t k0, size_t kc,
                       size_t height);
// Packs columns [first, first + columns) of B into panels of `width`.
void palimpsest_pack_b(const gemm *g, size_t first, size_t columns, size_t k0, size_t kc,
                       size_t width, pk_kernel_set set);

#endif
