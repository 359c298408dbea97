// SPDX-License-Identifier: Apache-2.0
#include "CKernelsGradients.h"
#include "dispatch.h"

#define PK_LANES 4
#include "gradients_lanes.h"
#if defined(__x86_64__)
#undef PK_LANES
#define PK_LANES 8
#include "gradients_lanes.h"
#undef PK_LANES
#define PK_LANES 16
#include "gradients_lanes.h"
#endif

void pk_rms_norm_backward(const pk_norm_gradient *norm, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, rms_norm_backward, norm)
}

void pk_layer_norm_backward(const pk_norm_gradient *norm, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, layer_norm_backward, norm)
}

void pk_silu_gate_backward(
    const float *gate, const float *up, const float *dy, size_t count, float *dgate, float *dup,
    pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, silu_gate_backward, gate, up, dy, count, dgate, dup)
}

void pk_gelu_backward(
    const float *x, const float *dy, size_t count, float *dx, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, gelu_backward, x, dy, count, dx)
}

void pk_softmax_backward(
    const float *p, const float *dp, size_t count, float factor, float *dx, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, softmax_backward, p, dp, count, factor, dx)
}

pk_log_sum pk_cross_entropy_backward(
    float *row, size_t count, size_t target, float factor, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, cross_entropy, row, count, target, factor)
}

void pk_adamw_step(const pk_adamw *step, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, adamw, step)
}

double pk_sum_squares(const float *x, size_t count, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, sum_squares, x, count)
}
