// SPDX-License-Identifier: Apache-2.0
#include "matvec.h"

#if defined(__x86_64__)

// Eight sums of four products each of unsigned and signed bytes; pairs fit 16 bits for the numbers
// of these blocks.
PK_AVX2_PART __m256 dot_unsigned(__m256i numbers, const int8_t *x) {
  __m256i pairs = _mm256_maddubs_epi16(numbers, _mm256_loadu_si256((const __m256i *)x));
  return _mm256_cvtepi32_ps(_mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

// Signed bytes: the sign goes over to x, which is never -128.
PK_AVX2_PART __m256i pair_signed(__m256i numbers, const int8_t *x) {
  __m256i other = _mm256_sign_epi8(_mm256_loadu_si256((const __m256i *)x), numbers);
  return _mm256_maddubs_epi16(_mm256_abs_epi8(numbers), other);
}

// What a block of a small type adds to the row's vector sum and to its scalar one.
PK_AVX2_PART void add_q8_0(
    const block_q8_0 *b, const pk_activations *x, size_t i, __m256 *sum, __m128 *rest) {
  __m256i numbers = _mm256_loadu_si256((const __m256i *)b[i].values);
  __m256i pairs = pair_signed(numbers, x->values + i * 32);
  __m256 dot = _mm256_cvtepi32_ps(_mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
  __m128 scale = _mm_mul_ss(one_half(b[i].scale), _mm_load_ss(x->scales + i));
  *sum = _mm256_fmadd_ps(_mm256_broadcastss_ps(scale), dot, *sum);
  (void)rest;
}

PK_AVX2_PART void add_q4_0(
    const block_q4_0 *b, const pk_activations *x, size_t i, __m256 *sum, __m128 *rest) {
  __m128 scale = one_half(b[i].scale);
  __m256 dot = dot_unsigned(nibbles_in_order(b[i].nibbles), x->values + i * 32);
  __m128 both = _mm_mul_ss(scale, _mm_load_ss(x->scales + i));
  *sum = _mm256_fmadd_ps(_mm256_broadcastss_ps(both), dot, *sum);
  *rest = _mm_fmadd_ps(scale, _mm_load_ss(x->sums + i), *rest);
}

PK_AVX2_PART void add_q4_1(
    const block_q4_1 *b, const pk_activations *x, size_t i, __m256 *sum, __m128 *rest) {
  __m128 two = two_halves(&b[i].scale);
  __m256 dot = dot_unsigned(nibbles_in_order(b[i].nibbles), x->values + i * 32);
  __m128 both = _mm_mul_ss(two, _mm_load_ss(x->scales + i));
  *sum = _mm256_fmadd_ps(_mm256_broadcastss_ps(both), dot, *sum);
  *rest = _mm_fmadd_ps(two, _mm_broadcast_ss(x->sums + i), *rest);
}

PK_AVX2_PART void add_q5_0(
    const block_q5_0 *b, const pk_activations *x, size_t i, __m256 *sum, __m128 *rest) {
  __m128 scale = one_half(b[i].scale);
  __m256 dot = dot_unsigned(five_bits(b[i].fifth, b[i].nibbles), x->values + i * 32);
  __m128 both = _mm_mul_ss(scale, _mm_load_ss(x->scales + i));
  *sum = _mm256_fmadd_ps(_mm256_broadcastss_ps(both), dot, *sum);
  *rest = _mm_fmadd_ps(scale, _mm_load_ss(x->sums + i), *rest);
}

PK_AVX2_PART void add_q5_1(
    const block_q5_1 *b, const pk_activations *x, size_t i, __m256 *sum, __m128 *rest) {
  __m128 two = two_halves(&b[i].scale);
  __m256 dot = dot_unsigned(five_bits(b[i].fifth, b[i].nibbles), x->values + i * 32);
  __m128 both = _mm_mul_ss(two, _mm_load_ss(x->scales + i));
  *sum = _mm256_fmadd_ps(_mm256_broadcastss_ps(both), dot, *sum);
  *rest = _mm_fmadd_ps(two, _mm_broadcast_ss(x->sums + i), *rest);
}

#define PALIMPSEST_SMALL_ROW(NAME, BLOCK, FINISH)                                            \
  PK_AVX2_KERNEL float row_##NAME(const BLOCK *b, const pk_activations *x) {                 \
    __m256 even = _mm256_setzero_ps(), odd = _mm256_setzero_ps();                            \
    __m128 rest = _mm_setzero_ps(), other = _mm_setzero_ps();                                \
    size_t count = x->columns / 32, i = 0;                                                   \
    for (; i + 2 <= count; i += 2) {                                                         \
      ask_ahead(b + i);                                                                      \
      add_##NAME(b, x, i, &even, &rest);                                                     \
      add_##NAME(b, x, i + 1, &odd, &other);                                                 \
    }                                                                                        \
    if (i < count) add_##NAME(b, x, i, &even, &rest);                                        \
    float sum = sum_eight(_mm256_add_ps(even, odd));                                         \
    rest = _mm_add_ps(rest, other);                                                          \
    return FINISH;                                                                           \
  }

PALIMPSEST_SMALL_ROW(q8_0, block_q8_0, ((void)rest, sum))
PALIMPSEST_SMALL_ROW(q4_0, block_q4_0, sum - 8 * _mm_cvtss_f32(rest))
PALIMPSEST_SMALL_ROW(q4_1, block_q4_1, sum + _mm_cvtss_f32(_mm_movehdup_ps(rest)))
PALIMPSEST_SMALL_ROW(q5_0, block_q5_0, sum - 16 * _mm_cvtss_f32(rest))
PALIMPSEST_SMALL_ROW(q5_1, block_q5_1, sum + _mm_cvtss_f32(_mm_movehdup_ps(rest)))

// Q4_K, and Q5_K where `fifth` is not null: the same fields, of which Q5_K has one more.
PK_AVX2_PART __m256 dot_k(
    const block_q4_k *head, const uint8_t *nibbles, const uint8_t *fifth, const pk_activations *x,
    size_t i, __m256 sum[2]) {
  uint8_t six[16];
  float scales[8];
  unpack_six(head->six, six, six + 8);
  __m256 scale = _mm256_mul_ps(eight_times(head->scale), _mm256_loadu_ps(x->scales + i * 8));
  _mm256_storeu_ps(scales, _mm256_mul_ps(scale, eight_bytes_as_floats(six)));
  __m256 m = _mm256_mul_ps(eight_times(head->minimum), eight_bytes_as_floats(six + 8));
#pragma clang loop unroll(full)
  for (size_t part = 0; part < 8; part++) {
    if (part % 4 == 0) ask_ahead(nibbles + part * 16);
    __m256i numbers = k_numbers(nibbles, fifth, part);
    __m256 dot = dot_unsigned(numbers, x->values + i * 256 + part * 32);
    sum[part % 2] = _mm256_fmadd_ps(_mm256_broadcast_ss(scales + part), dot, sum[part % 2]);
  }
  return _mm256_mul_ps(m, _mm256_loadu_ps(x->sums + i * 8));
}

PK_AVX2_KERNEL float row_q4_k(const block_q4_k *b, const pk_activations *x) {
  __m256 sum[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()}, minima = _mm256_setzero_ps();
  for (size_t i = 0; i < x->columns / 256; i++, b++)
    minima = _mm256_add_ps(dot_k(b, b->nibbles, NULL, x, i, sum), minima);
  return sum_eight(_mm256_sub_ps(_mm256_add_ps(sum[0], sum[1]), minima));
}

PK_AVX2_KERNEL float row_q5_k(const block_q5_k *b, const pk_activations *x) {
  __m256 sum[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()}, minima = _mm256_setzero_ps();
  for (size_t i = 0; i < x->columns / 256; i++, b++)
    minima = _mm256_add_ps(
        dot_k((const void *)b, b->nibbles, b->fifth, x, i, sum), minima);
  return sum_eight(_mm256_sub_ps(_mm256_add_ps(sum[0], sum[1]), minima));
}

// The byte scales of the two halves of a part multiply the 16-bit pairs, exactly.
PK_AVX2_KERNEL float row_q6_k(const block_q6_k *b, const pk_activations *x) {
  __m256 even = _mm256_setzero_ps(), odd = even;
  for (size_t i = 0; i < x->columns / 256; i++, b++) {
    __m256 scale = eight_times(b->scale);
    float scales[8];
    _mm256_storeu_ps(scales, _mm256_mul_ps(scale, _mm256_loadu_ps(x->scales + i * 8)));
#pragma clang loop unroll(full)
    for (size_t part = 0; part < 8; part++) {
      if (part % 2 == 0) ask_ahead((const uint8_t *)b + part * 26);
      __m256i numbers = _mm256_sub_epi8(six_bits(b, part), _mm256_set1_epi8(32));
      __m256i pairs = pair_signed(numbers, x->values + i * 256 + part * 32);
      __m256i two = _mm256_inserti128_si256(
          _mm256_castsi128_si256(_mm_set1_epi16(b->scales[part * 2])),
          _mm_set1_epi16(b->scales[part * 2 + 1]), 1);
      __m256 dot = _mm256_cvtepi32_ps(_mm256_madd_epi16(pairs, two));
      __m256 *sum = part % 2 ? &odd : &even;
      *sum = _mm256_fmadd_ps(_mm256_broadcast_ss(scales + part), dot, *sum);
    }
  }
  return sum_eight(_mm256_add_ps(even, odd));
}

#define PALIMPSEST_INTEGER_ROWS(NAME)                                                      \
  for (size_t r = 0; r < rows; r++, row += bytes) y[r] = row_##NAME((const void *)row, x); \
  return;

void palimpsest_matvec_integer_avx2(
    pk_block type, const void *weights, size_t rows, const pk_activations *x, float *y) {
  size_t bytes = x->columns / pk_block_count(type) * pk_block_bytes(type);
  const uint8_t *row = weights;
  switch (type) {
    case PK_Q8_0: PALIMPSEST_INTEGER_ROWS(q8_0)
    case PK_Q4_0: PALIMPSEST_INTEGER_ROWS(q4_0)
    case PK_Q4_1: PALIMPSEST_INTEGER_ROWS(q4_1)
    case PK_Q5_0: PALIMPSEST_INTEGER_ROWS(q5_0)
    case PK_Q5_1: PALIMPSEST_INTEGER_ROWS(q5_1)
    case PK_Q4_K: PALIMPSEST_INTEGER_ROWS(q4_k)
    case PK_Q5_K: PALIMPSEST_INTEGER_ROWS(q5_k)
    case PK_Q6_K: PALIMPSEST_INTEGER_ROWS(q6_k)
    default: return;
  }
}

#endif
