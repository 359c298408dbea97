// SPDX-License-Identifier: Apache-2.0
#include <math.h>
#include <string.h>

#include "CKernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

// Tiles of 12 users meet blocks of 512 items: a block's panels stay in the second-level cache while
// all tiles of a call pass over it, and a tile's scores in the first.
enum {
  TILE = 12,
  PANEL = PK_PANEL_ROWS,
  BLOCK = 512,
  SCORE_STRIDE = BLOCK + 16,
};

size_t pk_panel_floats(size_t count, size_t width) {
  return (count + PANEL - 1) / PANEL * PANEL * width;
}

void pk_pack_panels(const float *rows, size_t count, size_t stride, size_t width, float *panels) {
  memset(panels, 0, pk_panel_floats(count, width) * sizeof *panels);
  for (size_t r = 0; r < count; r++) {
    float *to = panels + r / PANEL * PANEL * width + r % PANEL;
    for (size_t c = 0; c < width; c++) to[c * PANEL] = rows[r * stride + c];
  }
}

static size_t tile_count(const pk_ranking *r) { return (r->user_count + TILE - 1) / TILE; }

// The workspace: packed users, one tile's scores, then the scores of the lists.
static size_t packed_floats(const pk_ranking *r) {
  return (tile_count(r) * TILE * r->width + 15) / 16 * 16;
}

size_t pk_rank_workspace_floats(const pk_ranking *r) {
  return packed_floats(r) + TILE * SCORE_STRIDE + r->user_count * r->k;
}

static void pack_users(const pk_ranking *r, float *packed) {
  memset(packed, 0, packed_floats(r) * sizeof *packed);
  for (size_t u = 0; u < r->user_count; u++) {
    const float *from = r->users + (size_t)r->user[u] * r->user_stride;
    float *to = packed + u / TILE * TILE * r->width + u % TILE;
    for (size_t c = 0; c < r->width; c++) to[c * TILE] = from[c];
  }
}

// Overwrites the scores of a user's masked items in a block with minus infinity.
static void mask_scores(const pk_ranking *r, size_t u, size_t first, size_t last, float *scores) {
  if (!r->mask_offsets) return;
  size_t row = (size_t)r->user[u];
  intptr_t low = r->mask_offsets[row], end = r->mask_offsets[row + 1], high = end;
  while (low < high) {
    intptr_t middle = low + (high - low) / 2;
    if ((size_t)r->mask_items[middle] < first) low = middle + 1; else high = middle;
  }
  for (; low < end && (size_t)r->mask_items[low] < last; low++)
    scores[(size_t)r->mask_items[low] - first] = -INFINITY;
}

// Puts an item into a list that its score is good enough for. Items come in ascending order, so an
// equal score stays behind those that are there.
static inline void insert(float *best, int32_t *top, size_t k, float score, int32_t item) {
  size_t place = k - 1;
  while (place > 0 && best[place - 1] < score) {
    best[place] = best[place - 1];
    top[place] = top[place - 1];
    place--;
  }
  best[place] = score;
  top[place] = item;
}

// The users of one tile take what a block of scores offers them. ABOVE yields a bit for each of 16
// scores above a bound; a candidate is checked again because the bound rises with every insertion.
#define PALIMPSEST_RANK(NAME, TARGET, SCORE_PANEL, ABOVE)                                        \
  TARGET static void take_##NAME(                                                                \
      const float *scores, size_t count, size_t first, float *best, int32_t *top, size_t k) {    \
    for (size_t c = 0; c < count; c += 16) {                                                     \
      uint32_t hits = ABOVE(scores + c, best[k - 1]);                                            \
      for (; hits; hits &= hits - 1) {                                                           \
        size_t at = c + (size_t)__builtin_ctz(hits);                                             \
        if (scores[at] > best[k - 1]) insert(best, top, k, scores[at], (int32_t)(first + at));   \
      }                                                                                          \
    }                                                                                            \
  }                                                                                              \
                                                                                                 \
  TARGET static void rank_##NAME(                                                                \
      const pk_ranking *r, int32_t *top, const float *packed, float *scores, float *best) {      \
    for (size_t first = 0; first < r->item_count; first += BLOCK) {                              \
      size_t count = r->item_count - first < BLOCK ? r->item_count - first : BLOCK;              \
      size_t padded = (count + PANEL - 1) / PANEL * PANEL;                                       \
      for (size_t tile = 0; tile < tile_count(r); tile++) {                                      \
        const float *users = packed + tile * TILE * r->width;                                    \
        for (size_t c = 0; c < padded; c += PANEL)                                               \
          SCORE_PANEL(users, r->panels + (first + c) * r->width, r->width, scores + c);          \
        for (size_t t = 0; t < TILE && tile * TILE + t < r->user_count; t++) {                   \
          size_t u = tile * TILE + t;                                                            \
          float *row = scores + t * SCORE_STRIDE;                                                \
          for (size_t c = count; c < padded; c++) row[c] = -INFINITY;                            \
          mask_scores(r, u, first, first + count, row);                                          \
          take_##NAME(row, padded, first, best + u * r->k, top + u * r->k, r->k);                \
        }                                                                                        \
      }                                                                                          \
    }                                                                                            \
  }

// Portable: 4 users by 8 items at a time, on four-lane vectors that every compiler target lowers.
typedef float lanes4 __attribute__((vector_size(16), aligned(4)));

