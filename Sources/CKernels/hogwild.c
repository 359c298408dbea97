// SPDX-License-Identifier: Apache-2.0
#include <stdbool.h>
#include <string.h>

#include "CKernels.h"
#include "sigmoid.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Random rows of tables larger than the caches are what a step waits for. Samples therefore pass
// through a ring: drawn at once, their interaction read LAG samples later when it has arrived, their
// rows updated another LAG samples later when those have.
enum { RING = 32, LAG = 10, LINE = 16 };

typedef struct {
  uint32_t positive;  // position of an interaction
  uint32_t other;     // likewise, or an item where negatives are uniform
  int32_t user, liked, disliked;
} sample;

static inline uint64_t next_random(uint64_t *state) {
  uint64_t z = (*state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

// The two bits of an item in a signature.
static inline uint32_t first_bit(int32_t item) {
  return (uint32_t)(((uint64_t)(uint32_t)item * 0x9e3779b97f4a7c15u) >> 55);
}
static inline uint32_t second_bit(int32_t item) {
  return (uint32_t)(((uint64_t)(uint32_t)item * 0xc2b2ae3d27d4eb4fu) >> 55);
}
static inline bool has_bit(const uint32_t *words, uint32_t bit) {
  return words[bit / 32] >> (bit % 32) & 1;
}

void pk_hogwild_sign(
    const intptr_t *row_offsets, const int32_t *row_items, size_t row_count, void *signatures) {
  uint32_t *words = signatures;
  memset(words, 0, row_count * LINE * sizeof *words);
  for (size_t row = 0; row < row_count; row++, words += LINE) {
    for (intptr_t p = row_offsets[row]; p < row_offsets[row + 1]; p++) {
      uint32_t a = first_bit(row_items[p]), b = second_bit(row_items[p]);
      words[a / 32] |= 1u << (a % 32);
      words[b / 32] |= 1u << (b % 32);
    }
  }
}

// Whether the user chose the item: nearly always answered by the signature alone.
static inline bool is_chosen(const pk_hogwild *h, int32_t user, int32_t item) {
  const uint32_t *words = (const uint32_t *)h->signatures + (size_t)user * LINE;
  if (!has_bit(words, first_bit(item)) || !has_bit(words, second_bit(item))) return false;
  intptr_t low = h->row_offsets[user], end = h->row_offsets[user + 1], high = end;
  while (low < high) {
    intptr_t middle = low + (high - low) / 2;
    if (h->row_items[middle] < item) low = middle + 1; else high = middle;
  }
  return low < end && h->row_items[low] == item;
}

static inline void draw(const pk_hogwild *h, uint64_t *state, sample *s) {
  uint64_t bits = next_random(state);
  uint64_t others = h->negatives == PK_UNIFORM ? h->item_count : h->pair_count;
  s->positive = (uint32_t)(((bits >> 32) * h->pair_count) >> 32);
  s->other = (uint32_t)(((bits & 0xffffffffu) * others) >> 32);
  __builtin_prefetch(h->pairs + (size_t)s->positive * 2);
  if (h->negatives == PK_POPULARITY) __builtin_prefetch(h->pairs + (size_t)s->other * 2);
}

#define PALIMPSEST_PREFETCH_ROW(ROW, COUNT) \
  for (size_t c = 0; c < (COUNT); c += LINE) __builtin_prefetch((ROW) + c, 1, 3);

// STEP moves three rows, COLUMNS being a constant where it is a common one.
#define PALIMPSEST_HOGWILD(NAME, TARGET, STEP)                                                \
  TARGET static inline void locate_##NAME(const pk_hogwild *h, sample *s, size_t columns) {   \
    s->user = h->pairs[(size_t)s->positive * 2];                                              \
    s->liked = h->pairs[(size_t)s->positive * 2 + 1];                                         \
    s->disliked = h->negatives == PK_UNIFORM ? (int32_t)s->other                              \
                                             : h->pairs[(size_t)s->other * 2 + 1];            \
    __builtin_prefetch((const uint32_t *)h->signatures + (size_t)s->user * LINE);             \
    PALIMPSEST_PREFETCH_ROW(h->users + (size_t)s->user * columns, columns)                    \
    PALIMPSEST_PREFETCH_ROW(h->items + (size_t)s->liked * (columns + LINE), columns + LINE)   \
    PALIMPSEST_PREFETCH_ROW(h->items + (size_t)s->disliked * (columns + LINE), columns + LINE)\
  }                                                                                           \
                                                                                              \
  TARGET static inline __attribute__((always_inline)) size_t loop_##NAME(                     \
      const pk_hogwild *h, uint64_t state, size_t draws, size_t columns) {                    \
    sample ring[RING];                                                                        \
    size_t rejected = 0;                                                                      \
    for (size_t t = 0; t < draws + 2 * LAG; t++) {                                            \
      if (t < draws) draw(h, &state, &ring[t % RING]);                                        \
      if (t >= LAG && t < draws + LAG) locate_##NAME(h, &ring[(t - LAG) % RING], columns);    \
      if (t < 2 * LAG) continue;                                                              \
      const sample *s = &ring[(t - 2 * LAG) % RING];                                          \
      if (is_chosen(h, s->user, s->disliked)) {                                               \
        rejected++;                                                                           \
        continue;                                                                             \
      }                                                                                       \
      STEP(h, h->users + (size_t)s->user * columns,                                           \
           h->items + (size_t)s->liked * (columns + LINE),                                    \
           h->items + (size_t)s->disliked * (columns + LINE), columns);                       \
    }                                                                                         \
    return rejected;                                                                          \
  }                                                                                           \
                                                                                              \
  TARGET static size_t run_##NAME(const pk_hogwild *h, uint64_t seed, size_t draws) {         \
    switch (h->columns) {                                                                     \
      case 32: return loop_##NAME(h, seed, draws, 32);                                        \
      case 64: return loop_##NAME(h, seed, draws, 64);                                        \
      case 128: return loop_##NAME(h, seed, draws, 128);                                      \
      default: return loop_##NAME(h, seed, draws, h->columns);                                \
    }                                                                                         \
  }

