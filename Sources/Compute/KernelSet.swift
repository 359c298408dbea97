// SPDX-License-Identifier: Apache-2.0

package import CKernels

/// The instruction set that numeric kernels run with; results are reproducible within one set.
public enum KernelSet: String, CaseIterable, Sendable {
  /// Plain C for any processor.
  case portable
  /// 256-bit vectors with fused multiply-add.
  case avx2
  /// 512-bit vectors.
  case avx512

  /// The widest set that this processor runs.
  public static var best: KernelSet {
    let best = pk_best_kernel_set()
    return best == PK_AVX512 ? .avx512 : best == PK_AVX2 ? .avx2 : .portable
  }

  /// Whether this processor runs the set.
  public var isSupported: Bool { code.rawValue <= pk_best_kernel_set().rawValue }

  package var code: pk_kernel_set {
    switch self {
    case .portable: PK_PORTABLE
    case .avx2: PK_AVX2
    case .avx512: PK_AVX512
    }
  }
}
