// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_MATVEC_H
#define PALIMPSEST_MATVEC_H

#include "blocks.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define PK_AVX2_PART \
  __attribute__((target("avx2,fma,f16c"))) static inline __attribute__((always_inline))
#define PK_AVX2_KERNEL __attribute__((target("avx2,fma,f16c"))) static

// The sum of the lanes, halves onto halves.
PK_AVX2_PART float sum_eight(__m256 x) {
  __m128 s = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
  s = _mm_add_ps(s, _mm_movehl_ps(s, s));
  return _mm_cvtss_f32(_mm_add_ss(s, _mm_shuffle_ps(s, s, 1)));
}

// A half as the first of four floats. By way of an integer register: the compiler would put a half
// from memory into a vector that still waits for a sum.
PK_AVX2_PART __m128 one_half(half h) { return _mm_cvtph_ps(_mm_cvtsi32_si128(h)); }

PK_AVX2_PART __m256 eight_times(half h) { return _mm256_broadcastss_ps(one_half(h)); }

// Two halves that lie together, as the first two of four floats.
PK_AVX2_PART __m128 two_halves(const half *from) {
  int32_t both;
  memcpy(&both, from, 4);
  return _mm_cvtph_ps(_mm_cvtsi32_si128(both));
}

// Asks for what lies 1 KB ahead of a block: rows follow each other without a gap, and a processor's
// own prefetching ends with a page.
PK_AVX2_PART void ask_ahead(const void *block) {
  _mm_prefetch((const char *)block + 1024, _MM_HINT_T0);
}

PK_AVX2_PART __m256 eight_bytes_as_floats(const uint8_t *from) {
  return _mm256_cvtepi32_ps(_mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)from)));
}

PK_AVX2_PART __m256i nibbles_in_order(const uint8_t *nibbles) {
  __m128i low = _mm_loadu_si128((const __m128i *)nibbles);
  __m256i both = _mm256_inserti128_si256(
      _mm256_castsi128_si256(low), _mm_srli_epi16(low, 4), 1);
  return _mm256_and_si256(both, _mm256_set1_epi8(15));
}

// The 32 bits of a block as 16 or 0 in the bytes of their numbers.
PK_AVX2_PART __m256i five_bits(const uint8_t fifth[4], const uint8_t *nibbles) {
  const __m256i places = _mm256_setr_epi64x(
      0, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303);
  const __m256i bit = _mm256_set1_epi64x((long long)0x8040201008040201u);
  int32_t bits;
  memcpy(&bits, fifth, 4);
  __m256i spread = _mm256_shuffle_epi8(_mm256_set1_epi32(bits), places);
  __m256i is_set = _mm256_cmpeq_epi8(_mm256_and_si256(spread, bit), bit);
  return _mm256_or_si256(
      nibbles_in_order(nibbles), _mm256_and_si256(is_set, _mm256_set1_epi8(16)));
}

// The numbers of an eighth of a Q4_K block or, where `fifth` is not null, of a Q5_K block.
PK_AVX2_PART __m256i k_numbers(const uint8_t *nibbles, const uint8_t *fifth, size_t part) {
  __m256i bytes = _mm256_loadu_si256((const __m256i *)(nibbles + part / 2 * 32));
  if (part % 2) bytes = _mm256_srli_epi16(bytes, 4);
  bytes = _mm256_and_si256(bytes, _mm256_set1_epi8(15));
  if (!fifth) return bytes;
  __m256i bits = _mm256_loadu_si256((const __m256i *)fifth);
  bits = part < 4 ? _mm256_slli_epi16(bits, 4 - (int)part) : _mm256_srli_epi16(bits, (int)part - 4);
  return _mm256_or_si256(bytes, _mm256_and_si256(bits, _mm256_set1_epi8(16)));
}

// The numbers 0...63 of a quarter of a Q6_K block, `part` below 8.
PK_AVX2_PART __m256i six_bits(const block_q6_k *b, size_t part) {
  const uint8_t *nibbles = b->nibbles + part / 4 * 64 + part % 2 * 32;
  __m256i low = _mm256_loadu_si256((const __m256i *)nibbles);
  __m256i top = _mm256_loadu_si256((const __m256i *)(b->upper + part / 4 * 32));
  if (part % 4 / 2) low = _mm256_srli_epi16(low, 4);
  top = part % 4 < 2 ? _mm256_slli_epi16(top, part % 4 ? 2 : 4)
                     : _mm256_srli_epi16(top, part % 4 == 2 ? 0 : 2);
  return _mm256_or_si256(
      _mm256_and_si256(low, _mm256_set1_epi8(15)), _mm256_and_si256(top, _mm256_set1_epi8(48)));
}

// Whether a fused kernel exists, which then adds W x for at most PK_MATVEC_PIECE columns to y.
int palimpsest_has_fused_matvec(pk_block type);
void palimpsest_matvec_fused(
    pk_block type, const uint8_t *weights, size_t row_bytes, size_t rows, size_t columns,
    const float *x, float *y);

// W x with integer products.
void palimpsest_matvec_integer_avx2(
    pk_block type, const void *weights, size_t rows, const pk_activations *x, float *y);

#endif
#endif
