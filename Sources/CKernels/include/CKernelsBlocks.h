// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_CKERNELS_BLOCKS_H
#define PALIMPSEST_CKERNELS_BLOCKS_H

#include <stddef.h>
#include <stdint.h>

#include "CKernelsSets.h"

/// How the numbers of a row of weights are stored: little-endian, the blocks of GGUF files.
typedef enum {
  PK_F32 = 0,
  PK_F16 = 1,
  PK_BF16 = 2,
  PK_Q8_0 = 3,   ///< 32 signed bytes and a scale
  PK_Q4_0 = 4,   ///< 32 nibbles less 8, and a scale
  PK_Q4_1 = 5,   ///< 32 nibbles, a scale and a minimum
  PK_Q5_0 = 6,   ///< 32 five-bit numbers less 16, and a scale
  PK_Q5_1 = 7,   ///< 32 five-bit numbers, a scale and a minimum
  PK_Q4_K = 8,   ///< 256 nibbles, eight six-bit scales and minima
  PK_Q5_K = 9,   ///< 256 five-bit numbers, eight six-bit scales and minima
  PK_Q6_K = 10,  ///< 256 six-bit numbers less 32, sixteen signed-byte scales
} pk_block;

/// The numbers that one block holds: 1, 32 or 256.
size_t pk_block_count(pk_block type);

/// The bytes of one block.
size_t pk_block_bytes(pk_block type);

/// Writes the numbers of whole blocks; `count` is a multiple of the block's.
///
/// Every set gives the same bits: those of float32 arithmetic without fused operations, scale times
/// integer, then plus or minus the minimum.
void pk_dequantize_row(
    pk_block type, const void *bytes, size_t count, float *out, pk_kernel_set set);

/// Writes y [rows] = W x for weights [rows, columns], each row whole blocks without a gap.
///
/// Scales are applied to sums over a block rather than to each weight, so a result differs from the
/// product with dequantized weights by rounding: at most 1e-5 of the sum of |w x|. The order of a
/// row's sum depends on `columns` and the set alone: threads may share out rows in any way.
void pk_matvec(
    pk_block type, const void *weights, size_t rows, size_t columns, const float *x, float *y,
    pk_kernel_set set);

/// The most columns that pk_matvec and pk_quantize_activations hold at once; a longer row is summed
/// in pieces of this many.
enum { PK_MATVEC_PIECE = 4096 };

/// A vector rounded to signed bytes in blocks of 32; `columns` is a multiple of 32.
typedef struct {
  int8_t *values;   ///< [columns] in -127...127
  float *scales;    ///< [columns / 32] the largest magnitude of a block over 127
  float *sums;      ///< [columns / 32] the scale times the sum of the block's values
  size_t columns;
} pk_activations;

/// Rounds x to the nearest bytes, ties to even; the same bits in every set.
void pk_quantize_activations(const float *x, pk_activations *activations, pk_kernel_set set);

/// Whether pk_matvec_integer takes weights of this type: all but plain floats.
int pk_has_integer_matvec(pk_block type);

/// Writes y [rows] = W x with integer products inside each block; x as pk_quantize_activations
/// left it.
///
/// Rounding x costs about 0.4 % of a block's largest activation at worst, each; the sum inside a
/// block is exact. Rows may be shared out to threads in any way.
void pk_matvec_integer(
    pk_block type, const void *weights, size_t rows, const pk_activations *x, float *y,
    pk_kernel_set set);

#endif
