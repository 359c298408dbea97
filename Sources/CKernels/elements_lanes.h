// SPDX-License-Identifier: Apache-2.0
// What a transformer does to single numbers and rows, once a set; see lanes.h.
#include "exponential_lanes.h"

PK_KERNEL void PK_NAME(exp_all)(const float *x, size_t count, float *y) {
  for (size_t c = 0; c < count; c += PK_LANES)
    PK_NAME(store_some)(y + c, PK_NAME(exp)(PK_NAME(load_some)(x + c, count - c)), count - c);
}

// The sum of (x - shift)^2 or, without squares, of x.
PK_PART float PK_NAME(row_sum)(const float *x, size_t count, float shift, int squares) {
  PK_VECTOR sum[2] = {0};
  size_t c = 0;
  for (; c + 2 * PK_LANES <= count; c += 2 * PK_LANES)
    for (size_t l = 0; l < 2; l++) {
      PK_VECTOR a = PK_NAME(load)(x + c + l * PK_LANES) - shift;
      sum[l] = squares ? PK_FMA(a, a, sum[l]) : sum[l] + a;
    }
  float rest = 0;
  for (; c < count; c++) rest += squares ? (x[c] - shift) * (x[c] - shift) : x[c] - shift;
  return PK_NAME(sum_lanes)(sum[0] + sum[1]) + rest;
}

// One over the root of a mean square, or a NaN where squares overflow: a 0 would hide the row.
PK_PART float PK_NAME(row_scale)(float square, float epsilon) {
  return square <= __FLT_MAX__ ? 1.0f / __builtin_sqrtf(square + epsilon) : __builtin_nanf("");
}

PK_KERNEL void PK_NAME(rms_norm)(
    const float *x, const float *weight, size_t rows, size_t columns, float epsilon, float *y,
    float *scales) {
  for (size_t r = 0; r < rows; r++, x += columns, y += columns) {
    float square = PK_NAME(row_sum)(x, columns, 0, 1) / (float)columns;
    float scale = PK_NAME(row_scale)(square, epsilon);
    if (scales) scales[r] = scale;
    for (size_t c = 0; c < columns; c += PK_LANES) {
      size_t left = columns - c;
      PK_VECTOR h = PK_NAME(load_some)(x + c, left) * scale;
      PK_NAME(store_some)(y + c, h * PK_NAME(load_some)(weight + c, left), left);
    }
  }
}

PK_KERNEL void PK_NAME(layer_norm)(
    const float *x, const float *weight, const float *bias, size_t rows, size_t columns,
    float epsilon, float *y, float *means, float *scales) {
  for (size_t r = 0; r < rows; r++, x += columns, y += columns) {
    float mean = PK_NAME(row_sum)(x, columns, 0, 0) / (float)columns;
    float variance = PK_NAME(row_sum)(x, columns, mean, 1) / (float)columns;
    float scale = PK_NAME(row_scale)(variance, epsilon);
    if (means) means[r] = mean;
    if (scales) scales[r] = scale;
    for (size_t c = 0; c < columns; c += PK_LANES) {
      size_t left = columns - c;
      PK_VECTOR h = (PK_NAME(load_some)(x + c, left) - mean) * scale;
      PK_VECTOR w = PK_NAME(load_some)(weight + c, left), b = PK_NAME(load_some)(bias + c, left);
      PK_NAME(store_some)(y + c, PK_FMA(h, w, b), left);
    }
  }
}

PK_KERNEL void PK_NAME(softmax)(float *row, size_t count) {
  float most = PK_NAME(largest)(row, count);
  float share = (float)(1.0 / PK_NAME(exponentials)(row, count, most, row));
  for (size_t c = 0; c < count; c++) row[c] *= share;
}

PK_KERNEL pk_log_sum PK_NAME(log_sum)(const float *row, size_t count, size_t target) {
  pk_log_sum result = {.largest = PK_NAME(largest)(row, count), .target = row[target]};
  result.sum = PK_NAME(exponentials)(row, count, result.largest, NULL);
  return result;
}

