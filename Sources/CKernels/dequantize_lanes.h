// SPDX-License-Identifier: Apache-2.0
// Blocks to floats, compiled once a set (see lanes.h): the loops are plain and left to the
// compiler's vectors, which round alike in every set.
#include "lanes.h"

#undef PK_HALF
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

PK_KERNEL void PK_NAME(unpack_q8_0)(const block_q8_0 *b, size_t count, float *out) {
  for (; count; count -= 32, b++, out += 32) {
    float scale = PK_HALF(b->scale);
    for (size_t i = 0; i < 32; i++) out[i] = scale * (float)b->values[i];
  }
}

PK_KERNEL void PK_NAME(unpack_q4_0)(const block_q4_0 *b, size_t count, float *out) {
  for (; count; count -= 32, b++, out += 32) {
    float scale = PK_HALF(b->scale);
    for (size_t i = 0; i < 16; i++) out[i] = scale * (float)((b->nibbles[i] & 15) - 8);
    for (size_t i = 0; i < 16; i++) out[i + 16] = scale * (float)((b->nibbles[i] >> 4) - 8);
  }
}

PK_KERNEL void PK_NAME(unpack_q4_1)(const block_q4_1 *b, size_t count, float *out) {
  for (; count; count -= 32, b++, out += 32) {
    float scale = PK_HALF(b->scale), minimum = PK_HALF(b->minimum);
    for (size_t i = 0; i < 16; i++) out[i] = scale * (float)(b->nibbles[i] & 15) + minimum;
    for (size_t i = 0; i < 16; i++) out[i + 16] = scale * (float)(b->nibbles[i] >> 4) + minimum;
  }
}

// The 32 five-bit numbers of a block: a nibble and a bit each.
PK_PART void PK_NAME(join_fifth)(
    const uint8_t fifth[4], const uint8_t nibbles[16], int32_t numbers[32]) {
  uint32_t bits;
  memcpy(&bits, fifth, 4);
  for (size_t i = 0; i < 16; i++) {
    numbers[i] = (int32_t)((nibbles[i] & 15u) | (bits >> i & 1) << 4);
    numbers[i + 16] = (int32_t)(nibbles[i] >> 4 | (bits >> (i + 16) & 1) << 4);
  }
}

PK_KERNEL void PK_NAME(unpack_q5_0)(const block_q5_0 *b, size_t count, float *out) {
  for (; count; count -= 32, b++, out += 32) {
    int32_t numbers[32];
    float scale = PK_HALF(b->scale);
    PK_NAME(join_fifth)(b->fifth, b->nibbles, numbers);
    for (size_t i = 0; i < 32; i++) out[i] = scale * (float)(numbers[i] - 16);
  }
}

PK_KERNEL void PK_NAME(unpack_q5_1)(const block_q5_1 *b, size_t count, float *out) {
  for (; count; count -= 32, b++, out += 32) {
    int32_t numbers[32];
    float scale = PK_HALF(b->scale), minimum = PK_HALF(b->minimum);
    PK_NAME(join_fifth)(b->fifth, b->nibbles, numbers);
    for (size_t i = 0; i < 32; i++) out[i] = scale * (float)numbers[i] + minimum;
  }
}

PK_KERNEL void PK_NAME(unpack_q4_k)(const block_q4_k *b, size_t count, float *out) {
  for (; count; count -= 256, b++) {
    uint8_t scales[8], minima[8];
    unpack_six(b->six, scales, minima);
    float scale = PK_HALF(b->scale), minimum = PK_HALF(b->minimum);
    for (size_t part = 0; part < 8; part++, out += 32) {
      const uint8_t *nibbles = b->nibbles + part / 2 * 32;
      float s = scale * (float)scales[part], m = minimum * (float)minima[part];
      if (part % 2 == 0)
        for (size_t i = 0; i < 32; i++) out[i] = s * (float)(nibbles[i] & 15) - m;
      else
        for (size_t i = 0; i < 32; i++) out[i] = s * (float)(nibbles[i] >> 4) - m;
    }
  }
}

PK_KERNEL void PK_NAME(unpack_q5_k)(const block_q5_k *b, size_t count, float *out) {
  for (; count; count -= 256, b++) {
    uint8_t scales[8], minima[8];
    unpack_six(b->six, scales, minima);
    float scale = PK_HALF(b->scale), minimum = PK_HALF(b->minimum);
    for (size_t part = 0; part < 8; part++, out += 32) {
      const uint8_t *nibbles = b->nibbles + part / 2 * 32;
      float s = scale * (float)scales[part], m = minimum * (float)minima[part];
      unsigned shift = part % 2 * 4;
      for (size_t i = 0; i < 32; i++) {
        int32_t number = (nibbles[i] >> shift & 15) | (b->fifth[i] >> part & 1) << 4;
        out[i] = s * (float)number - m;
      }
    }
  }
}

PK_KERNEL void PK_NAME(unpack_q6_k)(const block_q6_k *b, size_t count, float *out) {
  for (; count; count -= 256, b++) {
    float scale = PK_HALF(b->scale);
    for (size_t part = 0; part < 8; part++, out += 32) {
      const uint8_t *nibbles = b->nibbles + part / 4 * 64 + part % 2 * 32;
      const uint8_t *upper = b->upper + part / 4 * 32;
      unsigned shift = part % 4 / 2 * 4, top = part % 4 * 2;
      float s[2] = {
          scale * (float)b->scales[part * 2], scale * (float)b->scales[part * 2 + 1]};
      for (size_t i = 0; i < 32; i++) {
        int32_t number = (nibbles[i] >> shift & 15) | (upper[i] >> top & 3) << 4;
        out[i] = s[i / 16] * (float)(number - 32);
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
