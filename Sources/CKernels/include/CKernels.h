// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_CKERNELS_H
#define PALIMPSEST_CKERNELS_H

#include <stddef.h>
#include <stdint.h>

#include "CKernelsBlocks.h"
#include "CKernelsElements.h"
#include "CKernelsGradients.h"
#include "CKernelsHogwild.h"
#include "CKernelsMatrix.h"
#include "CKernelsRanking.h"
#include "CKernelsSets.h"

/// How a sampled pair of items moves a user's preference; see docs/methods.
typedef enum {
  PK_FORWARD = 0,   ///< minimize -ln sigmoid(d): the observed item rises
  PK_NEGATED = 1,   ///< minimize +ln sigmoid(d): the observed item falls, gently where memorized
  PK_SWAPPED = 2,   ///< minimize -ln sigmoid(-d): the observed item falls, strongly where memorized
} pk_objective;

/// Which rows of a sampled triple a step may change; a set of bits.
enum {
  PK_MOVE_USER = 1,
  PK_MOVE_POSITIVE = 2,
  PK_MOVE_NEGATIVE = 4,
};

/// One block of stochastic gradient steps on sampled triples, applied in order.
typedef struct {
  float *users;               ///< [users, stride]; column `width - 1` is the constant 1
  float *items;               ///< [items, stride]; column `width - 1` is the bias
  size_t stride;              ///< floats between rows, a multiple of 16
  size_t width;               ///< meaningful columns
  const int32_t *user;        ///< [count]
  const int32_t *positive;    ///< [count]
  const int32_t *negative;    ///< [count]
  size_t count;
  float learning_rate;
  float regularization;       ///< L2 strength on the rows that move
  float weight;               ///< factor on the loss, not on the regularization
  pk_objective objective;
  unsigned moves;             ///< PK_MOVE_* bits
} pk_bpr_block;

/// Applies a block of BPR steps with the kernels of the given set.
void pk_bpr_apply(const pk_bpr_block *block, pk_kernel_set set);

/// Asks for huge pages under a block that begins on a page; a hint that may be refused.
void pk_advise_huge_pages(void *bytes, size_t count);

/// Tells the processor that a loop waits for another thread.
static inline void pk_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb");
#endif
}

/// Asks for the memory at an address, which will be read soon; a hint that changes nothing else.
static inline void pk_prefetch(const void *address) {
  __builtin_prefetch(address);
}

/// The logistic function, by the polynomial that all kernels share; no libm.
float pk_sigmoid(float x);

#endif
