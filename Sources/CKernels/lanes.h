// SPDX-License-Identifier: Apache-2.0
// The vectors of one kernel set. A file of kernels, NAME_lanes.h, includes this one and is itself
// included once a set, with PK_LANES the floats of a vector: 4 (portable), 8 (AVX2), 16 (AVX-512).
// There is no include guard on purpose.
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#undef PK_TARGET
#undef PK_NAME
#undef PK_VECTOR
#undef PK_INTS
#undef PK_LOOSE
#undef PK_FMA

#if PK_LANES == 16
#define PK_TARGET __attribute__((target("avx512f,avx512dq,avx2,fma,f16c")))
#define PK_NAME(NAME) NAME##_avx512
#define PK_FMA(A, B, C) ((PK_VECTOR)_mm512_fmadd_ps((__m512)(A), (__m512)(B), (__m512)(C)))
#elif PK_LANES == 8
#define PK_TARGET __attribute__((target("avx2,fma,f16c")))
#define PK_NAME(NAME) NAME##_avx2
#define PK_FMA(A, B, C) ((PK_VECTOR)_mm256_fmadd_ps((__m256)(A), (__m256)(B), (__m256)(C)))
#else
#define PK_TARGET
#define PK_NAME(NAME) NAME##_portable
#define PK_FMA(A, B, C) ((A) * (B) + (C))
#endif

#define PK_VECTOR PK_NAME(pk_floats)
#define PK_INTS PK_NAME(pk_ints)
#define PK_LOOSE PK_NAME(pk_loose)

// An inlined part of a kernel, and a function of its own.
#define PK_PART PK_TARGET static inline __attribute__((always_inline))
#define PK_KERNEL PK_TARGET static

#ifndef PK_LANES_TYPES
#define PK_LANES_TYPES
typedef float pk_floats_portable __attribute__((vector_size(16)));
typedef float pk_loose_portable __attribute__((vector_size(16), aligned(4)));
typedef int32_t pk_ints_portable __attribute__((vector_size(16)));
typedef float pk_floats_avx2 __attribute__((vector_size(32)));
typedef float pk_loose_avx2 __attribute__((vector_size(32), aligned(4)));
typedef int32_t pk_ints_avx2 __attribute__((vector_size(32)));
typedef float pk_floats_avx512 __attribute__((vector_size(64)));
typedef float pk_loose_avx512 __attribute__((vector_size(64), aligned(4)));
typedef int32_t pk_ints_avx512 __attribute__((vector_size(64)));
#endif

PK_PART PK_VECTOR PK_NAME(load)(const float *p) { return *(const PK_LOOSE *)p; }
PK_PART void PK_NAME(store)(float *p, PK_VECTOR x) { *(PK_LOOSE *)p = x; }
PK_PART PK_VECTOR PK_NAME(all)(float x) { return x - (PK_VECTOR){0}; }

// The first `count` floats, zeros in the other lanes; and the reverse.
PK_PART PK_VECTOR PK_NAME(load_some)(const float *p, size_t count) {
  if (count >= PK_LANES) return PK_NAME(load)(p);
  float lanes[PK_LANES] = {0};
  for (size_t l = 0; l < count; l++) lanes[l] = p[l];
  return PK_NAME(load)(lanes);
}
PK_PART void PK_NAME(store_some)(float *p, PK_VECTOR x, size_t count) {
  if (count >= PK_LANES) {
    PK_NAME(store)(p, x);
    return;
  }
  float lanes[PK_LANES];
  PK_NAME(store)(lanes, x);
  for (size_t l = 0; l < count; l++) p[l] = lanes[l];
}

// The sum of the lanes, halves onto halves: a fixed order.
PK_PART float PK_NAME(sum_lanes)(PK_VECTOR x) {
  float lanes[PK_LANES];
  PK_NAME(store)(lanes, x);
  for (size_t half = PK_LANES / 2; half > 0; half /= 2)
    for (size_t l = 0; l < half; l++) lanes[l] += lanes[l + half];
  return lanes[0];
}
