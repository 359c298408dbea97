// SPDX-License-Identifier: Apache-2.0
// The way back through elements_lanes.h, and AdamW, once a set; see lanes.h.
#include "exponential_lanes.h"

// With g = weight dy and h = (x - mean) scale: the sums of g and of g h over a row.
PK_PART void PK_NAME(norm_sums)(
    const pk_norm_gradient *n, size_t row, float mean, float scale, float sums[2]) {
  const float *x = n->x + row * n->columns, *dy = n->dy + row * n->columns;
  PK_VECTOR plain = {0}, product = {0};
  for (size_t c = 0; c < n->columns; c += PK_LANES) {
    size_t left = n->columns - c;
    PK_VECTOR g = PK_NAME(load_some)(n->weight + c, left) * PK_NAME(load_some)(dy + c, left);
    plain += g;
    product = PK_FMA(g, (PK_NAME(load_some)(x + c, left) - mean) * scale, product);
  }
  sums[0] = PK_NAME(sum_lanes)(plain);
  sums[1] = PK_NAME(sum_lanes)(product);
}

// dx = scale (g - mean(g) - h mean(g h)), without the first mean for an RMS norm.
PK_PART void PK_NAME(norm_row)(const pk_norm_gradient *n, size_t row, int is_layer) {
  const float *x = n->x + row * n->columns, *dy = n->dy + row * n->columns;
  float *dx = n->dx + row * n->columns;
  float mean = is_layer ? n->means[row] : 0, scale = n->scales[row], sums[2];
  PK_NAME(norm_sums)(n, row, mean, scale, sums);
  float first = is_layer ? sums[0] / (float)n->columns : 0;
  float second = sums[1] / (float)n->columns;
  for (size_t c = 0; c < n->columns; c += PK_LANES) {
    size_t left = n->columns - c;
    PK_VECTOR d = PK_NAME(load_some)(dy + c, left);
    PK_VECTOR h = (PK_NAME(load_some)(x + c, left) - mean) * scale;
    PK_VECTOR g = PK_NAME(load_some)(n->weight + c, left) * d;
    PK_VECTOR result = scale * (g - first - h * second);
    if (n->accumulates) result += PK_NAME(load_some)(dx + c, left);
    PK_NAME(store_some)(dx + c, result, left);
    if (n->dweight) {
      PK_VECTOR w = PK_NAME(load_some)(n->dweight + c, left);
      PK_NAME(store_some)(n->dweight + c, PK_FMA(d, h, w), left);
    }
    if (is_layer && n->dbias)
      PK_NAME(store_some)(n->dbias + c, PK_NAME(load_some)(n->dbias + c, left) + d, left);
  }
}

PK_KERNEL void PK_NAME(rms_norm_backward)(const pk_norm_gradient *n) {
  for (size_t r = 0; r < n->rows; r++) PK_NAME(norm_row)(n, r, 0);
}

PK_KERNEL void PK_NAME(layer_norm_backward)(const pk_norm_gradient *n) {
  for (size_t r = 0; r < n->rows; r++) PK_NAME(norm_row)(n, r, 1);
}

PK_KERNEL void PK_NAME(silu_gate_backward)(
    const float *gate, const float *up, const float *dy, size_t count, float *dgate, float *dup) {
  for (size_t c = 0; c < count; c += PK_LANES) {
    size_t left = count - c;
    PK_VECTOR g = PK_NAME(load_some)(gate + c, left), u = PK_NAME(load_some)(up + c, left);
    PK_VECTOR d = PK_NAME(load_some)(dy + c, left), s = PK_NAME(sigmoid)(g);
    PK_NAME(store_some)(dgate + c, d * u * s * (1.0f + g * (1.0f - s)), left);
    PK_NAME(store_some)(dup + c, d * g * s, left);
  }
}

PK_KERNEL void PK_NAME(gelu_backward)(
    const float *x, const float *dy, size_t count, float *dx) {
  for (size_t c = 0; c < count; c += PK_LANES) {
    PK_VECTOR a = PK_NAME(load_some)(x + c, count - c);
    PK_VECTOR d = PK_NAME(load_some)(dy + c, count - c);
    PK_VECTOR s = PK_NAME(sigmoid)(1.59576912f * (a + 0.044715f * a * a * a));
    PK_VECTOR slope = 1.59576912f * (1.0f + 0.134145f * a * a);
    PK_NAME(store_some)(dx + c, d * s * (1.0f + a * (1.0f - s) * slope), count - c);
  }
}

// dx = p (dp - sum(p dp)), p the softmax.
PK_KERNEL void PK_NAME(softmax_backward)(
    const float *p, const float *dp, size_t count, float factor, float *dx) {
  PK_VECTOR sum = {0};
  for (size_t c = 0; c < count; c += PK_LANES)
    sum = PK_FMA(
        PK_NAME(load_some)(p + c, count - c), PK_NAME(load_some)(dp + c, count - c), sum);
  float mean = PK_NAME(sum_lanes)(sum);
  for (size_t c = 0; c < count; c += PK_LANES) {
    PK_VECTOR share = factor * PK_NAME(load_some)(p + c, count - c);
    PK_VECTOR d = PK_NAME(load_some)(dp + c, count - c) - mean;
    PK_NAME(store_some)(dx + c, share * d, count - c);
  }
}

PK_KERNEL pk_log_sum PK_NAME(cross_entropy)(
    float *row, size_t count, size_t target, float factor) {
  pk_log_sum result = {.largest = PK_NAME(largest)(row, count), .target = row[target]};
  result.sum = PK_NAME(exponentials)(row, count, result.largest, row);
  float share = (float)(factor / result.sum);
  for (size_t c = 0; c < count; c++) row[c] *= share;
  row[target] -= factor;
  return result;
}

PK_KERNEL void PK_NAME(adamw)(const pk_adamw *s) {
  float keep = 1.0f - s->learning_rate * s->weight_decay;
  float rate = s->learning_rate / s->correction1;
  float root = 1.0f / __builtin_sqrtf(s->correction2);
  for (size_t i = 0; i < s->count; i += PK_LANES) {
    size_t left = s->count - i;
    PK_VECTOR g = s->gradient_factor * PK_NAME(load_some)(s->gradients + i, left);
    PK_VECTOR m = s->beta1 * PK_NAME(load_some)(s->means + i, left) + (1.0f - s->beta1) * g;
    PK_VECTOR v =
        s->beta2 * PK_NAME(load_some)(s->squares + i, left) + (1.0f - s->beta2) * (g * g);
    PK_VECTOR p = keep * PK_NAME(load_some)(s->parameters + i, left);
    p -= rate * m / (__builtin_elementwise_sqrt(v) * root + s->epsilon);
    PK_NAME(store_some)(s->means + i, m, left);
    PK_NAME(store_some)(s->squares + i, v, left);
    PK_NAME(store_some)(s->parameters + i, p, left);
  }
}

PK_KERNEL double PK_NAME(sum_squares)(const float *x, size_t count) {
  double sum = 0;
  for (size_t c = 0; c < count;) {
    PK_VECTOR part = {0};
    for (size_t v = 0; v < 32 && c < count; v++, c += PK_LANES) {
      PK_VECTOR a = PK_NAME(load_some)(x + c, count - c);
      part = PK_FMA(a, a, part);
    }
    sum += PK_NAME(sum_doubles)(part);
  }
  return sum;
}
