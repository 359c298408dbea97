// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_CKERNELS_SETS_H
#define PALIMPSEST_CKERNELS_SETS_H

/// Instruction sets a kernel may be compiled for. Results are reproducible within one set.
typedef enum {
  PK_PORTABLE = 0,
  PK_AVX2 = 1,
  PK_AVX512 = 2,
} pk_kernel_set;

/// The widest set that this processor runs.
pk_kernel_set pk_best_kernel_set(void);

#endif
