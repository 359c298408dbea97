// SPDX-License-Identifier: Apache-2.0
// One query against cached keys and values, once a set; see lanes.h.
#include "exponential_lanes.h"

#undef PK_SPAN
#define PK_SPAN (PK_LANES == 16 ? 4 : 8)

// The products of the query with `count` keys, at most 4, each in one vector sum.
PK_PART void PK_NAME(score_keys)(
    const pk_attention *a, size_t first, size_t count, float *scores) {
  PK_VECTOR sum[4] = {0};
  const float *keys = a->keys + first * a->key_stride;
  size_t c = 0;
  for (; c + PK_LANES <= a->width; c += PK_LANES) {
    PK_VECTOR q = PK_NAME(load)(a->query + c);
#pragma clang loop unroll(full)
    for (size_t i = 0; i < count; i++)
      sum[i] = PK_FMA(q, PK_NAME(load)(keys + i * a->key_stride + c), sum[i]);
  }
  for (size_t i = 0; i < count && c < a->width; i++) {
    size_t left = a->width - c;
    sum[i] = PK_FMA(
        PK_NAME(load_some)(a->query + c, left),
        PK_NAME(load_some)(keys + i * a->key_stride + c, left), sum[i]);
  }
#pragma clang loop unroll(full)
  for (size_t i = 0; i < count; i++) scores[first + i] = a->scale * PK_NAME(sum_lanes)(sum[i]);
}

// The weighted sum of `count` vectors of the values' columns, positions ascending.
PK_PART void PK_NAME(mix_values)(
    const pk_attention *a, const float *weights, size_t column, size_t count, float *out) {
  PK_VECTOR sum[PK_SPAN];
#pragma clang loop unroll(full)
  for (size_t i = 0; i < count; i++) sum[i] = (PK_VECTOR){0};
  const float *value = a->values + column;
  for (size_t p = 0; p < a->positions; p++, value += a->value_stride) {
    PK_VECTOR w = PK_NAME(all)(weights[p]);
#pragma clang loop unroll(full)
    for (size_t i = 0; i < count; i++)
      sum[i] = PK_FMA(w, PK_NAME(load)(value + i * PK_LANES), sum[i]);
  }
#pragma clang loop unroll(full)
  for (size_t i = 0; i < count; i++) PK_NAME(store)(out + column + i * PK_LANES, sum[i]);
}

PK_PART void PK_NAME(mix_rest)(
    const pk_attention *a, const float *weights, size_t column, float *out) {
  PK_VECTOR sum = {0};
  size_t left = a->width - column;
  const float *value = a->values + column;
  for (size_t p = 0; p < a->positions; p++, value += a->value_stride)
    sum = PK_FMA(PK_NAME(all)(weights[p]), PK_NAME(load_some)(value, left), sum);
  PK_NAME(store_some)(out + column, sum, left);
}

PK_KERNEL void PK_NAME(attend)(const pk_attention *a, float *weights, float *out) {
  size_t p = 0, c = 0;
  for (; p + 4 <= a->positions; p += 4) PK_NAME(score_keys)(a, p, 4, weights);
  for (; p < a->positions; p++) PK_NAME(score_keys)(a, p, 1, weights);
  float most = PK_NAME(largest)(weights, a->positions);
  float share = (float)(1.0 / PK_NAME(exponentials)(weights, a->positions, most, weights));
  for (size_t i = 0; i < a->positions; i++) weights[i] *= share;
  for (; c + PK_SPAN * PK_LANES <= a->width; c += PK_SPAN * PK_LANES)
    PK_NAME(mix_values)(a, weights, c, PK_SPAN, out);
  for (; c + PK_LANES <= a->width; c += PK_LANES) PK_NAME(mix_values)(a, weights, c, 1, out);
  if (c < a->width) PK_NAME(mix_rest)(a, weights, c, out);
}
