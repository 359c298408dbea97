// SPDX-License-Identifier: Apache-2.0
#include "CKernels.h"

pk_kernel_set pk_best_kernel_set(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) return PK_AVX512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
      __builtin_cpu_supports("f16c"))
    return PK_AVX2;
#endif
  return PK_PORTABLE;
}
