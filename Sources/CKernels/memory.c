// SPDX-License-Identifier: Apache-2.0
#include "CKernels.h"

#if defined(__linux__)
#include <sys/mman.h>
#endif

void pk_advise_huge_pages(void *bytes, size_t count) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  (void)madvise(bytes, count, MADV_HUGEPAGE);
#else
  (void)bytes;
  (void)count;
#endif
}
