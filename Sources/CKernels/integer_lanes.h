// SPDX-License-Identifier: Apache-2.0
// Rounding of activations, once a set (see lanes.h); plain loops that round alike in every set.
#include "lanes.h"

PK_KERNEL void PK_NAME(quantize)(const float *x, pk_activations *out) {
  const float magic = 0x1.8p23f;  // adding it leaves the nearest integer in the low bits
  for (size_t c = 0; c < out->columns; c += 32, x += 32) {
    uint32_t largest = 0, bits[32];
    memcpy(bits, x, sizeof bits);
    for (size_t i = 0; i < 32; i++) {
      uint32_t magnitude = bits[i] & 0x7fffffff;
      largest = magnitude > largest ? magnitude : largest;
    }
    float most = bits_to_float(largest), inverse = most > 0 ? 127.0f / most : 0;
    int32_t sum = 0, numbers[32];
    for (size_t i = 0; i < 32; i++) {
      float moved = x[i] * inverse + magic;
      memcpy(&numbers[i], &moved, 4);
      numbers[i] -= 0x4b400000;
      sum += numbers[i];
    }
    for (size_t i = 0; i < 32; i++) out->values[c + i] = (int8_t)numbers[i];
    out->scales[c / 32] = most / 127.0f;
    out->sums[c / 32] = most / 127.0f * (float)sum;
  }
}
