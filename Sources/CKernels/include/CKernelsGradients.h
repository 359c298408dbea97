// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_CKERNELS_GRADIENTS_H
#define PALIMPSEST_CKERNELS_GRADIENTS_H

#include <stddef.h>

#include "CKernelsElements.h"
#include "CKernelsSets.h"

/// A normalization on its way back: what went in, what came out of it beside the result, and the
/// gradient of the loss with respect to the result.
typedef struct {
  const float *x;       ///< [rows, columns]
  const float *weight;  ///< [columns]
  const float *means;   ///< [rows], of a layer norm
  const float *scales;  ///< [rows]
  const float *dy;      ///< [rows, columns]
  size_t rows, columns;
  int accumulates;      ///< whether dx is added to
  float *dx;            ///< [rows, columns]; may be dy where it is not added to
  float *dweight;       ///< [columns], added to; or null
  float *dbias;         ///< [columns], added to, of a layer norm; or null
} pk_norm_gradient;

/// Goes back through pk_rms_norm.
void pk_rms_norm_backward(const pk_norm_gradient *norm, pk_kernel_set set);

/// Goes back through pk_layer_norm.
void pk_layer_norm_backward(const pk_norm_gradient *norm, pk_kernel_set set);

/// Goes back through pk_silu_gate; `dgate` may be `gate` or `dy`, `dup` may be `up`.
void pk_silu_gate_backward(
    const float *gate, const float *up, const float *dy, size_t count, float *dgate, float *dup,
    pk_kernel_set set);

/// Goes back through pk_gelu; `dx` may be `x` or `dy`.
void pk_gelu_backward(
    const float *x, const float *dy, size_t count, float *dx, pk_kernel_set set);

/// Goes back through pk_softmax of one row: dx = factor * p (dp - sum(p dp)) for its result p.
///
/// The factor is that on the logits, of attention. `dx` may be `p` or `dp`.
void pk_softmax_backward(
    const float *p, const float *dp, size_t count, float factor, float *dx, pk_kernel_set set);

/// Replaces logits by the gradient of factor * -ln softmax(row)[target] and returns what the loss
/// is made of.
pk_log_sum pk_cross_entropy_backward(
    float *row, size_t count, size_t target, float factor, pk_kernel_set set);

/// One step of AdamW on a run of parameters.
///
/// g = gradient_factor * gradient; m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
/// parameter -= learning_rate * (weight_decay * parameter
///              + (m / correction1) / (sqrt(v / correction2) + epsilon)).
typedef struct {
  float *parameters;       ///< [count]
  const float *gradients;  ///< [count]
  float *means, *squares;  ///< [count]; m and v
  size_t count;
  float learning_rate, beta1, beta2, epsilon, weight_decay;
  float correction1, correction2;  ///< 1 - beta1^t and 1 - beta2^t for step t from 1
  float gradient_factor;           ///< for clipping and averaging
} pk_adamw;

/// Takes the step; Loshchilov and Hutter, "Decoupled Weight Decay Regularization", ICLR 2019,
/// arXiv:1711.05101, algorithm 2, with the learning rate on the decay too, as PyTorch has it.
void pk_adamw_step(const pk_adamw *step, pk_kernel_set set);

/// The sum of squares in double precision, in one order for each count.
double pk_sum_squares(const float *x, size_t count, pk_kernel_set set);

#endif
