// SPDX-License-Identifier: Apache-2.0
#include "CKernelsElements.h"
#include "dispatch.h"

#define PK_LANES 4
#include "elements_lanes.h"
#if defined(__x86_64__)
#undef PK_LANES
#define PK_LANES 8
#include "elements_lanes.h"
#undef PK_LANES
#define PK_LANES 16
#include "elements_lanes.h"
#endif

void pk_exp(const float *x, size_t count, float *y, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, exp_all, x, count, y)
}

void pk_rms_norm(
    const float *x, const float *weight, size_t rows, size_t columns, float epsilon, float *y,
    float *scales, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, rms_norm, x, weight, rows, columns, epsilon, y, scales)
}

void pk_layer_norm(
    const float *x, const float *weight, const float *bias, size_t rows, size_t columns,
    float epsilon, float *y, float *means, float *scales, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(
      set, layer_norm, x, weight, bias, rows, columns, epsilon, y, means, scales)
}

void pk_softmax(float *row, size_t count, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, softmax, row, count)
}

pk_log_sum pk_sum_exponentials(
    const float *row, size_t count, size_t target, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, log_sum, row, count, target)
}

pk_moments pk_sum_moments(const float *row, size_t count, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, sum_moments, row, count)
}

size_t pk_count_above(const float *row, size_t count, float bound, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, count_above, row, count, bound)
}

void pk_silu_gate(
    const float *gate, const float *up, size_t count, float *y, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, silu_gate, gate, up, count, y)
}

void pk_gelu(const float *x, size_t count, float *y, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, gelu, x, count, y)
}

void pk_rotate(
    float *x, size_t heads, size_t stride, size_t width, const float *cosines, const float *sines,
    pk_rotary form, int backwards, pk_kernel_set set) {
  float direction = backwards ? -1 : 1;
  PALIMPSEST_DISPATCH(set, rotate, x, heads, stride, width, cosines, sines, form, direction)
}

void pk_axpy(float factor, const float *x, size_t count, float *y, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, axpy, factor, x, count, y)
}

void pk_scale(float factor, size_t count, float *x, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, scale, factor, count, x)
}
