// SPDX-License-Identifier: Apache-2.0
#include "blocks.h"

#define PK_LANES 4
#include "dequantize_lanes.h"
#if defined(__x86_64__)
#undef PK_LANES
#define PK_LANES 8
#include "dequantize_lanes.h"
#undef PK_LANES
#define PK_LANES 16
#include "dequantize_lanes.h"
#endif

size_t pk_block_count(pk_block type) {
  if (type == PK_F32 || type == PK_F16 || type == PK_BF16) return 1;
  return type == PK_Q4_K || type == PK_Q5_K || type == PK_Q6_K ? 256 : 32;
}

size_t pk_block_bytes(pk_block type) {
  switch (type) {
    case PK_F32: return 4;
    case PK_F16:
    case PK_BF16: return 2;
    case PK_Q8_0: return sizeof(block_q8_0);
    case PK_Q4_0: return sizeof(block_q4_0);
    case PK_Q4_1: return sizeof(block_q4_1);
    case PK_Q5_0: return sizeof(block_q5_0);
    case PK_Q5_1: return sizeof(block_q5_1);
    case PK_Q4_K: return sizeof(block_q4_k);
    case PK_Q5_K: return sizeof(block_q5_k);
    case PK_Q6_K: return sizeof(block_q6_k);
  }
  return 0;
}

void pk_dequantize_row(
    pk_block type, const void *bytes, size_t count, float *out, pk_kernel_set set) {
#if defined(__x86_64__)
  if (set == PK_AVX512) {
    dequantize_avx512(type, bytes, count, out);
    return;
  }
  if (set == PK_AVX2) {
    dequantize_avx2(type, bytes, count, out);
    return;
  }
#endif
  (void)set;
  dequantize_portable(type, bytes, count, out);
}