// The gain of a step from the difference of the factors' products; moves the biases.
static inline float move_biases(const pk_hogwild *h, float d, float *liked, float *disliked) {
  float gain = h->learning_rate * palimpsest_sigmoid(-(d + *liked - *disliked));
  float keep = 1.0f - h->learning_rate * h->regularization;
  *liked = keep * *liked + gain;
  *disliked = keep * *disliked - gain;
  return gain;
}

typedef float lanes4 __attribute__((vector_size(16)));

static inline __attribute__((always_inline)) void step_portable(
    const pk_hogwild *h, float *user, float *liked, float *disliked, size_t columns) {
  lanes4 *u = (lanes4 *)user, *p = (lanes4 *)liked, *n = (lanes4 *)disliked;
  lanes4 sum[4] = {0};
  for (size_t c = 0; c < columns / 4; c += 4)
    for (size_t l = 0; l < 4; l++) sum[l] += u[c + l] * (p[c + l] - n[c + l]);
  lanes4 all = (sum[0] + sum[1]) + (sum[2] + sum[3]);
  float d = (all[0] + all[1]) + (all[2] + all[3]);
  float g = move_biases(h, d, liked + columns, disliked + columns);
  float keep = 1.0f - h->learning_rate * h->regularization;
  for (size_t c = 0; c < columns / 4; c++) {
    lanes4 uc = u[c], pc = p[c], nc = n[c];
    u[c] = keep * uc + g * (pc - nc);
    p[c] = keep * pc + g * uc;
    n[c] = keep * nc - g * uc;
  }
}

PALIMPSEST_HOGWILD(portable, , step_portable)

#if defined(__x86_64__)

