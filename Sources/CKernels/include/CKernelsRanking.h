// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_CKERNELS_RANKING_H
#define PALIMPSEST_CKERNELS_RANKING_H

#include <stddef.h>
#include <stdint.h>

#include "CKernelsSets.h"

/// Items of one packed panel.
enum { PK_PANEL_ROWS = 32 };

/// The number of floats that the packed panels of `count` rows take.
size_t pk_panel_floats(size_t count, size_t width);

/// Packs rows into panels [ceil(count / 32), width, 32]; rows past the last are zeros.
void pk_pack_panels(const float *rows, size_t count, size_t stride, size_t width, float *panels);

/// Finds the best items of some users among all items.
///
/// A score is the sum over columns, in ascending order and in one accumulator, of the products of
/// the two rows (fused multiply-add in the AVX sets, multiply and add in the portable one): it does
/// not depend on which users are ranked together.
typedef struct {
  const float *users;           ///< users' rows
  size_t user_stride;           ///< floats between users' rows
  size_t width;                 ///< columns that count
  const float *panels;          ///< all items, as pk_pack_panels writes them
  size_t item_count;            ///< items that exist
  const int32_t *user;          ///< [user_count] rows to rank
  size_t user_count;
  const intptr_t *mask_offsets; ///< [users + 1] by row, or null where nothing is masked
  const int32_t *mask_items;    ///< masked items, ascending in each row
  size_t k;                     ///< length of a list, at least 1
} pk_ranking;

/// The number of floats of workspace that pk_rank needs.
size_t pk_rank_workspace_floats(const pk_ranking *ranking);

/// Writes `top` [user_count, k]: items by score descending, ties by lower item, then -1.
///
/// Masked items and scores that are not above minus infinity are never listed. `workspace` begins
/// on a 64-byte line.
void pk_rank(const pk_ranking *ranking, int32_t *top, float *workspace, pk_kernel_set set);

#endif
