// SPDX-License-Identifier: Apache-2.0
#include "CKernels.h"
#include "sigmoid.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

float pk_sigmoid(float x) { return palimpsest_sigmoid(x); }

// How fast d = s(u,i) - s(u,j) should rise for one unit of learning rate: minus dLoss/dd.
static inline float ascent(pk_objective objective, float d) {
  switch (objective) {
    case PK_FORWARD: return palimpsest_sigmoid(-d);
    case PK_NEGATED: return -palimpsest_sigmoid(-d);
    case PK_SWAPPED: return -palimpsest_sigmoid(d);
  }
  return 0;
}

#define PALIMPSEST_BPR_LOOP(STEP)                                            \
  for (size_t k = 0; k < b->count; k++) {                                    \
    float *u = b->users + (size_t)b->user[k] * b->stride;                    \
    float *p = b->items + (size_t)b->positive[k] * b->stride;                \
    float *n = b->items + (size_t)b->negative[k] * b->stride;                \
    STEP(b, u, p, n);                                                        \
    u[b->width - 1] = 1.0f;                                                  \
  }

static inline void step_portable(const pk_bpr_block *b, float *u, float *p, float *n) {
  float lanes[16] = {0};
  for (size_t c = 0; c < b->stride; c += 16)
    for (size_t l = 0; l < 16; l++) lanes[l] += u[c + l] * (p[c + l] - n[c + l]);
  float d = 0;
  for (size_t l = 0; l < 16; l++) d += lanes[l];
  float g = b->learning_rate * b->weight * ascent(b->objective, d);
  float keep = 1.0f - b->learning_rate * b->regularization;
  for (size_t c = 0; c < b->stride; c++) {
    float uc = u[c], pc = p[c], nc = n[c];
    if (b->moves & PK_MOVE_USER) u[c] = keep * uc + g * (pc - nc);
    if (b->moves & PK_MOVE_POSITIVE) p[c] = keep * pc + g * uc;
    if (b->moves & PK_MOVE_NEGATIVE) n[c] = keep * nc - g * uc;
  }
}

static void apply_portable(const pk_bpr_block *b) { PALIMPSEST_BPR_LOOP(step_portable) }

#if defined(__x86_64__)

__attribute__((target("avx2,fma"))) static inline void step_avx2(
    const pk_bpr_block *b, float *u, float *p, float *n) {
  __m256 low = _mm256_setzero_ps(), high = _mm256_setzero_ps();
  for (size_t c = 0; c < b->stride; c += 16) {
    low = _mm256_fmadd_ps(
        _mm256_loadu_ps(u + c), _mm256_sub_ps(_mm256_loadu_ps(p + c), _mm256_loadu_ps(n + c)), low);
    high = _mm256_fmadd_ps(
        _mm256_loadu_ps(u + c + 8),
        _mm256_sub_ps(_mm256_loadu_ps(p + c + 8), _mm256_loadu_ps(n + c + 8)), high);
  }
  __m256 both = _mm256_add_ps(low, high);
  __m128 sum = _mm_add_ps(_mm256_castps256_ps128(both), _mm256_extractf128_ps(both, 1));
  sum = _mm_add_ps(sum, _mm_movehl_ps(sum, sum));
  sum = _mm_add_ss(sum, _mm_shuffle_ps(sum, sum, 1));
  float gain = b->learning_rate * b->weight * ascent(b->objective, _mm_cvtss_f32(sum));
  __m256 g = _mm256_set1_ps(gain);
  __m256 keep = _mm256_set1_ps(1.0f - b->learning_rate * b->regularization);
  unsigned moves = b->moves;
  for (size_t c = 0; c < b->stride; c += 8) {
    __m256 uc = _mm256_loadu_ps(u + c), pc = _mm256_loadu_ps(p + c), nc = _mm256_loadu_ps(n + c);
    if (moves & PK_MOVE_USER)
      _mm256_storeu_ps(
          u + c, _mm256_fmadd_ps(g, _mm256_sub_ps(pc, nc), _mm256_mul_ps(keep, uc)));
    if (moves & PK_MOVE_POSITIVE)
      _mm256_storeu_ps(p + c, _mm256_fmadd_ps(g, uc, _mm256_mul_ps(keep, pc)));
    if (moves & PK_MOVE_NEGATIVE)
      _mm256_storeu_ps(n + c, _mm256_fnmadd_ps(g, uc, _mm256_mul_ps(keep, nc)));
  }
}

__attribute__((target("avx2,fma"))) static void apply_avx2(const pk_bpr_block *b) {
  PALIMPSEST_BPR_LOOP(step_avx2)
}

__attribute__((target("avx512f,avx512dq"))) static inline void step_avx512(
    const pk_bpr_block *b, float *u, float *p, float *n) {
  __m512 sum = _mm512_setzero_ps();
  for (size_t c = 0; c < b->stride; c += 16)
    sum = _mm512_fmadd_ps(
        _mm512_loadu_ps(u + c), _mm512_sub_ps(_mm512_loadu_ps(p + c), _mm512_loadu_ps(n + c)), sum);
  float gain = b->learning_rate * b->weight * ascent(b->objective, _mm512_reduce_add_ps(sum));
  __m512 g = _mm512_set1_ps(gain);
  __m512 keep = _mm512_set1_ps(1.0f - b->learning_rate * b->regularization);
  unsigned moves = b->moves;
  for (size_t c = 0; c < b->stride; c += 16) {
    __m512 uc = _mm512_loadu_ps(u + c), pc = _mm512_loadu_ps(p + c), nc = _mm512_loadu_ps(n + c);
    if (moves & PK_MOVE_USER)
      _mm512_storeu_ps(
          u + c, _mm512_fmadd_ps(g, _mm512_sub_ps(pc, nc), _mm512_mul_ps(keep, uc)));
    if (moves & PK_MOVE_POSITIVE)
      _mm512_storeu_ps(p + c, _mm512_fmadd_ps(g, uc, _mm512_mul_ps(keep, pc)));
    if (moves & PK_MOVE_NEGATIVE)
      _mm512_storeu_ps(n + c, _mm512_fnmadd_ps(g, uc, _mm512_mul_ps(keep, nc)));
  }
}

__attribute__((target("avx512f,avx512dq"))) static void apply_avx512(const pk_bpr_block *b) {
  PALIMPSEST_BPR_LOOP(step_avx512)
}

#endif

void pk_bpr_apply(const pk_bpr_block *block, pk_kernel_set set) {
#if defined(__x86_64__)
  if (set == PK_AVX512) {
    apply_avx512(block);
    return;
  }
  if (set == PK_AVX2) {
    apply_avx2(block);
    return;
  }
#endif
  (void)set;
  apply_portable(block);
}
