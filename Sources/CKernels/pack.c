// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "gemm.h"
#include "transpose.h"

// Panels are read by the micro-kernel step by step of k: [kc, height], rows that do not exist zero.

static inline __attribute__((always_inline)) void copy_steps(
    const float *from, size_t pitch, size_t kc, size_t height, float *panel) {
  for (size_t p = 0; p < kc; p++, from += pitch, panel += height)
    memcpy(panel, from, height * sizeof *panel);
}

// Whole panels are copied by constant sizes: a call a step would take longer than the copy.
static void pack_columns(
    const float *from, size_t pitch, size_t present, size_t kc, size_t height, float *panel) {
  if (present == height) {
    switch (height) {
      case 4: copy_steps(from, pitch, kc, 4, panel); return;
      case 6: copy_steps(from, pitch, kc, 6, panel); return;
      case 8: copy_steps(from, pitch, kc, 8, panel); return;
      case 12: copy_steps(from, pitch, kc, 12, panel); return;
      case 16: copy_steps(from, pitch, kc, 16, panel); return;
      case 32: copy_steps(from, pitch, kc, 32, panel); return;
    }
  }
  for (size_t p = 0; p < kc; p++, from += pitch, panel += height) {
    for (size_t i = 0; i < present; i++) panel[i] = from[i];
    for (size_t i = present; i < height; i++) panel[i] = 0;
  }
}

// Rows of kc floats, `pitch` apart, as the columns [first, first + present) of a panel.
static void pack_rows(
    const float *from, size_t pitch, size_t present, size_t kc, size_t height, float *panel) {
  size_t i = 0;
  for (; i + 4 <= present; i += 4) {
    const float *rows[4];
    for (size_t r = 0; r < 4; r++) rows[r] = from + (i + r) * pitch;
    pk_transpose_four(rows, kc, panel + i, height);
  }
  if (i < present && present >= 4) {
    const float *rows[4];
    for (size_t r = 0; r < 4; r++) rows[r] = from + (present - 4 + r) * pitch;
    pk_transpose_four(rows, kc, panel + present - 4, height);
    i = present;
  }
  for (; i < present; i++)
    for (size_t p = 0; p < kc; p++) panel[p * height + i] = from[i * pitch + p];
  for (; i < height; i++)
    for (size_t p = 0; p < kc; p++) panel[p * height + i] = 0;
}

void palimpsest_pack_a(
    const gemm *g, size_t first, size_t rows, size_t k0, size_t kc, size_t height) {
  float *panel = g->packed_a;
  for (size_t i = 0; i < rows; i += height, panel += height * kc) {
    size_t present = lesser(height, rows - i);
    if (g->a_is_transposed)
      pack_columns(g->a + k0 * g->lda + first + i, g->lda, present, kc, height, panel);
    else
      pack_rows(g->a + (first + i) * g->lda + k0, g->lda, present, kc, height, panel);
  }
}

// The weights of some rows, unpacked into the scratch [rows, PK_KC] and transposed from there.
static void pack_blocks(
    const gemm *g, size_t row, size_t present, size_t k0, size_t kc, size_t width, float *panel,
    pk_kernel_set set) {
  size_t offset = k0 / pk_block_count(g->type) * pk_block_bytes(g->type);
  const uint8_t *from = g->blocks + row * g->block_stride + offset;
  for (size_t i = 0; i < present; i++)
    pk_dequantize_row(
        g->type, from + i * g->block_stride, kc, g->scratch + i * PK_KC, set);
  pack_rows(g->scratch, PK_KC, present, kc, width, panel);
}

void palimpsest_pack_b(
    const gemm *g, size_t first, size_t columns, size_t k0, size_t kc, size_t width,
    pk_kernel_set set) {
  float *panel = g->packed_b;
  for (size_t j = 0; j < columns; j += width, panel += width * kc) {
    size_t present = lesser(width, columns - j);
    if (!g->blocks) {
      pack_columns(g->b + k0 * g->ldb + first + j, g->ldb, present, kc, width, panel);
    } else if (g->type == PK_F32) {
      const float *from = (const float *)(g->blocks + (first + j) * g->block_stride) + k0;
      pack_rows(from, g->block_stride / sizeof(float), present, kc, width, panel);
    } else {
      pack_blocks(g, first + j, present, k0, kc, width, panel, set);
    }
  }
}