static inline void score_panel_portable(
    const float *users, const float *panel, size_t width, float *scores) {
  for (size_t t = 0; t < TILE; t += 4) {
    for (size_t c = 0; c < PANEL; c += 8) {
      lanes4 sum[4][2] = {0};
      for (size_t d = 0; d < width; d++) {
        const float *u = users + d * TILE + t;
        lanes4 low = *(const lanes4 *)(panel + d * PANEL + c);
        lanes4 high = *(const lanes4 *)(panel + d * PANEL + c + 4);
        for (size_t i = 0; i < 4; i++) {
          lanes4 x = {u[i], u[i], u[i], u[i]};
          sum[i][0] += x * low;
          sum[i][1] += x * high;
        }
      }
      for (size_t i = 0; i < 4; i++) {
        *(lanes4 *)(scores + (t + i) * SCORE_STRIDE + c) = sum[i][0];
        *(lanes4 *)(scores + (t + i) * SCORE_STRIDE + c + 4) = sum[i][1];
      }
    }
  }
}

static inline uint32_t above_portable(const float *scores, float bound) {
  int any = 0;
  for (size_t l = 0; l < 16; l++) any |= scores[l] > bound;
  if (!any) return 0;
  uint32_t hits = 0;
  for (size_t l = 0; l < 16; l++) hits |= (uint32_t)(scores[l] > bound) << l;
  return hits;
}

PALIMPSEST_RANK(portable, , score_panel_portable, above_portable)

#if defined(__x86_64__)

// AVX2: 6 users by 16 items at a time, twelve accumulators.
__attribute__((target("avx2,fma"))) static inline void score_panel_avx2(
    const float *users, const float *panel, size_t width, float *scores) {
  for (size_t c = 0; c < PANEL; c += 16) {
    for (size_t t = 0; t < TILE; t += 6) {
      __m256 sum[6][2];
#pragma clang loop unroll(full)
      for (size_t i = 0; i < 6; i++) sum[i][0] = sum[i][1] = _mm256_setzero_ps();
      for (size_t d = 0; d < width; d++) {
        __m256 low = _mm256_loadu_ps(panel + d * PANEL + c);
        __m256 high = _mm256_loadu_ps(panel + d * PANEL + c + 8);
#pragma clang loop unroll(full)
        for (size_t i = 0; i < 6; i++) {
          __m256 x = _mm256_broadcast_ss(users + d * TILE + t + i);
          sum[i][0] = _mm256_fmadd_ps(x, low, sum[i][0]);
          sum[i][1] = _mm256_fmadd_ps(x, high, sum[i][1]);
        }
      }
#pragma clang loop unroll(full)
      for (size_t i = 0; i < 6; i++) {
        _mm256_storeu_ps(scores + (t + i) * SCORE_STRIDE + c, sum[i][0]);
        _mm256_storeu_ps(scores + (t + i) * SCORE_STRIDE + c + 8, sum[i][1]);
      }
    }
  }
}

__attribute__((target("avx2,fma"))) static inline uint32_t above_avx2(
    const float *scores, float bound) {
  __m256 b = _mm256_set1_ps(bound);
  __m256 low = _mm256_cmp_ps(_mm256_loadu_ps(scores), b, _CMP_GT_OQ);
  __m256 high = _mm256_cmp_ps(_mm256_loadu_ps(scores + 8), b, _CMP_GT_OQ);
  return (uint32_t)_mm256_movemask_ps(low) | (uint32_t)_mm256_movemask_ps(high) << 8;
}

PALIMPSEST_RANK(avx2, __attribute__((target("avx2,fma"))), score_panel_avx2, above_avx2)

// AVX-512: 12 users by 32 items at once, 24 of the 32 registers.
__attribute__((target("avx512f,avx512dq"))) static inline void score_panel_avx512(
    const float *users, const float *panel, size_t width, float *scores) {
  __m512 sum[TILE][2];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < TILE; i++) sum[i][0] = sum[i][1] = _mm512_setzero_ps();
  for (size_t d = 0; d < width; d++) {
    __m512 low = _mm512_loadu_ps(panel + d * PANEL);
    __m512 high = _mm512_loadu_ps(panel + d * PANEL + 16);
#pragma clang loop unroll(full)
    for (size_t i = 0; i < TILE; i++) {
      __m512 x = _mm512_set1_ps(users[d * TILE + i]);
      sum[i][0] = _mm512_fmadd_ps(x, low, sum[i][0]);
      sum[i][1] = _mm512_fmadd_ps(x, high, sum[i][1]);
    }
  }
#pragma clang loop unroll(full)
  for (size_t i = 0; i < TILE; i++) {
    _mm512_storeu_ps(scores + i * SCORE_STRIDE, sum[i][0]);
    _mm512_storeu_ps(scores + i * SCORE_STRIDE + 16, sum[i][1]);
  }
}

__attribute__((target("avx512f,avx512dq"))) static inline uint32_t above_avx512(
    const float *scores, float bound) {
  return _mm512_cmp_ps_mask(_mm512_loadu_ps(scores), _mm512_set1_ps(bound), _CMP_GT_OQ);
}

PALIMPSEST_RANK(
    avx512, __attribute__((target("avx512f,avx512dq"))), score_panel_avx512, above_avx512)

#endif

void pk_rank(const pk_ranking *r, int32_t *top, float *workspace, pk_kernel_set set) {
  float *scores = workspace + packed_floats(r);
  float *best = scores + TILE * SCORE_STRIDE;
  pack_users(r, workspace);
  for (size_t i = 0; i < r->user_count * r->k; i++) {
    best[i] = -INFINITY;
    top[i] = -1;
  }
#if defined(__x86_64__)
  if (set == PK_AVX512) {
    rank_avx512(r, top, workspace, scores, best);
    return;
  }
  if (set == PK_AVX2) {
    rank_avx2(r, top, workspace, scores, best);
    return;
  }
#endif
  (void)set;
  rank_portable(r, top, workspace, scores, best);
}