PK_KERNEL pk_moments PK_NAME(sum_moments)(const float *row, size_t count) {
  pk_moments result = {.largest = PK_NAME(largest)(row, count)};
  const PK_VECTOR least = PK_NAME(all)(-100), most = PK_NAME(all)(result.largest);
  for (size_t c = 0; c < count;) {
    PK_VECTOR sum = {0}, first = {0}, second = {0};
    for (size_t v = 0; v < 32 && c < count; v++, c += PK_LANES) {
      PK_VECTOR d = PK_NAME(load_some)(row + c, count - c) - most;
      PK_VECTOR e = PK_NAME(exp)(d);
      if (count - c < PK_LANES) {
        float lanes[PK_LANES];
        PK_NAME(store)(lanes, e);
        for (size_t l = count - c; l < PK_LANES; l++) lanes[l] = 0;
        e = PK_NAME(load)(lanes);
      }
      // Where e is 0, any finite d will do.
      d = PK_NAME(choose)((PK_INTS)(d < least), least, d);
      sum += e;
      first = PK_FMA(e, d, first);
      second = PK_FMA(e * d, d, second);
    }
    result.sum += PK_NAME(sum_doubles)(sum);
    result.first += PK_NAME(sum_doubles)(first);
    result.second += PK_NAME(sum_doubles)(second);
  }
  return result;
}

PK_KERNEL size_t PK_NAME(count_above)(const float *row, size_t count, float bound) {
  size_t above = 0;
  while (count > 0) {
    size_t run = count < 1 << 16 ? count : 1 << 16;
    uint32_t part = 0;
    for (size_t c = 0; c < run; c++) part += row[c] > bound;
    above += part;
    row += run;
    count -= run;
  }
  return above;
}

PK_KERNEL void PK_NAME(silu_gate)(const float *gate, const float *up, size_t count, float *y) {
  for (size_t c = 0; c < count; c += PK_LANES) {
    PK_VECTOR g = PK_NAME(load_some)(gate + c, count - c);
    PK_VECTOR u = PK_NAME(load_some)(up + c, count - c);
    PK_NAME(store_some)(y + c, g * PK_NAME(sigmoid)(g) * u, count - c);
  }
}

// 1 + tanh(z) = 2 sigmoid(2 z).
PK_KERNEL void PK_NAME(gelu)(const float *x, size_t count, float *y) {
  for (size_t c = 0; c < count; c += PK_LANES) {
    PK_VECTOR a = PK_NAME(load_some)(x + c, count - c);
    PK_VECTOR z = 1.59576912f * (a + 0.044715f * a * a * a);
    PK_NAME(store_some)(y + c, a * PK_NAME(sigmoid)(z), count - c);
  }
}

PK_KERNEL void PK_NAME(rotate)(
    float *x, size_t heads, size_t stride, size_t width, const float *cosines, const float *sines,
    pk_rotary form, float direction) {
  size_t pairs = width / 2;
  for (size_t h = 0; h < heads; h++, x += stride) {
    size_t step = form == PK_ADJACENT ? 2 : 1, other = form == PK_ADJACENT ? 1 : pairs;
    for (size_t i = 0; i < pairs; i++) {
      float a = x[i * step], b = x[i * step + other], s = direction * sines[i];
      x[i * step] = a * cosines[i] - b * s;
      x[i * step + other] = a * s + b * cosines[i];
    }
  }
}

PK_KERNEL void PK_NAME(axpy)(float factor, const float *x, size_t count, float *y) {
  for (size_t c = 0; c < count; c++) y[c] += factor * x[c];
}

PK_KERNEL void PK_NAME(scale)(float factor, size_t count, float *x) {
  for (size_t c = 0; c < count; c++) x[c] *= factor;
}
