// SPDX-License-Identifier: Apache-2.0
#include "CKernelsElements.h"
#include "dispatch.h"

#define PK_LANES 4
#include "attention_lanes.h"
#if defined(__x86_64__)
#undef PK_LANES
#define PK_LANES 8
#include "attention_lanes.h"
#undef PK_LANES
#define PK_LANES 16
#include "attention_lanes.h"
#endif

void pk_attend(const pk_attention *attention, float *weights, float *out, pk_kernel_set set) {
  PALIMPSEST_DISPATCH(set, attend, attention, weights, out)
}
