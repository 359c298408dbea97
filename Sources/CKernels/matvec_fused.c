// SPDX-License-Identifier: Apache-2.0
#include "matvec.h"

#if defined(__x86_64__)

// A nibble is turned into a float without being moved: masked where it lies in a 32-bit lane,
// byte j of it counts 256^j times too much, exactly, and x was divided by that. So x is laid out
// anew, each block of 32 as [4, 8]: byte j of lane l is number 4 l + j of the block.
typedef struct {
  float values[PK_MATVEC_PIECE] __attribute__((aligned(32)));
  float sums[PK_MATVEC_PIECE / 32];
} prepared;

PK_AVX2_KERNEL void prepare(const float *x, size_t columns, prepared *p) {
  static const float shares[4] = {1.0f, 0x1p-8f, 0x1p-16f, 0x1p-24f};
  for (size_t c = 0; c < columns; c += 32) {
    for (size_t j = 0; j < 4; j++)
      for (size_t l = 0; l < 8; l++) p->values[c + j * 8 + l] = x[c + 4 * l + j] * shares[j];
    __m256 sum = _mm256_add_ps(
        _mm256_add_ps(_mm256_loadu_ps(x + c), _mm256_loadu_ps(x + c + 8)),
        _mm256_add_ps(_mm256_loadu_ps(x + c + 16), _mm256_loadu_ps(x + c + 24)));
    p->sums[c / 32] = sum_eight(sum);
  }
}

// The products of 32 numbers, each a byte, with a block of x.
PK_AVX2_PART __m256 dot_bytes(__m256i bytes, __m256i mask, const float *x) {
  __m256 sum = _mm256_mul_ps(
      _mm256_cvtepi32_ps(_mm256_and_si256(bytes, mask)), _mm256_load_ps(x));
#pragma clang loop unroll(full)
  for (int j = 1; j < 4; j++) {
    mask = _mm256_slli_epi32(mask, 8);
    sum = _mm256_fmadd_ps(
        _mm256_cvtepi32_ps(_mm256_and_si256(bytes, mask)), _mm256_load_ps(x + 8 * j), sum);
  }
  return sum;
}

// The nibbles of 16 bytes: the low ones in lanes 0-3, the high ones in lanes 4-7.
PK_AVX2_PART __m256i spread_nibbles(const uint8_t *nibbles) {
  __m256i both = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)nibbles));
  return _mm256_srlv_epi32(both, _mm256_setr_epi32(0, 0, 0, 0, 4, 4, 4, 4));
}

PK_AVX2_KERNEL float dot_q4_0(const block_q4_0 *b, size_t columns, const prepared *x) {
  __m256 sum[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()};
  __m128 below = _mm_setzero_ps();
  size_t count = columns / 32;
  for (size_t i = 0; i < count; i++) {
    ask_ahead(b + i);
    __m128 scale = one_half(b[i].scale);
    __m256 dot = dot_bytes(
        spread_nibbles(b[i].nibbles), _mm256_set1_epi32(15), x->values + i * 32);
    sum[i & 1] = _mm256_fmadd_ps(_mm256_broadcastss_ps(scale), dot, sum[i & 1]);
    below = _mm_fmadd_ps(scale, _mm_load_ss(x->sums + i), below);
  }
  return sum_eight(_mm256_add_ps(sum[0], sum[1])) - 8 * _mm_cvtss_f32(below);
}

PK_AVX2_KERNEL float dot_q4_1(const block_q4_1 *b, size_t columns, const prepared *x) {
  __m256 sum[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()};
  __m128 minima = _mm_setzero_ps();
  size_t count = columns / 32;
  for (size_t i = 0; i < count; i++) {
    ask_ahead(b + i);
    __m128 two = two_halves(&b[i].scale);
    __m256 dot = dot_bytes(
        spread_nibbles(b[i].nibbles), _mm256_set1_epi32(15), x->values + i * 32);
    sum[i & 1] = _mm256_fmadd_ps(_mm256_broadcastss_ps(two), dot, sum[i & 1]);
    minima = _mm_fmadd_ps(two, _mm_broadcast_ss(x->sums + i), minima);
  }
  return sum_eight(_mm256_add_ps(sum[0], sum[1])) + _mm_cvtss_f32(_mm_movehdup_ps(minima));
}

PK_AVX2_KERNEL float dot_q5_0(const block_q5_0 *b, size_t columns, const prepared *x) {
  __m256 sum[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()};
  __m128 below = _mm_setzero_ps();
  size_t count = columns / 32;
  for (size_t i = 0; i < count; i++) {
    ask_ahead(b + i);
    __m128 scale = one_half(b[i].scale);
    __m256 dot = dot_bytes(
        five_bits(b[i].fifth, b[i].nibbles), _mm256_set1_epi32(31), x->values + i * 32);
    sum[i & 1] = _mm256_fmadd_ps(_mm256_broadcastss_ps(scale), dot, sum[i & 1]);
    below = _mm_fmadd_ps(scale, _mm_load_ss(x->sums + i), below);
  }
  return sum_eight(_mm256_add_ps(sum[0], sum[1])) - 16 * _mm_cvtss_f32(below);
}

