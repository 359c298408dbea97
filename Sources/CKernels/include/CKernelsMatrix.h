// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_CKERNELS_MATRIX_H
#define PALIMPSEST_CKERNELS_MATRIX_H

#include <stddef.h>

#include "CKernelsBlocks.h"
#include "CKernelsSets.h"

/// How a matrix product reads its two factors, which lie row-major.
typedef enum {
  PK_NN = 0,  ///< A [m, k], B [k, n]
  PK_NT = 1,  ///< A [m, k], B [n, k]
  PK_TN = 2,  ///< A [k, m], B [k, n]
} pk_product;

/// The floats of workspace that pk_sgemm and pk_matmat need, whatever the sizes.
size_t pk_sgemm_workspace_floats(void);

/// Adds alpha * A B to C [m, n], or writes it there; row-major, one thread.
///
/// An output is a sum over blocks of at most 384 of k in ascending order, each block one
/// accumulator in ascending order (fused multiply-add in the AVX sets); blocks depend on k alone.
/// So an output depends on its row of A, its column of B, k, alpha and the set alone: not on m, n
/// or its place. A row computed alone has the same bits as among others.
///
/// - `lda`, `ldb`, `ldc`: floats between rows as they lie.
/// - `accumulates`: whether C is added to (beta 1); otherwise C is written and never read (beta 0).
/// - `workspace`: pk_sgemm_workspace_floats floats on a 64-byte line, used by one call at a time.
void pk_sgemm(
    pk_product product, size_t m, size_t n, size_t k, float alpha, const float *a, size_t lda,
    const float *b, size_t ldb, int accumulates, float *c, size_t ldc, float *workspace,
    pk_kernel_set set);

/// Writes Y [batch, rows] = X W^T for weights [rows, columns] in blocks and X [batch, columns].
///
/// Weights are unpacked a tile at a time: a result has the bits that pk_sgemm gives in its PK_NT
/// form on the dequantized weights, so a row of Y does not depend on the batch.
///
/// - `ldx`, `ldy`: floats between rows of X and of Y.
/// - `accumulates`, `workspace`: as in pk_sgemm.
void pk_matmat(
    pk_block type, const void *weights, size_t rows, size_t columns, const float *x, size_t ldx,
    size_t batch, int accumulates, float *y, size_t ldy, float *workspace, pk_kernel_set set);

#endif
