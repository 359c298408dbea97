// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_CDIVSUFSORT_H
#define PALIMPSEST_CDIVSUFSORT_H

#include <divsufsort.h>

#endif
