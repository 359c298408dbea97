// SPDX-License-Identifier: Apache-2.0

package import CKernels

/// How the numbers of a row of weights are packed: plain floats, or the blocks of GGUF files.
package enum BlockFormat: String, CaseIterable, Sendable {
  case f32 = "F32"
  case f16 = "F16"
  case bf16 = "BF16"
  case q8x0 = "Q8_0"
  case q4x0 = "Q4_0"
  case q4x1 = "Q4_1"
  case q5x0 = "Q5_0"
  case q5x1 = "Q5_1"
  case q4k = "Q4_K"
  case q5k = "Q5_K"
  case q6k = "Q6_K"

  package var code: pk_block {
    switch self {
    case .f32: PK_F32
    case .f16: PK_F16
    case .bf16: PK_BF16
    case .q8x0: PK_Q8_0
    case .q4x0: PK_Q4_0
    case .q4x1: PK_Q4_1
    case .q5x0: PK_Q5_0
    case .q5x1: PK_Q5_1
    case .q4k: PK_Q4_K
    case .q5k: PK_Q5_K
    case .q6k: PK_Q6_K
    }
  }

  /// The numbers of one block: 1, 32 or 256.
  package var blockCount: Int { pk_block_count(code) }

  /// The bytes of one block.
  package var blockBytes: Int { pk_block_bytes(code) }

  /// Whether integer products exist for it.
  package var hasIntegerProducts: Bool { pk_has_integer_matvec(code) != 0 }

  /// The bytes of `count` numbers, whole blocks of them.
  package func byteCount(of count: Int) -> Int {
    precondition(count >= 0 && count % blockCount == 0, "whole blocks")
    return count / blockCount * blockBytes
  }
}
