// SPDX-License-Identifier: Apache-2.0
#include "matvec.h"

#define PK_LANES 4
#include "integer_lanes.h"
#if defined(__x86_64__)
#undef PK_LANES
#define PK_LANES 8
#include "integer_lanes.h"
#endif

void pk_quantize_activations(const float *x, pk_activations *activations, pk_kernel_set set) {
#if defined(__x86_64__)
  if (set != PK_PORTABLE) {
    quantize_avx2(x, activations);
    return;
  }
#endif
  (void)set;
  quantize_portable(x, activations);
}

int pk_has_integer_matvec(pk_block type) {
  return type >= PK_Q8_0;
}

// The integers of 32 numbers of a row from `column`, with a scale for each half of them and the
// share of x's sum that is added.
typedef struct {
  int32_t numbers[32];
  float scales[2], share;
} unpacked;

static void unpack_nibbles(const uint8_t nibbles[16], int32_t take, int32_t numbers[32]) {
  for (size_t i = 0; i < 16; i++) {
    numbers[i] = (nibbles[i] & 15) - take;
    numbers[i + 16] = (nibbles[i] >> 4) - take;
  }
}

static void add_fifth(const uint8_t fifth[4], int32_t numbers[32]) {
  for (size_t i = 0; i < 32; i++) numbers[i] += (fifth[i / 8] >> i % 8 & 1) << 4;
}

static void unpack_small(pk_block type, const uint8_t *row, size_t block, unpacked *u) {
  const uint8_t *bytes = row + block * pk_block_bytes(type);
  half fields[2];
  memcpy(fields, bytes, 4);
  u->scales[0] = u->scales[1] = half_to_float(fields[0]);
  u->share = type == PK_Q4_1 || type == PK_Q5_1 ? half_to_float(fields[1]) : 0;
  switch (type) {
    case PK_Q8_0:
      for (size_t i = 0; i < 32; i++) u->numbers[i] = (int8_t)bytes[2 + i];
      return;
    case PK_Q4_0: unpack_nibbles(bytes + 2, 8, u->numbers); return;
    case PK_Q4_1: unpack_nibbles(bytes + 4, 0, u->numbers); return;
    case PK_Q5_0:
      unpack_nibbles(bytes + 6, 16, u->numbers);
      add_fifth(bytes + 2, u->numbers);
      return;
    default:
      unpack_nibbles(bytes + 8, 0, u->numbers);
      add_fifth(bytes + 4, u->numbers);
      return;
  }
}

static void unpack_k(
    const block_q4_k *head, const uint8_t *nibbles, const uint8_t *fifth, size_t part,
    unpacked *u) {
  uint8_t scales[8], minima[8];
  unpack_six(head->six, scales, minima);
  for (size_t i = 0; i < 32; i++) {
    u->numbers[i] = nibbles[part / 2 * 32 + i] >> part % 2 * 4 & 15;
    if (fifth) u->numbers[i] |= (fifth[i] >> part & 1) << 4;
  }
  u->scales[0] = u->scales[1] = half_to_float(head->scale) * (float)scales[part];
  u->share = -(half_to_float(head->minimum) * (float)minima[part]);
}

static void unpack_q6_k(const block_q6_k *b, size_t part, unpacked *u) {
  const uint8_t *nibbles = b->nibbles + part / 4 * 64 + part % 2 * 32;
  for (size_t i = 0; i < 32; i++) {
    int32_t low = nibbles[i] >> part % 4 / 2 * 4 & 15;
    u->numbers[i] = (low | (b->upper[part / 4 * 32 + i] >> part % 4 * 2 & 3) << 4) - 32;
  }
  for (size_t h = 0; h < 2; h++)
    u->scales[h] = half_to_float(b->scale) * (float)b->scales[part * 2 + h];
  u->share = 0;
}

static void unpack_large(pk_block type, const uint8_t *row, size_t block, unpacked *u) {
  const uint8_t *bytes = row + block / 8 * pk_block_bytes(type);
  const block_q5_k *b = (const void *)bytes;
  if (type == PK_Q4_K)
    unpack_k((const void *)b, ((const block_q4_k *)bytes)->nibbles, NULL, block % 8, u);
  else if (type == PK_Q5_K)
    unpack_k((const void *)b, b->nibbles, b->fifth, block % 8, u);
  else
    unpack_q6_k((const void *)bytes, block % 8, u);
}

static float dot_integers(pk_block type, const void *row, const pk_activations *x) {
  float sum = 0;
  for (size_t block = 0; block < x->columns / 32; block++) {
    unpacked u;
    if (pk_block_count(type) == 32) unpack_small(type, row, block, &u);
    else unpack_large(type, row, block, &u);
    int32_t dots[2] = {0, 0};
    for (size_t i = 0; i < 32; i++) dots[i / 16] += u.numbers[i] * x->values[block * 32 + i];
    float both = u.scales[0] * (float)dots[0] + u.scales[1] * (float)dots[1];
    sum += both * x->scales[block] + u.share * x->sums[block];
  }
  return sum;
}

void pk_matvec_integer(
    pk_block type, const void *weights, size_t rows, const pk_activations *x, float *y,
    pk_kernel_set set) {
#if defined(__x86_64__)
  if (set != PK_PORTABLE) {
    palimpsest_matvec_integer_avx2(type, weights, rows, x, y);
    return;
  }
#endif
  (void)set;
  size_t bytes = x->columns / pk_block_count(type) * pk_block_bytes(type);
  for (size_t r = 0; r < rows; r++)
    y[r] = dot_integers(type, (const uint8_t *)weights + r * bytes, x);
}
