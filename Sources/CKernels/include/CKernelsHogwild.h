// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_CKERNELS_HOGWILD_H
#define PALIMPSEST_CKERNELS_HOGWILD_H

#include <stddef.h>
#include <stdint.h>

#include "CKernelsSets.h"

/// How the item that a user did not choose is drawn.
typedef enum {
  PK_UNIFORM = 0,     ///< every item alike
  PK_POPULARITY = 1,  ///< the item of an interaction drawn at random
} pk_negatives;

/// The tables and data of lock-free BPR training by several threads.
///
/// Rows begin on 64-byte lines and are as many 16-float lines long as the factors need; an item's
/// bias is the first float of one more line. Threads read and write rows without locks (Niu, Recht,
/// Re and Wright, "Hogwild!", 2011, arXiv:1106.5730): a step may use values that another thread is
/// about to replace, or overwrite its change. This benign race is confined to this kernel; with one
/// thread there is none and results are reproducible.
typedef struct {
  float *users;               ///< [users, columns]
  float *items;               ///< [items, columns + 16]
  size_t columns;             ///< padded factors, a multiple of 16
  const int32_t *pairs;       ///< [pair_count, 2] user and item of each interaction
  size_t pair_count;          ///< below 2^32
  size_t item_count;          ///< below 2^31
  const intptr_t *row_offsets;  ///< [users + 1]
  const int32_t *row_items;     ///< [pair_count] ascending in each row
  const void *signatures;     ///< [users] 512-bit lines, as pk_hogwild_sign writes them
  float learning_rate;
  float regularization;
  pk_negatives negatives;
} pk_hogwild;

/// Writes each row's 512-bit signature: the union of two bits an item (a Bloom filter).
void pk_hogwild_sign(
    const intptr_t *row_offsets, const int32_t *row_items, size_t row_count, void *signatures);

/// Makes `draws` draws and a step for each whose other item the user never chose.
///
/// Draws come from SplitMix64 at `seed`; a rejected draw counts. Returns the number of rejections.
size_t pk_hogwild_run(const pk_hogwild *hogwild, uint64_t seed, size_t draws, pk_kernel_set set);

#endif
