// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_SIGMOID_H
#define PALIMPSEST_SIGMOID_H

#include <stdint.h>
#include <string.h>

// exp(x) for |x| <= 87 as 2^n times a degree-6 polynomial of the remainder; relative error below
// 3e-7. Own code, so that a model's bytes do not depend on the C library.
static inline float palimpsest_exp(float x) {
  float scaled = x * 1.44269504f;
  int32_t n = (int32_t)(scaled + (scaled < 0 ? -0.5f : 0.5f));
  float r = x - (float)n * 0.693359375f;
  r -= (float)n * -2.12194440e-4f;
  float p = 1.0f / 720.0f;
  p = p * r + 1.0f / 120.0f;
  p = p * r + 1.0f / 24.0f;
  p = p * r + 1.0f / 6.0f;
  p = p * r + 0.5f;
  p = p * r + 1.0f;
  p = p * r + 1.0f;
  uint32_t bits = (uint32_t)(n + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return p * power;
}

static inline float palimpsest_sigmoid(float x) {
  if (x > 80.0f) x = 80.0f;
  if (x < -80.0f) x = -80.0f;
  return 1.0f / (1.0f + palimpsest_exp(-x));
}

#endif
