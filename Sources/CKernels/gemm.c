// SPDX-License-Identifier: Apache-2.0
#include "gemm.h"

#define PK_LANES 4
#include "gemm_lanes.h"
#if defined(__x86_64__)
#undef PK_LANES
#define PK_LANES 8
#include "gemm_lanes.h"
#undef PK_LANES
#define PK_LANES 16
#include "gemm_lanes.h"
#endif

enum { PACKED_A = PK_MC * PK_KC, PACKED_B = PK_NC * PK_KC, SCRATCH = 32 * PK_KC };

size_t pk_sgemm_workspace_floats(void) { return PACKED_A + PACKED_B + SCRATCH; }

static void run(gemm *g, float *workspace, pk_kernel_set set) {
  g->packed_a = workspace;
  g->packed_b = workspace + PACKED_A;
  g->scratch = workspace + PACKED_A + PACKED_B;
  if (g->k == 0 && !g->accumulates)
    for (size_t i = 0; i < g->m; i++) memset(g->c + i * g->ldc, 0, g->n * sizeof *g->c);
#if defined(__x86_64__)
  if (set == PK_AVX512) {
    multiply_avx512(g, set);
    return;
  }
  if (set == PK_AVX2) {
    multiply_avx2(g, set);
    return;
  }
#endif
  multiply_portable(g, set);
}

void pk_sgemm(
    pk_product product, size_t m, size_t n, size_t k, float alpha, const float *a, size_t lda,
    const float *b, size_t ldb, int accumulates, float *c, size_t ldc, float *workspace,
    pk_kernel_set set) {
  gemm g = {
      .m = m, .n = n, .k = k, .alpha = alpha, .a = a, .lda = lda,
      .a_is_transposed = product == PK_TN, .accumulates = accumulates != 0, .c = c, .ldc = ldc};
  if (product == PK_NT) {
    g.blocks = (const uint8_t *)b;
    g.block_stride = ldb * sizeof(float);
    g.type = PK_F32;
  } else {
    g.b = b;
    g.ldb = ldb;
  }
  run(&g, workspace, set);
}

void pk_matmat(
    pk_block type, const void *weights, size_t rows, size_t columns, const float *x, size_t ldx,
    size_t batch, int accumulates, float *y, size_t ldy, float *workspace, pk_kernel_set set) {
  gemm g = {
      .m = batch, .n = rows, .k = columns, .alpha = 1, .a = x, .lda = ldx, .blocks = weights,
      .block_stride = columns / pk_block_count(type) * pk_block_bytes(type), .type = type,
      .accumulates = accumulates != 0, .c = y, .ldc = ldy};
  run(&g, workspace, set);
}