PK_AVX2_KERNEL float dot_q5_1(const block_q5_1 *b, size_t columns, const prepared *x) {
  __m256 sum[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()};
  __m128 minima = _mm_setzero_ps();
  size_t count = columns / 32;
  for (size_t i = 0; i < count; i++) {
    ask_ahead(b + i);
    __m128 two = two_halves(&b[i].scale);
    __m256 dot = dot_bytes(
        five_bits(b[i].fifth, b[i].nibbles), _mm256_set1_epi32(31), x->values + i * 32);
    sum[i & 1] = _mm256_fmadd_ps(_mm256_broadcastss_ps(two), dot, sum[i & 1]);
    minima = _mm_fmadd_ps(two, _mm_broadcast_ss(x->sums + i), minima);
  }
  return sum_eight(_mm256_add_ps(sum[0], sum[1])) + _mm_cvtss_f32(_mm_movehdup_ps(minima));
}

// Q4_K, and Q5_K where `fifth` is not null: the same fields, of which Q5_K has one more.
PK_AVX2_PART __m256 dot_k(
    const block_q4_k *head, const uint8_t *nibbles, const uint8_t *fifth, const prepared *x,
    size_t i, __m256 sum[2]) {
  uint8_t six[16];
  float scales[8];
  unpack_six(head->six, six, six + 8);
  _mm256_storeu_ps(
      scales, _mm256_mul_ps(eight_times(head->scale), eight_bytes_as_floats(six)));
  __m256 m = _mm256_mul_ps(eight_times(head->minimum), eight_bytes_as_floats(six + 8));
#pragma clang loop unroll(full)
  for (size_t part = 0; part < 8; part++) {
    if (part % 4 == 0) ask_ahead(nibbles + part * 16);
    __m256 dot = dot_bytes(
        k_numbers(nibbles, fifth, part), _mm256_set1_epi32(31), x->values + i * 256 + part * 32);
    sum[part % 2] = _mm256_fmadd_ps(_mm256_broadcast_ss(scales + part), dot, sum[part % 2]);
  }
  return _mm256_mul_ps(m, _mm256_loadu_ps(x->sums + i * 8));
}

PK_AVX2_KERNEL float dot_q4_k(const block_q4_k *b, size_t columns, const prepared *x) {
  __m256 sum[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()}, minima = _mm256_setzero_ps();
  for (size_t i = 0; i < columns / 256; i++, b++)
    minima = _mm256_add_ps(dot_k(b, b->nibbles, NULL, x, i, sum), minima);
  return sum_eight(_mm256_sub_ps(_mm256_add_ps(sum[0], sum[1]), minima));
}

PK_AVX2_KERNEL float dot_q5_k(const block_q5_k *b, size_t columns, const prepared *x) {
  __m256 sum[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()}, minima = _mm256_setzero_ps();
  for (size_t i = 0; i < columns / 256; i++, b++)
    minima = _mm256_add_ps(
        dot_k((const void *)b, b->nibbles, b->fifth, x, i, sum), minima);
  return sum_eight(_mm256_sub_ps(_mm256_add_ps(sum[0], sum[1]), minima));
}

// As dot_bytes, 32 taken from each number while it is an integer.
PK_AVX2_PART __m256 dot_six(__m256i bytes, const float *x) {
  __m256 sum = _mm256_setzero_ps();
#pragma clang loop unroll(full)
  for (int j = 0; j < 4; j++) {
    __m256i number = _mm256_and_si256(bytes, _mm256_set1_epi32(63 << 8 * j));
    number = _mm256_sub_epi32(number, _mm256_set1_epi32(32 << 8 * j));
    sum = _mm256_fmadd_ps(_mm256_cvtepi32_ps(number), _mm256_load_ps(x + 8 * j), sum);
  }
  return sum;
}

PK_AVX2_KERNEL float dot_q6_k(const block_q6_k *b, size_t columns, const prepared *x) {
  __m256 sum[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()};
  const __m256i lanes = _mm256_setr_epi32(0, 0, 0, 0, 1, 1, 1, 1);
  size_t count = columns / 256;
  for (size_t i = 0; i < count; i++, b++) {
    float scales[16];
    __m256 scale = eight_times(b->scale);
    for (size_t h = 0; h < 16; h += 8) {
      __m128i bytes = _mm_loadl_epi64((const __m128i *)(b->scales + h));
      _mm256_storeu_ps(
          scales + h, _mm256_mul_ps(scale, _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes))));
    }
