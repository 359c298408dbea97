// SPDX-License-Identifier: Apache-2.0

extension TensorElement {
  /// The number of the type in a GGUF file.
  var ggufCode: UInt32 {
    switch self {
    case .f32: 0
    case .f16: 1
    case .q4x0: 2
    case .q4x1: 3
    case .q5x0: 6
    case .q5x1: 7
    case .q8x0: 8
    case .q4k: 12
    case .q5k: 13
    case .q6k: 14
    case .bf16: 30
    }
  }

  /// The type with a number in a GGUF file; nil for one that is not read here.
  init?(ggufCode: UInt32) {
    guard let element = TensorElement.allCases.first(where: { $0.ggufCode == ggufCode }) else {
      return nil
    }
    self = element
  }

  /// What messages call a type that is not read here.
  static func unreadName(ggufCode: UInt32) -> String {
    let names: [UInt32: String] = [
      9: "Q8_1", 10: "Q2_K", 11: "Q3_K", 15: "Q8_K", 16: "IQ2_XXS", 17: "IQ2_XS", 18: "IQ3_XXS",
      19: "IQ1_S", 20: "IQ4_NL", 21: "IQ3_S", 22: "IQ2_S", 23: "IQ4_XS", 24: "I8", 25: "I16",
      26: "I32", 27: "I64", 28: "F64", 29: "IQ1_M", 34: "TQ1_0", 35: "TQ2_0", 39: "MXFP4",
    ]
    return names[ggufCode] ?? "number \(ggufCode)"
  }
}
