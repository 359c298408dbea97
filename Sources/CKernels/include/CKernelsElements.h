// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_CKERNELS_ELEMENTS_H
#define PALIMPSEST_CKERNELS_ELEMENTS_H

#include <stddef.h>

#include "CKernelsSets.h"

/// Writes e^x: within 2 units in the last place of the exact value from -87.3 to 88.7.
///
/// Below that 0 (no subnormals), above it infinity; a NaN stays one. Where a function below says
/// "exponential" it is this one. `y` may be `x`.
void pk_exp(const float *x, size_t count, float *y, pk_kernel_set set);

/// Writes y = x / sqrt(mean(x^2) + epsilon) * weight for each row of x [rows, columns].
///
/// `scales` [rows] receives 1 / sqrt(...) for the way back, or is null. `y` may be `x`. Sums are in
/// floats, one order for each number of columns; a row whose sum overflows becomes NaN.
void pk_rms_norm(
    const float *x, const float *weight, size_t rows, size_t columns, float epsilon, float *y,
    float *scales, pk_kernel_set set);

/// Writes y = (x - mean) / sqrt(variance + epsilon) * weight + bias for each row of x.
///
/// The variance is the mean of squared deviations, taken in a second pass; a row whose sums
/// overflow becomes NaN. `means` and `scales` [rows] are for the way back, or null. `y` may be `x`.
void pk_layer_norm(
    const float *x, const float *weight, const float *bias, size_t rows, size_t columns,
    float epsilon, float *y, float *means, float *scales, pk_kernel_set set);

/// Replaces a row of at least one number by its softmax, the largest number taken out first.
void pk_softmax(float *row, size_t count, pk_kernel_set set);

/// What the logarithm of a probability is made of: row[target] - (largest + ln(sum)).
typedef struct {
  double sum;     ///< of the exponentials of the row less its largest number, at least 1
  float largest;  ///< the largest number of the row
  float target;   ///< the number of the target
} pk_log_sum;

/// Sums the exponentials of a row: exponentials in floats, runs of 32 of them in floats too, all
/// else in doubles, so that the log-probability is within 2.5e-6 of the exact one; 1e-6 is seen.
pk_log_sum pk_sum_exponentials(
    const float *row, size_t count, size_t target, pk_kernel_set set);

/// What a row of logits says as a distribution: sums over e = exp(row - largest).
typedef struct {
  double sum;     ///< of e, at least 1
  double first;   ///< of e (row - largest), at most 0
  double second;  ///< of e (row - largest)^2
  float largest;  ///< the largest number of the row
} pk_moments;

/// Sums a row of at least one number: terms in floats, runs of 32 vectors of them in doubles.
pk_moments pk_sum_moments(const float *row, size_t count, pk_kernel_set set);

/// The numbers of a row that are greater than a bound.
size_t pk_count_above(const float *row, size_t count, float bound, pk_kernel_set set);

/// Writes y = gate * sigmoid(gate) * up; `y` may be `gate` or `up`.
void pk_silu_gate(
    const float *gate, const float *up, size_t count, float *y, pk_kernel_set set);

/// Writes y = x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))), GPT-2's form; `y` may be `x`.
void pk_gelu(const float *x, size_t count, float *y, pk_kernel_set set);

/// Which two coordinates a rotary embedding turns together.
typedef enum {
  PK_ADJACENT = 0,  ///< 2i and 2i + 1
  PK_HALVES = 1,    ///< i and i + width / 2
} pk_rotary;

/// Turns the first `width` coordinates of each head in place: (a, b) becomes
/// (a cos - b sin, a sin + b cos); backwards, by the negative angle.
///
/// `cosines` and `sines` [width / 2] are those of one position; `stride` floats lie between heads.
void pk_rotate(
    float *x, size_t heads, size_t stride, size_t width, const float *cosines, const float *sines,
    pk_rotary form, int backwards, pk_kernel_set set);

/// One query row against the keys and values of the positions that it sees.
typedef struct {
  const float *query;   ///< [width]
  const float *keys;    ///< [positions], rows of `width` floats
  size_t key_stride;    ///< floats between keys
  const float *values;  ///< [positions], rows of `width` floats
  size_t value_stride;  ///< floats between values
  size_t positions;     ///< at least 1
  size_t width;         ///< of a head
  float scale;          ///< on the products, 1 / sqrt(width) as a rule
} pk_attention;

/// Writes out [width] = softmax(scale * keys query) values; `weights` [positions] receives the
/// softmax. The result depends on what the query sees alone.
void pk_attend(const pk_attention *attention, float *weights, float *out, pk_kernel_set set);

/// Adds factor * x to y.
void pk_axpy(float factor, const float *x, size_t count, float *y, pk_kernel_set set);

/// Multiplies x by a factor.
void pk_scale(float factor, size_t count, float *x, pk_kernel_set set);

#endif
