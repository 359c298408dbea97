// SPDX-License-Identifier: Apache-2.0
// Blocks to floats, once a set (see lanes.h): numbers are gathered as bytes, then scaled; without
// fused operations all sets round alike.
#include "lanes.h"

#undef PK_HALF
#undef PK_BYTES
#undef PK_SIGNED
#define PK_BYTES PK_NAME(pk_bytes)
#define PK_SIGNED PK_NAME(pk_signed)
typedef uint8_t PK_BYTES __attribute__((vector_size(PK_LANES), aligned(1)));
typedef int8_t PK_SIGNED __attribute__((vector_size(PK_LANES), aligned(1)));
#if PK_LANES == 4
#define PK_HALF(H) half_to_float(H)
#else
#define PK_HALF(H) _mm_cvtss_f32(_mm_cvtph_ps(_mm_cvtsi32_si128(H)))
#endif

PK_KERNEL void PK_NAME(widen)(pk_block type, const void *bytes, size_t count, float *out) {
  const half *from = bytes;
  if (type == PK_F32) memcpy(out, bytes, count * sizeof *out);
  if (type == PK_BF16)
    for (size_t i = 0; i < count; i++) out[i] = bits_to_float((uint32_t)from[i] << 16);
  if (type != PK_F16) return;
  size_t i = 0;
#if PK_LANES > 4
  for (; i + 8 <= count; i += 8)
    _mm256_storeu_ps(out + i, _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)(from + i))));
#endif
  for (; i < count; i++) out[i] = PK_HALF(from[i]);
}

// Writes scale * (number - take) for 32 numbers.
PK_PART void PK_NAME(scale_numbers)(const uint8_t *numbers, float scale, float take, float *out) {
#pragma clang loop unroll(full)
  for (size_t i = 0; i < 32; i += PK_LANES) {
    PK_VECTOR n = __builtin_convertvector(*(const PK_BYTES *)(numbers + i), PK_VECTOR);
    PK_NAME(store)(out + i, scale * (n - take));
  }
}

// Writes scale * number + minimum for 32 numbers.
PK_PART void PK_NAME(place_numbers)(
    const uint8_t *numbers, float scale, float minimum, float *out) {
#pragma clang loop unroll(full)
  for (size_t i = 0; i < 32; i += PK_LANES) {
    PK_VECTOR n = __builtin_convertvector(*(const PK_BYTES *)(numbers + i), PK_VECTOR);
    PK_NAME(store)(out + i, scale * n + minimum);
  }
}

PK_PART void PK_NAME(split_nibbles)(const uint8_t nibbles[16], uint8_t numbers[32]) {
  for (size_t i = 0; i < 16; i++) numbers[i] = nibbles[i] & 15;
  for (size_t i = 0; i < 16; i++) numbers[i + 16] = nibbles[i] >> 4;
}

// The 32 five-bit numbers of a block: a nibble and a bit each. The eight bits of a byte are spread
// over the bytes of a word: copied to each, one kept in each, and made 16 where it is not zero.
PK_PART void PK_NAME(join_fifth)(
    const uint8_t fifth[4], const uint8_t nibbles[16], uint8_t numbers[32]) {
  PK_NAME(split_nibbles)(nibbles, numbers);
  for (size_t w = 0; w < 4; w++) {
    uint64_t bits = fifth[w] * 0x0101010101010101u & 0x8040201008040201u, word;
    bits = ((bits + 0x7f7f7f7f7f7f7f7fu) & 0x8080808080808080u) >> 3;
    memcpy(&word, numbers + 8 * w, 8);
    word |= bits;
    memcpy(numbers + 8 * w, &word, 8);
  }
}

PK_KERNEL void PK_NAME(unpack_q8_0)(const block_q8_0 *b, size_t count, float *out) {
  for (; count; count -= 32, b++, out += 32) {
    float scale = PK_HALF(b->scale);
#pragma clang loop unroll(full)
    for (size_t i = 0; i < 32; i += PK_LANES) {
      PK_VECTOR n = __builtin_convertvector(*(const PK_SIGNED *)(b->values + i), PK_VECTOR);
      PK_NAME(store)(out + i, scale * n);
    }
  }
}

PK_KERNEL void PK_NAME(unpack_q4_0)(const block_q4_0 *b, size_t count, float *out) {
  for (; count; count -= 32, b++, out += 32) {
    uint8_t numbers[32];
    PK_NAME(split_nibbles)(b->nibbles, numbers);
    PK_NAME(scale_numbers)(numbers, PK_HALF(b->scale), 8, out);
  }
}

PK_KERNEL void PK_NAME(unpack_q4_1)(const block_q4_1 *b, size_t count, float *out) {
  for (; count; count -= 32, b++, out += 32) {
    uint8_t numbers[32];
    PK_NAME(split_nibbles)(b->nibbles, numbers);
    PK_NAME(place_numbers)(numbers, PK_HALF(b->scale), PK_HALF(b->minimum), out);
  }
}