__attribute__((target("avx2,fma,prfchw"))) static inline __attribute__((always_inline)) void
step_avx2(const pk_hogwild *h, float *user, float *liked, float *disliked, size_t columns) {
  __m256 low = _mm256_setzero_ps(), high = _mm256_setzero_ps();
  for (size_t c = 0; c < columns; c += 16) {
    __m256 a = _mm256_sub_ps(_mm256_load_ps(liked + c), _mm256_load_ps(disliked + c));
    __m256 b = _mm256_sub_ps(_mm256_load_ps(liked + c + 8), _mm256_load_ps(disliked + c + 8));
    low = _mm256_fmadd_ps(_mm256_load_ps(user + c), a, low);
    high = _mm256_fmadd_ps(_mm256_load_ps(user + c + 8), b, high);
  }
  __m256 both = _mm256_add_ps(low, high);
  __m128 sum = _mm_add_ps(_mm256_castps256_ps128(both), _mm256_extractf128_ps(both, 1));
  sum = _mm_add_ps(sum, _mm_movehl_ps(sum, sum));
  sum = _mm_add_ss(sum, _mm_shuffle_ps(sum, sum, 1));
  float gain = move_biases(h, _mm_cvtss_f32(sum), liked + columns, disliked + columns);
  __m256 g = _mm256_set1_ps(gain);
  __m256 keep = _mm256_set1_ps(1.0f - h->learning_rate * h->regularization);
  for (size_t c = 0; c < columns; c += 8) {
    __m256 u = _mm256_load_ps(user + c);
    __m256 p = _mm256_load_ps(liked + c), n = _mm256_load_ps(disliked + c);
    _mm256_store_ps(user + c, _mm256_fmadd_ps(g, _mm256_sub_ps(p, n), _mm256_mul_ps(keep, u)));
    _mm256_store_ps(liked + c, _mm256_fmadd_ps(g, u, _mm256_mul_ps(keep, p)));
    _mm256_store_ps(disliked + c, _mm256_fnmadd_ps(g, u, _mm256_mul_ps(keep, n)));
  }
}

PALIMPSEST_HOGWILD(avx2, __attribute__((target("avx2,fma,prfchw"))), step_avx2)

__attribute__((target("avx512f,avx512dq,prfchw"))) static inline __attribute__((always_inline)) void
step_avx512(const pk_hogwild *h, float *user, float *liked, float *disliked, size_t columns) {
  __m512 sum = _mm512_setzero_ps();
  for (size_t c = 0; c < columns; c += 16)
    sum = _mm512_fmadd_ps(
        _mm512_load_ps(user + c),
        _mm512_sub_ps(_mm512_load_ps(liked + c), _mm512_load_ps(disliked + c)), sum);
  float gain = move_biases(h, _mm512_reduce_add_ps(sum), liked + columns, disliked + columns);
  __m512 g = _mm512_set1_ps(gain);
  __m512 keep = _mm512_set1_ps(1.0f - h->learning_rate * h->regularization);
  for (size_t c = 0; c < columns; c += 16) {
    __m512 u = _mm512_load_ps(user + c);
    __m512 p = _mm512_load_ps(liked + c), n = _mm512_load_ps(disliked + c);
    _mm512_store_ps(user + c, _mm512_fmadd_ps(g, _mm512_sub_ps(p, n), _mm512_mul_ps(keep, u)));
    _mm512_store_ps(liked + c, _mm512_fmadd_ps(g, u, _mm512_mul_ps(keep, p)));
    _mm512_store_ps(disliked + c, _mm512_fnmadd_ps(g, u, _mm512_mul_ps(keep, n)));
  }
}

PALIMPSEST_HOGWILD(avx512, __attribute__((target("avx512f,avx512dq,prfchw"))), step_avx512)

#endif

size_t pk_hogwild_run(const pk_hogwild *h, uint64_t seed, size_t draws, pk_kernel_set set) {
#if defined(__x86_64__)
  if (set == PK_AVX512) return run_avx512(h, seed, draws);
  if (set == PK_AVX2) return run_avx2(h, seed, draws);
#endif
  (void)set;
  return run_portable(h, seed, draws);
}
