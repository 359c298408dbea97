// SPDX-License-Identifier: Apache-2.0
// The exponential on the vectors of one set, and what is made of it; see lanes.h.
#include "lanes.h"

PK_PART PK_VECTOR PK_NAME(choose)(PK_INTS mask, PK_VECTOR a, PK_VECTOR b) {
  return (PK_VECTOR)((mask & (PK_INTS)a) | (~mask & (PK_INTS)b));
}

PK_PART PK_VECTOR PK_NAME(greater)(PK_VECTOR a, PK_VECTOR b) {
  return PK_NAME(choose)((PK_INTS)(a > b), a, b);
}

// e^x = 2^n e^r with r = x - n ln 2 in two parts and |r| <= ln 2 / 2, e^r by its series to r^7 (the
// rest is below 6e-9). The power of two comes in two factors, each an ordinary number.
PK_PART PK_VECTOR PK_NAME(exp)(PK_VECTOR x) {
  const PK_VECTOR least = PK_NAME(all)(-87.3365448f), most = PK_NAME(all)(88.7228391f);
  const PK_VECTOR magic = PK_NAME(all)(0x1.8p23f);
  PK_INTS below = (PK_INTS)(x < least), above = (PK_INTS)(x > most);
  x = PK_NAME(choose)(below, least, PK_NAME(choose)(above, most, x));
  PK_VECTOR moved = PK_FMA(x, PK_NAME(all)(1.44269504f), magic);
  PK_VECTOR n = moved - magic;
  PK_INTS whole = (PK_INTS)moved - (PK_INTS)magic;
  PK_VECTOR r = PK_FMA(n, PK_NAME(all)(-0.693359375f), x);
  r = PK_FMA(n, PK_NAME(all)(2.12194440e-4f), r);
  PK_VECTOR p = PK_NAME(all)(1.0f / 5040);
  p = PK_FMA(p, r, PK_NAME(all)(1.0f / 720));
  p = PK_FMA(p, r, PK_NAME(all)(1.0f / 120));
  p = PK_FMA(p, r, PK_NAME(all)(1.0f / 24));
  p = PK_FMA(p, r, PK_NAME(all)(1.0f / 6));
  p = PK_FMA(p, r, PK_NAME(all)(0.5f));
  p = PK_FMA(p, r, PK_NAME(all)(1.0f));
  p = PK_FMA(p, r, PK_NAME(all)(1.0f));
  PK_INTS first = whole >> 1, second = whole - first;
  p *= (PK_VECTOR)((first + 127) << 23);
  p *= (PK_VECTOR)((second + 127) << 23);
  p = PK_NAME(choose)(below, (PK_VECTOR){0}, p);
  return PK_NAME(choose)(above, PK_NAME(all)(__builtin_inff()), p);
}

PK_PART PK_VECTOR PK_NAME(sigmoid)(PK_VECTOR x) { return 1.0f / (1.0f + PK_NAME(exp)(-x)); }

PK_PART double PK_NAME(sum_doubles)(PK_VECTOR x) {
  float lanes[PK_LANES];
  PK_NAME(store)(lanes, x);
  double sum = 0;
  for (size_t l = 0; l < PK_LANES; l++) sum += lanes[l];
  return sum;
}

PK_PART float PK_NAME(largest)(const float *row, size_t count) {
  PK_VECTOR most = PK_NAME(all)(row[0]);
  size_t c = 0;
  for (; c + PK_LANES <= count; c += PK_LANES)
    most = PK_NAME(greater)(PK_NAME(load)(row + c), most);
  float lanes[PK_LANES];
  PK_NAME(store)(lanes, most);
  for (size_t l = 1; l < PK_LANES; l++) lanes[0] = lanes[l] > lanes[0] ? lanes[l] : lanes[0];
  for (; c < count; c++) lanes[0] = row[c] > lanes[0] ? row[c] : lanes[0];
  return lanes[0];
}

// The sum of e^(row - shift), written to `out` unless that is null; runs of 32 vectors are summed
// in floats and those sums in doubles.
PK_PART double PK_NAME(exponentials)(const float *row, size_t count, float shift, float *out) {
  double sum = 0;
  size_t c = 0;
  while (c + PK_LANES <= count) {
    PK_VECTOR part = {0};
    for (size_t v = 0; v < 32 && c + PK_LANES <= count; v++, c += PK_LANES) {
      PK_VECTOR e = PK_NAME(exp)(PK_NAME(load)(row + c) - shift);
      if (out) PK_NAME(store)(out + c, e);
      part += e;
    }
    sum += PK_NAME(sum_doubles)(part);
  }
  if (c < count) {
    float lanes[PK_LANES];
    PK_NAME(store)(lanes, PK_NAME(exp)(PK_NAME(load_some)(row + c, count - c) - shift));
    for (size_t l = 0; c + l < count; l++) {
      sum += lanes[l];
      if (out) out[c + l] = lanes[l];
    }
  }
  return sum;
}