PK_KERNEL void PK_NAME(unpack_q5_0)(const block_q5_0 *b, size_t count, float *out) {
  for (; count; count -= 32, b++, out += 32) {
    uint8_t numbers[32];
    PK_NAME(join_fifth)(b->fifth, b->nibbles, numbers);
    PK_NAME(scale_numbers)(numbers, PK_HALF(b->scale), 16, out);
  }
}

PK_KERNEL void PK_NAME(unpack_q5_1)(const block_q5_1 *b, size_t count, float *out) {
  for (; count; count -= 32, b++, out += 32) {
    uint8_t numbers[32];
    PK_NAME(join_fifth)(b->fifth, b->nibbles, numbers);
    PK_NAME(place_numbers)(numbers, PK_HALF(b->scale), PK_HALF(b->minimum), out);
  }
}

PK_KERNEL void PK_NAME(unpack_q4_k)(const block_q4_k *b, size_t count, float *out) {
  for (; count; count -= 256, b++) {
    uint8_t scales[8], minima[8], numbers[32];
    unpack_six(b->six, scales, minima);
    float scale = PK_HALF(b->scale), minimum = PK_HALF(b->minimum);
    for (size_t part = 0; part < 8; part++, out += 32) {
      const uint8_t *nibbles = b->nibbles + part / 2 * 32;
      unsigned shift = part % 2 * 4;
      for (size_t i = 0; i < 32; i++) numbers[i] = nibbles[i] >> shift & 15;
      PK_NAME(place_numbers)(
          numbers, scale * (float)scales[part], -(minimum * (float)minima[part]), out);
    }
  }
}

PK_KERNEL void PK_NAME(unpack_q5_k)(const block_q5_k *b, size_t count, float *out) {
  for (; count; count -= 256, b++) {
    uint8_t scales[8], minima[8], numbers[32];
    unpack_six(b->six, scales, minima);
    float scale = PK_HALF(b->scale), minimum = PK_HALF(b->minimum);
    for (size_t part = 0; part < 8; part++, out += 32) {
      const uint8_t *nibbles = b->nibbles + part / 2 * 32;
      unsigned shift = part % 2 * 4;
      for (size_t i = 0; i < 32; i++)
        numbers[i] = (uint8_t)((nibbles[i] >> shift & 15) | (b->fifth[i] >> part & 1) << 4);
      PK_NAME(place_numbers)(
          numbers, scale * (float)scales[part], -(minimum * (float)minima[part]), out);
    }
  }
}

// Each half of 32 numbers has a scale of its own.
PK_KERNEL void PK_NAME(unpack_q6_k)(const block_q6_k *b, size_t count, float *out) {
  for (; count; count -= 256, b++) {
    float scale = PK_HALF(b->scale);
    for (size_t part = 0; part < 8; part++, out += 32) {
      const uint8_t *nibbles = b->nibbles + part / 4 * 64 + part % 2 * 32;
      const uint8_t *upper = b->upper + part / 4 * 32;
      unsigned shift = part % 4 / 2 * 4, top = part % 4 * 2;
      uint8_t numbers[32];
      for (size_t i = 0; i < 32; i++)
        numbers[i] = (uint8_t)((nibbles[i] >> shift & 15) | (upper[i] >> top & 3) << 4);
#pragma clang loop unroll(full)
      for (size_t i = 0; i < 32; i += PK_LANES) {
        PK_VECTOR n = __builtin_convertvector(*(const PK_BYTES *)(numbers + i), PK_VECTOR);
        float s = scale * (float)b->scales[part * 2 + i / 16];
        PK_NAME(store)(out + i, s * (n - 32.0f));
      }
    }
  }
}

PK_KERNEL void PK_NAME(dequantize)(pk_block type, const void *bytes, size_t count, float *out) {
  switch (type) {
    case PK_F32:
    case PK_F16:
    case PK_BF16: PK_NAME(widen)(type, bytes, count, out); return;
    case PK_Q8_0: PK_NAME(unpack_q8_0)(bytes, count, out); return;
    case PK_Q4_0: PK_NAME(unpack_q4_0)(bytes, count, out); return;
    case PK_Q4_1: PK_NAME(unpack_q4_1)(bytes, count, out); return;
    case PK_Q5_0: PK_NAME(unpack_q5_0)(bytes, count, out); return;
    case PK_Q5_1: PK_NAME(unpack_q5_1)(bytes, count, out); return;
    case PK_Q4_K: PK_NAME(unpack_q4_k)(bytes, count, out); return;
    case PK_Q5_K: PK_NAME(unpack_q5_k)(bytes, count, out); return;
    case PK_Q6_K: PK_NAME(unpack_q6_k)(bytes, count, out); return;
  }
}
