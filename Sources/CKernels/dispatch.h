// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_DISPATCH_H
#define PALIMPSEST_DISPATCH_H

#include "CKernelsSets.h"

// Calls NAME_avx512, NAME_avx2 or NAME_portable with the arguments, and returns what it returns.
#if defined(__x86_64__)
#define PALIMPSEST_DISPATCH(SET, NAME, ...)            \
  switch (SET) {                                       \
    case PK_AVX512: return NAME##_avx512(__VA_ARGS__); \
    case PK_AVX2: return NAME##_avx2(__VA_ARGS__);     \
    default: return NAME##_portable(__VA_ARGS__);      \
  }
#else
#define PALIMPSEST_DISPATCH(SET, NAME, ...) \
  (void)(SET);                              \
  return NAME##_portable(__VA_ARGS__);
#endif

#endif
