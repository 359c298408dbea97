// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_BLOCKS_H
#define PALIMPSEST_BLOCKS_H

#include <stdint.h>
#include <string.h>

#include "CKernelsBlocks.h"

// The blocks as they lie in a file, without padding; half is the bits of a 16-bit float.
typedef uint16_t half;
typedef struct { half scale; int8_t values[32]; } __attribute__((packed)) block_q8_0;
typedef struct { half scale; uint8_t nibbles[16]; } __attribute__((packed)) block_q4_0;
typedef struct { half scale, minimum; uint8_t nibbles[16]; } __attribute__((packed)) block_q4_1;
typedef struct { half scale; uint8_t fifth[4], nibbles[16]; } __attribute__((packed)) block_q5_0;
typedef struct {
  half scale, minimum;
  uint8_t fifth[4], nibbles[16];
} __attribute__((packed)) block_q5_1;
typedef struct {
  half scale, minimum;
  uint8_t six[12], nibbles[128];
} __attribute__((packed)) block_q4_k;
typedef struct {
  half scale, minimum;
  uint8_t six[12], fifth[32], nibbles[128];
} __attribute__((packed)) block_q5_k;
typedef struct {
  uint8_t nibbles[128], upper[64];
  int8_t scales[16];
  half scale;
} __attribute__((packed)) block_q6_k;

static inline float bits_to_float(uint32_t bits) {
  float x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

// A 16-bit float in plain arithmetic; a signalling NaN becomes quiet, as the instruction does it.
static inline float half_to_float(half h) {
  uint32_t sign = (uint32_t)(h & 0x8000) << 16, rest = h & 0x7fff;
  if (rest >= 0x7c00) {
    uint32_t quiet = rest > 0x7c00 ? 0x400000u : 0;
    return bits_to_float(sign | 0x7f800000u | (rest & 0x3ff) << 13 | quiet);
  }
  if (rest >= 0x400) return bits_to_float(sign | ((rest << 13) + 0x38000000u));
  float small = (float)rest * 0x1p-24f;
  uint32_t bits;
  memcpy(&bits, &small, sizeof bits);
  return bits_to_float(sign | bits);
}

// Spreads the twelve bytes of eight six-bit scales and eight six-bit minima: the first four of each
// lie in the low bits of bytes 0-3 and 4-7, the others are a nibble of bytes 8-11 and the two top
// bits of those.
static inline void unpack_six(const uint8_t six[12], uint8_t scales[8], uint8_t minima[8]) {
  uint32_t low, middle, high;
  memcpy(&low, six, 4);
  memcpy(&middle, six + 4, 4);
  memcpy(&high, six + 8, 4);
  uint32_t first = low & 0x3f3f3f3f, second = middle & 0x3f3f3f3f;
  uint32_t third = (high & 0x0f0f0f0f) | (low >> 2 & 0x30303030);
  uint32_t fourth = (high >> 4 & 0x0f0f0f0f) | (middle >> 2 & 0x30303030);
  memcpy(scales, &first, 4);
  memcpy(scales + 4, &third, 4);
  memcpy(minima, &second, 4);
  memcpy(minima + 4, &fourth, 4);
}

#endif