#pragma clang loop unroll(full)
    for (size_t part = 0; part < 8; part++) {
      if (part % 2 == 0) ask_ahead((const uint8_t *)b + part * 26);
      __m256 dot = dot_six(six_bits(b, part), x->values + i * 256 + part * 32);
      __m256 pair = _mm256_castpd_ps(_mm256_broadcast_sd((const double *)(scales + part * 2)));
      sum[part & 1] = _mm256_fmadd_ps(_mm256_permutevar_ps(pair, lanes), dot, sum[part & 1]);
    }
  }
  return sum_eight(_mm256_add_ps(sum[0], sum[1]));
}

PK_AVX2_KERNEL float dot_q8_0(const block_q8_0 *b, size_t columns, const float *x) {
  __m256 sum[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()};
  size_t count = columns / 32;
  for (size_t i = 0; i < count; i++, x += 32) {
    ask_ahead(b + i);
    __m256 dot = _mm256_setzero_ps();
#pragma clang loop unroll(full)
    for (size_t l = 0; l < 32; l += 8) {
      __m128i bytes = _mm_loadl_epi64((const __m128i *)(b[i].values + l));
      __m256 w = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
      dot = _mm256_fmadd_ps(w, _mm256_loadu_ps(x + l), dot);
    }
    sum[i & 1] = _mm256_fmadd_ps(eight_times(b[i].scale), dot, sum[i & 1]);
  }
  return sum_eight(_mm256_add_ps(sum[0], sum[1]));
}

PK_AVX2_PART __m256 eight_halves(pk_block type, const half *from) {
  __m128i bits = _mm_loadu_si128((const __m128i *)from);
  if (type == PK_F16) return _mm256_cvtph_ps(bits);
  return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(bits), 16));
}

PK_AVX2_PART float dot_halves(pk_block type, const half *w, size_t columns, const float *x) {
  __m256 sum[4];
  for (size_t l = 0; l < 4; l++) sum[l] = _mm256_setzero_ps();
  size_t c = 0;
  for (; c + 32 <= columns; c += 32)
#pragma clang loop unroll(full)
    for (size_t l = 0; l < 4; l++)
      sum[l] = _mm256_fmadd_ps(
          eight_halves(type, w + c + 8 * l), _mm256_loadu_ps(x + c + 8 * l), sum[l]);
  for (; c + 8 <= columns; c += 8)
    sum[0] = _mm256_fmadd_ps(eight_halves(type, w + c), _mm256_loadu_ps(x + c), sum[0]);
  float rest = 0;
  for (; c < columns; c++) {
    float value = type == PK_F16 ? _cvtsh_ss(w[c]) : bits_to_float((uint32_t)w[c] << 16);
    rest += value * x[c];
  }
  __m256 both = _mm256_add_ps(_mm256_add_ps(sum[0], sum[1]), _mm256_add_ps(sum[2], sum[3]));
  return sum_eight(both) + rest;
}

#define PALIMPSEST_ROWS(DOT)                                             \
  for (size_t r = 0; r < rows; r++) {                                    \
    const void *row = weights + r * row_bytes;                           \
    y[r] += DOT;                                                         \
  }                                                                      \
  return;

int palimpsest_has_fused_matvec(pk_block type) {
  return type != PK_F32;
}

__attribute__((target("avx2,fma,f16c"))) void palimpsest_matvec_fused(
    pk_block type, const uint8_t *weights, size_t row_bytes, size_t rows, size_t columns,
    const float *x, float *y) {
  prepared p;
  if (type >= PK_Q4_0) prepare(x, columns, &p);
  switch (type) {
    case PK_F16: PALIMPSEST_ROWS(dot_halves(PK_F16, row, columns, x))
    case PK_BF16: PALIMPSEST_ROWS(dot_halves(PK_BF16, row, columns, x))
    case PK_Q8_0: PALIMPSEST_ROWS(dot_q8_0(row, columns, x))
    case PK_Q4_0: PALIMPSEST_ROWS(dot_q4_0(row, columns, &p))
    case PK_Q4_1: PALIMPSEST_ROWS(dot_q4_1(row, columns, &p))
    case PK_Q5_0: PALIMPSEST_ROWS(dot_q5_0(row, columns, &p))
    case PK_Q5_1: PALIMPSEST_ROWS(dot_q5_1(row, columns, &p))
    case PK_Q4_K: PALIMPSEST_ROWS(dot_q4_k(row, columns, &p))
    case PK_Q5_K: PALIMPSEST_ROWS(dot_q5_k(row, columns, &p))
    case PK_Q6_K: PALIMPSEST_ROWS(dot_q6_k(row, columns, &p))
    default: return;
  }
}

#endif
