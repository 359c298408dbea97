// SPDX-License-Identifier: Apache-2.0

package import Compute

extension TensorElement {
  /// The format as kernels know it.
  package var blockFormat: BlockFormat {
    switch self {
    case .f32: .f32
    case .f16: .f16
    case .bf16: .bf16
    case .q8x0: .q8x0
    case .q4x0: .q4x0
    case .q4x1: .q4x1
    case .q5x0: .q5x0
    case .q5x1: .q5x1
    case .q4k: .q4k
    case .q5k: .q5k
    case .q6k: .q6k
    }
  }
}
